import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { inheritTexts } from '../../json/texts.ts';

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const ONE = new Set([
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
const LIST = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems']);
const NAMED = new Set(['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties']);

const objects = (values: readonly Json[]): readonly JsonObject[] => values.filter(isObject);

function subschemas(node: JsonObject): readonly JsonObject[] {
  return Object.entries(node).flatMap(([key, value]) => {
    if (NAMED.has(key) && isObject(value)) return objects(Object.values(value));
    if (LIST.has(key) && isArray(value)) return objects(value);
    return ONE.has(key) && isObject(value) ? [value] : [];
  });
}

/** A schema and all schemas inside it; data such as `default` or `examples` is not looked into. */
export function schemaNodes(schema: JsonObject): readonly JsonObject[] {
  const nodes = [schema];
  for (let i = 0; i < nodes.length; i++) nodes.push(...subschemas(nodes[i] as JsonObject));
  return nodes;
}

/** Applies a change to every schema inside a schema, innermost first; unchanged parts stay the same objects. */
export function mapSchemas(schema: JsonObject, change: (node: JsonObject) => JsonObject): JsonObject {
  const inner = (value: Json): Json => (isObject(value) ? mapSchemas(value, change) : value);
  const convert = (key: string, value: Json): Json => {
    if (NAMED.has(key) && isObject(value)) {
      const members = Object.entries(value).map(([name, member]) => [name, inner(member)] as const);
      return members.some(([name, member]) => member !== value[name])
        ? inheritTexts(Object.fromEntries(members), value)
        : value;
    }
    if (LIST.has(key) && isArray(value)) {
      const items = value.map(inner);
      return items.some((item, i) => item !== value[i]) ? inheritTexts(items, value) : value;
    }
    return ONE.has(key) ? inner(value) : value;
  };
  const members = Object.entries(schema).map(([key, value]) => [key, convert(key, value)] as const);
  const same = members.every(([key, value]) => value === schema[key]);
  return change(same ? schema : inheritTexts(Object.fromEntries(members), schema));
}
