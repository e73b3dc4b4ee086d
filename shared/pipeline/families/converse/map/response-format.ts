import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Pointer } from '../../../../json/pointer.ts';
import { inheritTexts } from '../../../../json/texts.ts';
import { crash } from '../../../call/failures.ts';
import { thinkingEnabled, thinkingRequested, willThink } from '../../../call/thinking.ts';
import { ANSWER_TOOL, CALL_TO_ANSWER } from '../../../messages/made-up.ts';
import {
  lists,
  listsNativeSchema,
  nativeSchemaInsteadOfTool,
  refusesForcedTools,
  takesNativeSchema,
} from '../../../models/capabilities.ts';
import { dumps } from '../../../python/json.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Release } from '../../../releases/release.ts';
import {
  isObjectSchema,
  MOST_PROPERTIES,
  nativeSchema,
  propertyCount,
} from '../../../schemas/native-schema.ts';
import { mapped } from '../rules.ts';
import { lose, type Mapper, type Mapping, set } from './mapping.ts';
import { addTools, pretendToStream } from './tools.ts';

const OUTPUT_CONFIG = mapped(
  'response_format-native',
  'mapped',
  'The model follows JSON schemas itself: the schema goes into outputConfig, as JSON in a string.',
);
const SCHEMA_TOOL = mapped(
  'response_format-tool',
  'mapped',
  'The schema becomes a made-up tool json_tool_call whose input is the answer.',
);
const FORCED = mapped(
  'response_format-forced',
  'added',
  'The made-up tool must be used, so that the answer follows the schema.',
);
const TEXT = mapped('response_format-text', 'consumed', 'Text is what the model answers anyway.');
const NO_SCHEMA = mapped(
  'response_format-no-schema',
  'dropped',
  'Without a schema nothing is sent: only the prompt can ask for JSON, and no error says so.',
);

/** What `json_object` asks for up to 1.82: any object at all. */
const ANY_OBJECT: Wanted = {
  schema: { type: 'object', properties: {}, required: [] },
  at: '/response_format',
  name: undefined,
  description: undefined,
};

interface Wanted {
  readonly schema: JsonObject;
  readonly at: Pointer;
  readonly name: Json | undefined;
  readonly description: Json | undefined;
}

function wanted(value: JsonObject): Wanted | null {
  if ('response_schema' in value) {
    const schema = value.response_schema;
    if (schema === null) return null;
    if (!isObject(schema)) crash('response_schema must be a JSON schema.');
    return { schema, at: '/response_format/response_schema', name: undefined, description: undefined };
  }
  if (!('json_schema' in value)) return null;
  const outer = value.json_schema;
  if (!isObject(outer) || outer.schema === undefined) crash('json_schema needs a schema.');
  if (outer.schema === null) return null;
  if (!isObject(outer.schema)) crash('The schema of response_format must be a JSON schema.');
  const { name, description } = outer;
  return { schema: outer.schema, at: '/response_format/json_schema/schema', name, description };
}

/** Says of every object in the schema that it takes no other properties, as Bedrock demands. */
function closed(schema: JsonObject, lists: boolean): JsonObject {
  const out: Record<string, Json> = inheritTexts({ ...schema }, schema);
  const isObjectType = lists ? isObjectSchema(out) : out.type === 'object';
  if (isObjectType && !('additionalProperties' in out)) out.additionalProperties = false;
  const inner = (value: Json): Json => (isObject(value) ? closed(value, lists) : value);
  if (isObject(out.items)) out.items = inner(out.items);
  for (const key of ['properties', '$defs', 'definitions']) {
    const named = out[key];
    if (isObject(named)) {
      const closedOnes = Object.entries(named).map(([name, value]) => [name, inner(value)] as const);
      out[key] = inheritTexts(Object.fromEntries(closedOnes), named);
    }
  }
  for (const key of ['anyOf', 'allOf', 'oneOf']) {
    const alternatives = out[key];
    if (isArray(alternatives)) out[key] = inheritTexts(alternatives.map(inner), alternatives);
  }
  return out;
}

/** The schema that the model itself can be held to, or null where a tool has to do. */
export function schemaForModel(schema: JsonObject, { target, incoming }: Mapping): JsonObject | null {
  const asked = thinkingRequested(incoming);
  const native = takesNativeSchema(target, willThink(incoming, target, asked));
  if (!native && (asked || !nativeSchemaInsteadOfTool(target))) return null;
  const listed = listsNativeSchema(target);
  if ((listed && !has(target.release, 'native-schemas-adapted')) || !target.claude) return schema;
  const tooMany = !listed && propertyCount(schema) > MOST_PROPERTIES;
  return tooMany ? null : nativeSchema(schema, target.release);
}

/** The member `outputConfig` for a schema. */
export function outputConfig(
  schema: JsonObject | null,
  name: Json | undefined,
  description: Json | undefined,
  release: Release,
): JsonObject {
  return {
    textFormat: {
      type: 'json_schema',
      structure: {
        jsonSchema: {
          schema: schema === null ? '{}' : dumps(closed(schema, has(release, 'native-schemas-closed'))),
          ...((name ?? null) === null ? {} : { name: name as Json }),
          ...((description ?? null) === null ? {} : { description: description as Json }),
        },
      },
    },
  };
}

function asTool({ schema, at, description }: Wanted, mapping: Mapping): void {
  const { trace } = mapping.context;
  const mayForce =
    lists(mapping.target, 'supports_tool_choice') &&
    !willThink(mapping.incoming, mapping.target, thinkingEnabled(mapping.incoming, mapping.target.release)) &&
    !refusesForcedTools(mapping.target);
  const instructed =
    !mayForce && has(mapping.target.release, 'unforced-schema-tool-described') && mapping.target.claude;
  const own: Json = isTruthy(description) ? (description ?? null) : null;
  const words = instructed ? [CALL_TO_ANSWER, ...(typeof own === 'string' ? [own] : [])].join(' ') : own;
  const described = words === null ? {} : { description: words };
  const called: JsonObject = { name: ANSWER_TOOL, parameters: schema, ...described };
  trace.member(called, 'parameters', at, SCHEMA_TOOL);
  const tool = trace.whole({ type: 'function', function: called }, '/response_format', SCHEMA_TOOL);
  addTools(mapping, [tool], '/response_format');
  if (mayForce) set(mapping, 'tool_choice', { tool: { name: ANSWER_TOOL } }, null, FORCED);
  pretendToStream(mapping);
}

export const mapResponseFormat: Mapper = (param, mapping) => {
  const { value, from } = param;
  if (!isObject(value)) return lose(mapping, param, NO_SCHEMA);
  if (value.type === undefined) crash('response_format needs a type.');
  if (value.type === 'text') return lose(mapping, param, TEXT);
  const asked = wanted(value);
  if (asked === null) {
    if (value.type !== 'json_object' || has(mapping.target.release, 'json-object-without-tool'))
      return lose(mapping, param, NO_SCHEMA);
    return asTool(ANY_OBJECT, mapping);
  }
  const native = schemaForModel(asked.schema, mapping);
  if (native === null) return asTool(asked, mapping);
  const { name, description } = asked;
  const config = outputConfig(native, name, description, mapping.target.release);
  set(mapping, 'outputConfig', config, from, OUTPUT_CONFIG);
  const { target, incoming } = mapping;
  const requested = thinkingRequested(incoming);
  if (has(target.release, 'native-schema-for-unforceable') && !takesNativeSchema(target, requested))
    pretendToStream(mapping);
};
