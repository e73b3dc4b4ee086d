import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Pointer } from '../../../json/pointer.ts';
import { inheritTexts } from '../../../json/texts.ts';
import { crash } from '../../call/failures.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { type Adapting, made } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

/** The members of an object, each edited; ends the call (throws `Stop`, `crashed`) for anything else. */
const members = (value: Json, edit: (item: Json) => Json): JsonObject =>
  isObject(value)
    ? inheritTexts(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, edit(item)])), value)
    : crash('LiteLLM takes the members of a schema for an object.', 'AttributeError');

/** A schema with every object closed and all its properties required, as OpenAI's strict mode wants it. */
function closed(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const out: Record<string, Json> = inheritTexts({ ...schema }, schema);
  if (schema.type === 'object' && 'properties' in schema) {
    out.additionalProperties = false;
    const properties = members(schema.properties as Json, closed);
    out.required = Object.keys(properties);
    out.properties = properties;
  }
  if ('items' in schema) out.items = closed(schema.items as Json);
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const list = schema[key];
    if (isArray(list)) out[key] = inheritTexts(list.map(closed), list);
  }
  for (const key of ['$defs', 'definitions']) {
    if (key in schema) out[key] = members(schema[key] as Json, closed);
  }
  return out;
}

const schemaOf = (format: Json): Json =>
  isObject(format) && format.type === 'json_schema' && isTruthy(format.schema) ? format.schema : null;

/** Anthropic's output format as OpenAI's response_format. */
export function adaptFormat(body: Record<string, Json>, format: Json, at: Pointer, adapting: Adapting): void {
  const schema = schemaOf(format);
  if (schema === null) {
    adapting.trace.note(at, RULE.formatLost);
    return;
  }
  const closes = has(adapting.release, 'adapter-formats-closed');
  const sent = closes ? closed(schema) : schema;
  const spec = made(adapting, { name: 'structured_output', schema: sent, strict: true }, at);
  body.response_format = made(adapting, { type: 'json_schema', json_schema: spec }, at);
}
