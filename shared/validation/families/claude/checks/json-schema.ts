import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';

const TYPES: ReadonlySet<Json> = new Set([
  'array',
  'boolean',
  'integer',
  'null',
  'number',
  'object',
  'string',
]);

const isText = (value: Json): boolean => typeof value === 'string';
const isNumber = (value: Json): boolean => typeof value === 'number';
const isFlag = (value: Json): boolean => typeof value === 'boolean';
const isCount = (value: Json): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isList = (value: Json): boolean => isArray(value);
const isSchema = (value: Json): boolean => isObject(value) || isFlag(value);
const isType = (value: Json): boolean =>
  isArray(value)
    ? value.length > 0 && new Set(value).size === value.length && value.every((one) => TYPES.has(one))
    : TYPES.has(value);
const isNames = (value: Json): boolean =>
  isArray(value) && value.every(isText) && new Set(value).size === value.length;

/** What the keywords of draft 2020-12 hold; others may hold anything. */
const KEYWORDS: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ['type', isType],
  ['required', isNames],
  ['enum', isList],
  ['minimum', isNumber],
  ['maximum', isNumber],
  ['exclusiveMinimum', isNumber],
  ['exclusiveMaximum', isNumber],
  ['multipleOf', (value: Json) => isNumber(value) && Number(value) > 0],
  ['minLength', isCount],
  ['maxLength', isCount],
  ['minItems', isCount],
  ['maxItems', isCount],
  ['minProperties', isCount],
  ['maxProperties', isCount],
  ['uniqueItems', isFlag],
  ['pattern', isText],
  ['format', isText],
  ['title', isText],
  ['description', isText],
  ['$ref', isText],
]);
const ONE = [
  'items',
  'additionalProperties',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'propertyNames',
] as const;
const SOME = ['anyOf', 'allOf', 'oneOf', 'prefixItems'] as const;
const NAMED = ['properties', 'patternProperties', '$defs', 'definitions'] as const;
const HOLDERS: ReadonlySet<string> = new Set([...ONE, ...SOME, ...NAMED]);

/** Schemas nested deeper, and more of them, than any tool has; what lies beyond is not looked at. */
const DEEPEST = 40;
const MOST_SCHEMAS = 5000;

/** Where a schema breaks draft 2020-12, the first place; undefined where it does not. */
export function breaksDraft(root: JsonObject): Pointer | undefined {
  let left = MOST_SCHEMAS;
  const inside = (value: Json, pointer: Pointer, depth: number): Pointer | undefined => {
    if (isFlag(value)) return undefined;
    if (!isObject(value)) return pointer;
    left -= 1;
    if (left < 0 || depth > DEEPEST) return undefined;
    let holdsSchemas = false;
    for (const key in value) {
      if (KEYWORDS.get(key)?.(value[key] as Json) === false) return child(pointer, key);
      holdsSchemas ||= HOLDERS.has(key);
    }
    if (!holdsSchemas) return undefined;
    for (const [key, held] of parts(value)) {
      const at = key.reduce(child, pointer);
      const found = inside(held, at, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return inside(root, '', 0);
}

type Part = readonly [way: readonly string[], schema: Json];

/** The schemas that stand in a schema; a part of a wrong kind stands for itself. */
function parts(schema: JsonObject): readonly Part[] {
  const own = (key: string): Json | undefined => (Object.hasOwn(schema, key) ? schema[key] : undefined);
  const one = ONE.flatMap((key): readonly Part[] => {
    const held = own(key);
    return held === undefined ? [] : [[[key], isSchema(held) ? held : null]];
  });
  const some = SOME.flatMap((key): readonly Part[] => {
    const held = own(key);
    if (held === undefined) return [];
    return isArray(held) && held.length > 0
      ? held.map((item, i): Part => [[key, String(i)], item])
      : [[[key], null]];
  });
  const named = NAMED.flatMap((key): readonly Part[] => {
    const held = own(key);
    if (held === undefined) return [];
    return isObject(held)
      ? Object.entries(held).map(([name, item]): Part => [[key, name], item])
      : [[[key], null]];
  });
  return [...one, ...some, ...named];
}
