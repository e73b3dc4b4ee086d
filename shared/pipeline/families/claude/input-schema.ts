import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import { has } from '../../releases/behaviours.ts';
import { withoutRefs } from '../../schemas/schema-refs.ts';
import { plainTypes } from '../../schemas/tool-schema.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

const SENT: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'additionalProperties',
  'required',
  '$defs',
  'strict',
]);

const members = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** Replaces references into `definitions` and OpenAPI's `components.schemas` (since 1.90). */
function withoutLegacyRefs(schema: JsonObject): JsonObject {
  const { components, definitions, ...rest } = schema;
  if (!isObject(definitions) && !isObject(members(components).schemas)) return schema;
  return withoutRefs(rest, { ...members(members(components).schemas), ...members(definitions) });
}

/**
 * The JSON schema of a function as Claude's `input_schema`. `at` is null where the function names none.
 * Source: `_map_tool_helper`, `sanitize_input_schema_for_anthropic`.
 */
export function inputSchema(
  parameters: JsonObject,
  at: Pointer | null,
  { trace, profile }: Context,
): JsonObject {
  if (at === null) return trace.whole({ type: 'object', properties: {} }, null, RULE.schemaDefault);
  const schema = has(profile.release, 'legacy-schema-references-inlined')
    ? withoutLegacyRefs(parameters)
    : parameters;
  const inlined = schema !== parameters;
  const out: Record<string, Json> = {};
  trace.whole(out, at, inlined ? RULE.schemaInlined : RULE.tool);
  for (const key of Object.keys(schema)) {
    const value = schema[key] as Json;
    if (SENT.has(key)) {
      out[key] = value;
      if (!inlined) trace.member(out, key, child(at, key), RULE.schemaMember);
    }
  }
  for (const key of Object.keys(parameters)) {
    const used = inlined && (key === 'definitions' || key === 'components');
    if (!SENT.has(key) && !used) trace.note(child(at, key), RULE.schemaLost);
  }
  const wrongType = out.type !== 'object' && has(profile.release, 'input-schema-type-set');
  if (wrongType) {
    const from = parameters.type === undefined ? null : child(at, 'type');
    trace.member(out, 'type', from, from === null ? RULE.schemaDefault : RULE.schemaType);
    out.type = 'object';
  }
  if (out.properties === undefined && (wrongType || has(profile.release, 'schema-gets-empty-properties'))) {
    out.properties = {};
    trace.member(out, 'properties', null, RULE.schemaDefault);
  }
  return withPlainTypes(out, trace);
}

/** Turns `type: custom` of Claude Code's schemas into `object`, keeping what is known of origins. */
export function withPlainTypes(schema: JsonObject, trace: Context['trace']): JsonObject {
  const plain = plainTypes(schema);
  return plain === schema ? schema : trace.inherit(plain as Record<string, Json>, schema);
}
