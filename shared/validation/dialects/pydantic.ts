import { isArray, isObject, type Json } from '../../json/json.ts';
import { segments } from '../../json/pointer.ts';
import { keepTexts } from '../../json/texts.ts';
import { pythonRepr } from '../../pipeline/python/repr.ts';
import type { Violation } from '../schema/check.ts';
import type { JsonType, Keyword, Schema } from '../schema/schema.ts';
import type { Dialect } from './dialect.ts';
import { orderLikeEverit } from './everit.ts';
import type { Subject } from './subject.ts';

/** Objects come with sorted keys, as Converse hands them on. */
function sorted(value: Json): Json {
  if (isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  const copy = Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
  keepTexts(copy, { numbers: new Map(), keys, inside: false });
  return copy;
}

/** A value as Python prints it. */
const printed = (value: Json): string => pythonRepr(sorted(value));

const isInsideSign = (byte = 0): boolean => byte >= 0x80 && byte < 0xc0;

/** Of a value of more than 50 bytes pydantic shows those whole characters that the first 25 and the last 24 bytes hold. */
function shortened(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= 50) return text;
  let end = 25;
  while (isInsideSign(bytes[end])) end--;
  let start = bytes.length - 24;
  while (isInsideSign(bytes[start])) start++;
  const decoder = new TextDecoder();
  return `${decoder.decode(bytes.subarray(0, end))}...${decoder.decode(bytes.subarray(start))}`;
}

function typeOf(value: Json): string {
  if (value === null) return 'NoneType';
  if (isArray(value)) return 'list';
  if (isObject(value)) return 'dict';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int' : 'float';
}

const KINDS: Readonly<Record<JsonType, readonly [string, string]>> = {
  array: ['list_type', 'a valid list'],
  boolean: ['bool_type', 'a valid boolean'],
  integer: ['int_type', 'a valid integer'],
  null: ['none_required', 'None'],
  number: ['float_type', 'a valid number'],
  object: ['dict_type', 'a valid dictionary'],
  string: ['string_type', 'a valid string'],
};

interface Words {
  readonly type: string;
  readonly says: string;
}

const kindOf = ({ type }: Schema): JsonType => (typeof type === 'string' ? type : type?.[0]) ?? 'object';
const plural = (n = 0, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
const count = (value: Json): number => Object.keys(value ?? {}).length;

const WORDS: Readonly<Record<Keyword, (violation: Violation) => Words>> = {
  additionalProperties: () => ({ type: 'extra_forbidden', says: 'Extra inputs are not permitted' }),
  propertyNames: () => ({ type: 'extra_forbidden', says: 'Extra inputs are not permitted' }),
  required: () => ({ type: 'missing', says: 'Field required' }),
  type: ({ node }) => {
    const [type, name] = KINDS[kindOf(node)];
    return { type, says: `Input should be ${name}` };
  },
  enum: ({ node }) => {
    const values = (node.enum ?? []).map(printed);
    return {
      type: 'literal_error',
      says: `Input should be ${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1)}`,
    };
  },
  minimum: ({ node }) => ({
    type: 'greater_than_equal',
    says: `Input should be greater than or equal to ${node.minimum}`,
  }),
  maximum: ({ node }) => ({
    type: 'less_than_equal',
    says: `Input should be less than or equal to ${node.maximum}`,
  }),
  exclusiveMinimum: ({ node }) => ({
    type: 'greater_than',
    says: `Input should be greater than ${node.exclusiveMinimum}`,
  }),
  minLength: ({ node }) => ({
    type: 'string_too_short',
    says: `String should have at least ${plural(node.minLength, 'character')}`,
  }),
  maxLength: ({ node }) => ({
    type: 'string_too_long',
    says: `String should have at most ${plural(node.maxLength, 'character')}`,
  }),
  pattern: ({ node }) => ({
    type: 'string_pattern_mismatch',
    says: `String should match pattern '${node.pattern}'`,
  }),
  minItems: ({ node, value }) => ({
    type: 'too_short',
    says: `List should have at least ${plural(node.minItems, 'item')} after validation, not ${count(value)}`,
  }),
  maxItems: ({ node, value }) => ({
    type: 'too_long',
    says: `List should have at most ${plural(node.maxItems, 'item')} after validation, not ${count(value)}`,
  }),
  minProperties: ({ node, value }) => ({
    type: 'too_short',
    says: `Dictionary should have at least ${plural(node.minProperties, 'item')} after validation, not ${count(value)}`,
  }),
  maxProperties: ({ node, value }) => ({
    type: 'too_long',
    says: `Dictionary should have at most ${plural(node.maxProperties, 'item')} after validation, not ${count(value)}`,
  }),
  tagged: () => ({ type: 'union_tag_invalid', says: 'Input tag does not match any of the expected tags' }),
  union: () => ({ type: 'value_error', says: 'Input should match one form' }),
  not: () => ({ type: 'value_error', says: 'Input is not permitted' }),
};

const BARE = 'Validation Error';

function sentence(violation: Violation, { onInvoke }: Subject): string {
  if (onInvoke) return BARE;
  const { keyword, pointer, key, value } = violation;
  const { type, says } = WORDS[keyword](violation);
  const named = keyword === 'additionalProperties' || keyword === 'required';
  const path = [...segments(pointer), ...(named && key !== null ? [key] : [])].join('.');
  const extra = keyword === 'additionalProperties' && isObject(value) ? (value[key ?? ''] ?? null) : value;
  const shown = `input_value=${shortened(printed(extra))}, input_type=${typeOf(extra)}`;
  return `${path}\n  ${says} [type=${type}, ${shown}]\n    For further information visit https://errors.pydantic.dev/2.10/v/${type}`;
}

/**
 * The form of pydantic, as Bedrock's own hosts of Mistral's first models were recorded to speak in August 2026
 * on Converse (stdapi-ai/stdapi.ai, tests/probes); on invoke no more than two words are on record. Only surplus keys are on record; the other sentences are pydantic's own.
 * @param request the name of the class that the body is read into
 */
export const pydantic = (request: string): Dialect => ({
  order: orderLikeEverit,
  sentence,
  answer: (sentences, { onInvoke }) =>
    onInvoke
      ? BARE
      : `Validation Error: ${plural(sentences.length, 'validation error')} for ${request}\n${sentences.join('\n')}`,
});
