import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { segments, valueAt } from '../../../shared/json/pointer.ts';

const MAX_DEPTH = 12;

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-15',
  'date-time': '2026-01-15T09:30:00Z',
  time: '09:30:00Z',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '7f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b',
  ipv4: '192.0.2.1',
};

/** A word from the user's text that looks like a name, so that tool inputs make sense to a reader. */
const nameIn = (hint: string): string | null =>
  hint.split(/\s+/).reduce<string | null>((found, word, i) => {
    const bare = word.replace(/[^\p{L}\p{N}-]/gu, '');
    return i > 0 && /^\p{Lu}\p{Ll}/u.test(bare) ? bare : found;
  }, null);

const sampleText = (schema: JsonObject, name: string, hint: string): string => {
  const format = typeof schema.format === 'string' ? FORMATS[schema.format] : undefined;
  let text = format ?? nameIn(hint) ?? name;
  const least = typeof schema.minLength === 'number' ? Math.min(schema.minLength, 10_000) : 0;
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  if (text.length < least) text = text.padEnd(least, 'x');
  return text.length > most ? text.slice(0, most) : text;
};

const sampleNumber = (schema: JsonObject, whole: boolean): number => {
  const number = (key: string): number | null => (typeof schema[key] === 'number' ? schema[key] : null);
  const above = number('exclusiveMinimum');
  const below = number('exclusiveMaximum');
  const low = number('minimum') ?? (above === null ? null : above + (whole ? 1 : 0.5));
  const high = number('maximum') ?? (below === null ? null : below - (whole ? 1 : 0.5));
  const step = number('multipleOf');
  const wanted = Math.min(Math.max(7, low ?? 7), high ?? Number.POSITIVE_INFINITY);
  const value = step ? Math.ceil((low ?? wanted) / step) * step : wanted;
  return whole ? Math.round(value) : value;
};

const resolve = (schema: JsonObject, root: JsonObject): JsonObject => {
  const ref = schema.$ref;
  if (typeof ref !== 'string' || !ref.startsWith('#')) return schema;
  const found = segments(ref.slice(1)).length > 0 ? valueAt(root, ref.slice(1)) : root;
  return isObject(found) ? found : schema;
};

const firstGiven = (schema: JsonObject): Json | undefined => {
  if ('const' in schema) return schema.const;
  for (const key of ['enum', 'examples'] as const) {
    const values = schema[key];
    if (isArray(values) && values.length > 0) return values[0];
  }
  return schema.default;
};

/**
 * A value that satisfies a JSON Schema as far as type, enum, const, required, bounds, `$ref`,
 * `anyOf`/`oneOf`/`allOf` and array sizes go. `hint` is the user's text; names in it become string values.
 */
export function sampleOf(schema: JsonObject, hint: string, name = 'value'): Json {
  const visit = (given: JsonObject, label: string, depth: number): Json => {
    const at = resolve(given, schema);
    if (depth > MAX_DEPTH) return null;
    const fixed = firstGiven(at);
    if (fixed !== undefined) return fixed;
    for (const key of ['anyOf', 'oneOf'] as const) {
      const branch = isArray(at[key]) ? at[key].find(isObject) : undefined;
      if (branch) return visit(branch, label, depth + 1);
    }
    const merged = isArray(at.allOf) ? merge(at, at.allOf) : at;
    const type = isArray(merged.type) ? merged.type[0] : merged.type;
    if (type === 'array') return sampleArray(merged, label, depth);
    if (type === 'object' || (type === undefined && isObject(merged.properties)))
      return sampleObject(merged, depth);
    if (type === 'integer' || type === 'number') return sampleNumber(merged, type === 'integer');
    if (type === 'boolean') return true;
    if (type === 'null') return null;
    return sampleText(merged, label, hint);
  };
  const sampleArray = (at: JsonObject, label: string, depth: number): Json => {
    const size = typeof at.minItems === 'number' ? Math.min(Math.max(at.minItems, 1), 100) : 1;
    const items = isObject(at.items) ? at.items : {};
    return Array.from({ length: size }, () => visit(items, label, depth + 1));
  };
  const sampleObject = (at: JsonObject, depth: number): JsonObject => {
    const properties = isObject(at.properties) ? at.properties : {};
    const required = isArray(at.required) ? at.required : [];
    return Object.fromEntries(
      Object.entries(properties)
        .filter(([key]) => depth < 3 || required.includes(key))
        .map(([key, value]) => [key, visit(isObject(value) ? value : {}, key, depth + 1)]),
    );
  };
  const merge = (at: JsonObject, parts: readonly Json[]): JsonObject => {
    const resolved = [at, ...parts.filter(isObject).map((part) => resolve(part, schema))];
    const properties = resolved.map((part) => (isObject(part.properties) ? part.properties : {}));
    return Object.assign({}, ...resolved, { properties: Object.assign({}, ...properties) });
  };
  return visit(schema, name, 0);
}
