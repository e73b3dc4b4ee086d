import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { mapSchemas } from './schema-walk.ts';

/** The openers of look-ahead and look-behind, found in the text as LiteLLM does. */
const LOOKAROUND = /\(\?<?[=!]/;

/** True for a regular expression that looks ahead or behind. */
export const looksAround = (pattern: Json | undefined): boolean =>
  typeof pattern === 'string' && LOOKAROUND.test(pattern);

function withoutPatterns(node: JsonObject): JsonObject {
  const named = isObject(node.patternProperties) ? node.patternProperties : {};
  const refused = Object.keys(named).filter((name) => looksAround(name));
  if (!looksAround(node.pattern) && refused.length === 0) return node;
  const out: Record<string, Json> = { ...node };
  if (looksAround(node.pattern)) delete out.pattern;
  if (refused.length === 0) return out;
  out.patternProperties = Object.fromEntries(
    Object.entries(named).filter(([name]) => !refused.includes(name)),
  );
  if (out.additionalProperties !== false) return out;
  const freed = refused.map((name) => named[name] as Json);
  out.additionalProperties = freed.length === 1 ? (freed[0] as Json) : { anyOf: freed };
  return out;
}

/**
 * Takes regular expressions that look ahead or behind out of a schema, for models whose engine has
 * neither. Source: `drop_lookaround_regex_patterns`, LiteLLM 1.109.1.
 */
export const withoutLookaround = (schema: JsonObject): JsonObject => mapSchemas(schema, withoutPatterns);
