import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
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

const sampleText = (schema: JsonObject, name: string, named: string | null): string => {
  const format = typeof schema.format === 'string' ? lookUp(FORMATS, schema.format) : undefined;
  let text = format ?? named ?? name;
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

const firstGiven = (schema: JsonObject): Json | undefined => {
  if (Object.hasOwn(schema, 'const')) return schema.const;
  for (const key of ['enum', 'examples'] as const) {
    const values = schema[key];
    if (isArray(values) && values.length > 0) return values[0];
  }
  return schema.default;
};

/** What a sample may cost beside the length of its schema: about its length in characters. */
const ALLOWANCE = 20_000;
/** No schema, however long, makes a longer one: it is more than a model answers at once. */
const MOST = 300_000;
/** What is paid for a value or a member that is looked at, whatever its length. */
const EACH = 8;

/** Makes one sample. A schema may nest and refer to itself so that its least value is endless; the budget ends it. */
class Sampler {
  readonly #root: JsonObject;
  readonly #named: string | null;
  readonly #fixedSizes = new Map<Json, number>();
  #budget: number;

  constructor(root: JsonObject, hint: string) {
    this.#root = root;
    this.#named = nameIn(hint);
    this.#budget = Math.min(ALLOWANCE + 2 * JSON.stringify(root).length, MOST);
  }

  /** False where nothing is left: the value at hand then becomes null. */
  #pay(cost: number): boolean {
    this.#budget -= cost;
    return this.#budget > 0;
  }

  visit(given: JsonObject, label: string, depth: number): Json {
    if (depth > MAX_DEPTH || !this.#pay(EACH)) return null;
    const at = this.#resolve(given);
    const fixed = firstGiven(at);
    if (fixed !== undefined) return this.#pay(this.#sizeOf(fixed)) ? fixed : null;
    for (const key of ['anyOf', 'oneOf'] as const) {
      const branch = isArray(at[key]) ? at[key].find(isObject) : undefined;
      if (branch) return this.visit(branch, label, depth + 1);
    }
    const merged = isArray(at.allOf) ? this.#merge(at, at.allOf) : at;
    const type = isArray(merged.type) ? merged.type[0] : merged.type;
    if (type === 'array') return this.#array(merged, label, depth);
    if (type === 'object' || (type === undefined && isObject(merged.properties)))
      return this.#object(merged, depth);
    if (type === 'integer' || type === 'number') return sampleNumber(merged, type === 'integer');
    if (type === 'boolean') return true;
    if (type === 'null') return null;
    const text = sampleText(merged, label, this.#named);
    return this.#pay(text.length) ? text : null;
  }

  #resolve(schema: JsonObject): JsonObject {
    const ref = schema.$ref;
    if (typeof ref !== 'string' || !ref.startsWith('#') || !this.#pay(ref.length)) return schema;
    const found = segments(ref.slice(1)).length > 0 ? valueAt(this.#root, ref.slice(1)) : this.#root;
    return isObject(found) ? found : schema;
  }

  #sizeOf(fixed: Json): number {
    const size = this.#fixedSizes.get(fixed) ?? JSON.stringify(fixed).length;
    this.#fixedSizes.set(fixed, size);
    return size;
  }

  #array(at: JsonObject, label: string, depth: number): Json {
    const size = typeof at.minItems === 'number' ? Math.min(Math.max(at.minItems, 1), 100) : 1;
    const items = isObject(at.items) ? at.items : {};
    const sample: Json[] = [];
    while (sample.length < size && this.#budget > 0) sample.push(this.visit(items, label, depth + 1));
    return sample;
  }

  #object(at: JsonObject, depth: number): JsonObject {
    const properties = Object.entries(isObject(at.properties) ? at.properties : {});
    if (!this.#pay(EACH * properties.length)) return {};
    const required = new Set(isArray(at.required) ? at.required : []);
    return Object.fromEntries(
      properties
        .filter(([key]) => depth < 3 || required.has(key))
        .map(([key, value]) => [key, this.visit(isObject(value) ? value : {}, key, depth + 1)]),
    );
  }

  #merge(at: JsonObject, parts: readonly Json[]): JsonObject {
    const resolved = [at, ...parts.filter(isObject).map((part) => this.#resolve(part))];
    const properties = resolved.map((part) => (isObject(part.properties) ? part.properties : {}));
    const members = properties.reduce((sum, part) => sum + Object.keys(part).length, 0);
    if (!this.#pay(EACH * (members + parts.length))) return {};
    return Object.assign({}, ...resolved, { properties: Object.assign({}, ...properties) });
  }
}

/**
 * A value that satisfies a JSON Schema as far as type, enum, const, required, bounds, `$ref`,
 * `anyOf`/`oneOf`/`allOf` and array sizes go. `hint` is the user's text; names in it become string values.
 * Time and length are linear in those of the schema, however it nests or refers to itself.
 */
export function sampleOf(schema: JsonObject, hint: string, name = 'value'): Json {
  return new Sampler(schema, hint).visit(schema, name, 0);
}
