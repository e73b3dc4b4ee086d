import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { inheritTexts } from '../../json/texts.ts';
import { dumpsMember } from '../python/json.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { looksAround } from './lookaround.ts';
import { schemaNodes } from './schema-walk.ts';

/*
 * Which JSON schemas 1.109 hands to Claude's own structured output, and what it takes out of them.
 * Source: `AnthropicConfig.native_output_schema` and `filter_anthropic_output_schema`, LiteLLM 1.109.1.
 */

const FORMATS = 'date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' ');
const MAX_UNIONS = 16;
const MAX_OPTIONAL = 24;
const MAX_BRANCHES = 2048;

const listOf = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);

export const isObjectSchema = ({ type }: JsonObject): boolean =>
  type === 'object' || listOf(type).includes('object');

const fragment = (ref: string): string => (/^\/(?:\$defs|definitions)\//.test(ref) ? `#${ref}` : ref);

const refsIn = (schema: JsonObject): readonly string[] =>
  schemaNodes(schema).flatMap(({ $ref }) => (typeof $ref === 'string' ? [fragment($ref)] : []));

function hasUnresolvableRef(schema: JsonObject): boolean {
  const bodies = new Map<string, JsonObject>();
  for (const key of ['$defs', 'definitions']) {
    const named = schema[key];
    if (!isObject(named)) continue;
    for (const [name, body] of Object.entries(named))
      if (isObject(body)) bodies.set(`#/${key}/${name}`, body);
  }
  if (refsIn(schema).some((ref) => !bodies.has(ref))) return true;
  const finished = new Set<string>();
  const circular = (name: string, path: readonly string[]): boolean => {
    if (path.includes(name)) return true;
    if (finished.has(name)) return false;
    const body = bodies.get(name);
    const found = body !== undefined && refsIn(body).some((ref) => circular(ref, [...path, name]));
    finished.add(name);
    return found;
  };
  return [...bodies.keys()].some((name) => circular(name, []));
}

function isOpen(node: JsonObject): boolean {
  const { additionalProperties: more } = node;
  if (more === true || isObject(more) || 'patternProperties' in node) return true;
  return isObjectSchema(node) && !('properties' in node) && more !== false;
}

const propertiesOf = ({ properties }: JsonObject): JsonObject => (isObject(properties) ? properties : {});
const optionalCount = (node: JsonObject): number => {
  const required = listOf(node.required);
  return Object.keys(propertiesOf(node)).filter((name) => !required.includes(name)).length;
};
const branches = (node: JsonObject): number => {
  if (!isObject(node.properties)) return 0;
  const optional = optionalCount(node);
  return 2 ** optional * (Object.keys(node.properties).length - optional + 1);
};
const isUnion = (node: Json): boolean =>
  isObject(node) && (isArray(node.anyOf) || isArray(node.oneOf) || listOf(node.type).length > 1);
const mayBeString = ({ type }: JsonObject): boolean =>
  type === undefined || type === null || type === 'string' || listOf(type).includes('string');
const foreignFormat = (node: JsonObject): boolean =>
  mayBeString(node) && typeof node.format === 'string' && !FORMATS.includes(node.format);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Most properties of a schema where native output is taken by choice. */
export const MOST_PROPERTIES = 64;

/** How many properties a schema names, at any depth. */
export const propertyCount = (schema: JsonObject): number =>
  sum(schemaNodes(schema).map((node) => Object.keys(propertiesOf(node)).length));

function isTooMuch(schema: JsonObject): boolean {
  const nodes = schemaNodes(schema);
  const unions = sum(nodes.map((node) => Object.values(propertiesOf(node)).filter(isUnion).length));
  return (
    hasUnresolvableRef(schema) ||
    nodes.some((node) => isOpen(node) || looksAround(node.pattern) || foreignFormat(node)) ||
    unions > MAX_UNIONS ||
    sum(nodes.map(optionalCount)) > MAX_OPTIONAL ||
    sum(nodes.map(branches)) > MAX_BRANCHES
  );
}

/** Constraints that cannot be enforced: each leaves a remark in the description instead. */
const REMARKS: Readonly<Record<string, string>> = {
  minItems: 'minimum number of items: {}',
  maxItems: 'maximum number of items: {}',
  uniqueItems: 'all array items must be unique',
  contains: 'array must contain an item matching: {}',
  minContains: 'minimum number of matching items: {}',
  maxContains: 'maximum number of matching items: {}',
  prefixItems: 'leading items must match, in order: {}',
  minimum: 'minimum value: {}',
  maximum: 'maximum value: {}',
  exclusiveMinimum: 'exclusive minimum value: {}',
  exclusiveMaximum: 'exclusive maximum value: {}',
  multipleOf: 'must be a multiple of {}',
  minLength: 'minimum length: {}',
  maxLength: 'maximum length: {}',
  minProperties: 'minimum number of properties: {}',
  maxProperties: 'maximum number of properties: {}',
  patternProperties: 'properties whose names match each pattern must satisfy: {}',
  propertyNames: 'property names must satisfy: {}',
  dependentRequired: 'dependent required properties: {}',
  dependentSchemas: 'dependent schemas: {}',
  unevaluatedProperties: 'unevaluated properties must satisfy: {}',
  if: 'conditional (if): {}',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
  then: 'conditional (then): {}',
  else: 'conditional (else): {}',
  not: 'must not match: {}',
};

function written(schema: JsonObject, key: string): string {
  const value = schema[key] as Json;
  if (typeof value === 'string') return value;
  return value === true ? 'True' : value === null ? 'None' : dumpsMember(schema, key);
}

const FITS: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: isArray,
  object: isObject,
};

/** True where an enum cannot match the declared type, which is then left out. */
function enumConflicts({ enum: values, type }: JsonObject): boolean {
  if (!isArray(values) || type === undefined || type === null) return false;
  if (isArray(type)) return true;
  const fits = typeof type === 'string' ? lookUp(FITS, type) : undefined;
  return fits !== undefined && !values.every(fits);
}

function remark(schema: JsonObject, dropped: readonly string[]): string | null {
  const said = dropped
    .filter((key) => key in schema && schema[key] !== false)
    .map((key) => (lookUp(REMARKS, key) as string).replace('{}', () => written(schema, key)));
  if (said.length === 0) return null;
  const note = `Note: ${said.join(', ')}.`;
  return typeof schema.description === 'string' && schema.description !== ''
    ? `${schema.description} ${note}`
    : note;
}

const nested = (value: Json, release: Release): Json =>
  isObject(value) ? filteredSchema(value, release) : value;

function convert(key: string, value: Json, release: Release): readonly [string, Json] {
  if (['properties', '$defs', 'definitions'].includes(key) && isObject(value)) {
    const members = Object.entries(value).map(([name, one]) => [name, nested(one, release)] as const);
    return [key, inheritTexts(Object.fromEntries(members), value)];
  }
  if (key === 'items' && isObject(value)) return [key, nested(value, release)];
  if (key === 'allOf' && isArray(value))
    return [
      key,
      inheritTexts(
        value.map((one) => nested(one, release)),
        value,
      ),
    ];
  if (key === '$ref' && typeof value === 'string' && has(release, 'native-references-restored'))
    return [key, fragment(value)];
  return [key, value];
}

/** The schema without the constraints that Claude's structured output refuses. Up to 1.108.1 no least number of items is enforced. */
export function filteredSchema(schema: JsonObject, release: Release): JsonObject {
  const enforced = has(release, 'least-items-enforced') && (schema.minItems === 0 || schema.minItems === 1);
  const dropped = Object.keys(REMARKS).filter((key) => key !== 'minItems' || !enforced);
  const note = remark(schema, dropped);
  const out: Record<string, Json> = note === null ? {} : { description: note };
  const typeless = enumConflicts(schema);
  for (const [key, value] of Object.entries(schema)) {
    if (dropped.includes(key) || (key === 'type' && typeless) || (key === 'description' && note !== null))
      continue;
    if ((key === 'anyOf' || key === 'oneOf') && isArray(value)) {
      out.anyOf = [...listOf(out.anyOf), ...value.map((one) => nested(one, release))];
    } else {
      const [name, made] = convert(key, value, release);
      out[name] = made;
    }
  }
  if (isObjectSchema(out)) out.additionalProperties = false;
  return inheritTexts(out, schema);
}

/** The schema as Claude's structured output takes it, or null where it is too much for it. */
export const nativeSchema = (schema: JsonObject, release: Release): JsonObject | null =>
  isTooMuch(schema) ? null : filteredSchema(schema, release);
