import { isArray, isObject, type Json, type JsonObject, someObject } from '../../json/json.ts';
import { inheritTexts } from '../../json/texts.ts';
import { crash } from '../call/failures.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { withoutRefs } from './schema-refs.ts';

const ROOT_TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

/** Applies a change to the schemas that stand directly inside a schema; the same object where nothing changes. */
function mapNested(node: JsonObject, change: (schema: JsonObject) => JsonObject): JsonObject {
  const nested = (value: Json): Json => (isObject(value) ? change(value) : value);
  const list = (value: readonly Json[]): readonly Json[] => {
    const items = value.map(nested);
    return items.some((item, i) => item !== value[i]) ? inheritTexts(items, value) : value;
  };
  const members = (value: JsonObject): JsonObject => {
    const entries = Object.entries(value).map(([key, member]) => [key, nested(member)] as const);
    return entries.some(([key, member]) => member !== value[key])
      ? inheritTexts(Object.fromEntries(entries), value)
      : value;
  };
  const out: Record<string, Json> = inheritTexts({ ...node }, node);
  for (const key of ['items', 'additionalProperties']) {
    if (isObject(out[key])) out[key] = nested(out[key]);
  }
  if (isObject(out.properties)) out.properties = members(out.properties);
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const alternatives = out[key];
    if (isArray(alternatives)) out[key] = list(alternatives);
  }
  return Object.keys(out).some((key) => out[key] !== node[key]) ? out : node;
}

function withPlainTypes(node: JsonObject): JsonObject {
  const inner = mapNested(node, withPlainTypes);
  return inner.type === 'custom' ? inheritTexts({ ...inner, type: 'object' }, inner) : inner;
}

const namesCustom = (value: Json): boolean => someObject(value, ({ type }) => type === 'custom');

/** Turns `type: custom` (Claude Code's tools) into `type: object` in the places where schemas nest. */
export const plainTypes = (schema: JsonObject): JsonObject =>
  namesCustom(schema) ? withPlainTypes(schema) : schema;

const mentionsRef = (value: Json): boolean => someObject(value, (object) => '$ref' in object);

/** The type of the outermost level: since 1.83 one of JSON's. */
function rootType(type: Json | undefined, release: Release): Json {
  if (!has(release, 'tool-schema-types-checked')) return type ?? '';
  return typeof type === 'string' && ROOT_TYPES.includes(type) ? type : 'object';
}

/**
 * A tool's JSON schema as Converse gets it: references are replaced by what they name, and of the
 * outermost level only type, properties and required are sent (and additionalProperties where
 * `strict` tools are). Source: `_bedrock_tools_pt`, all three releases.
 */
export function toolSchema(parameters: JsonObject, keepAdditional: boolean, release: Release): JsonObject {
  const { $defs, ...rest } = parameters;
  const resolved = mentionsRef(rest) ? withoutRefs(rest, isObject($defs) ? $defs : {}) : rest;
  const plain = plainTypes(resolved);
  const compound = isArray(plain.type) || isObject(plain.type);
  if (compound && !has(release, 'list-types-in-tool-schemas'))
    crash('This release fails on a tool schema whose type is a list.');
  const type = rootType(has(release, 'tool-schema-types-checked') ? plain.type : resolved.type, release);
  const additional = keepAdditional ? (plain.additionalProperties ?? null) : null;
  return {
    type,
    properties: plain.properties ?? {},
    required: plain.required ?? [],
    ...(additional === null ? {} : { additionalProperties: additional }),
  };
}
