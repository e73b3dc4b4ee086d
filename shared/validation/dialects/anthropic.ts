import { isObject } from '../../json/json.ts';
import { keyPlace } from '../../json/key-order.ts';
import { lookUp } from '../../json/look-up.ts';
import type { Violation } from '../schema/check.ts';
import { compareRanks } from '../schema/path.ts';
import type { JsonType, Keyword, Schema } from '../schema/schema.ts';
import type { Dialect } from './dialect.ts';
import type { Subject } from './subject.ts';

/** A dotted path with the variant names that Anthropic writes into it: `messages.0.content.1.tool_use`. */
function dotted(violation: Violation, subject: Subject): readonly string[] {
  const { steps } = subject.wayTo(violation.pointer);
  // A value whose variant is what is wrong has no variant yet.
  const last = violation.keyword === 'type' ? steps.length - 1 : -1;
  const path: string[] = [];
  for (const [i, { segment, tag }] of steps.entries()) {
    path.push(segment);
    if (tag !== null && i !== last) path.push(tag);
  }
  // Converse hands thinking on under its own name.
  if (path[0] === 'reasoning_config' && path.length > 1) path[0] = 'thinking';
  return path;
}

const TYPE_NAMES: Readonly<Record<JsonType, string>> = {
  object: 'a valid dictionary',
  array: 'a valid list',
  string: 'a valid string',
  number: 'a valid number',
  integer: 'a valid integer',
  boolean: 'a valid boolean',
  null: 'None',
};

function wantedType({ type }: Schema): JsonType | undefined {
  if (typeof type === 'string') return type as JsonType;
  return type?.includes('array') ? 'array' : type?.[0];
}

function typeSentence(node: Schema, value: unknown): string {
  // A choice of words is told as one, whatever the kind of the value.
  if (node.enum !== undefined) return `Input should be ${choice(node.enum)}`;
  const wanted = wantedType(node);
  if (wanted === 'object' && (node.additionalProperties === false || node.tagged !== undefined))
    return 'Input should be a valid dictionary or object to extract fields from';
  if (wanted === 'integer' && typeof value === 'number')
    return 'Input should be a valid integer, got a number with a fractional part';
  return `Input should be ${TYPE_NAMES[wanted ?? 'object']}`;
}

/** `'a', 'b' or 'c'`, as pydantic lists literals. */
function choice(values: readonly unknown[]): string {
  const quoted = values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)));
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

const plural = (count: number | undefined, word: string): string =>
  `${count} ${word}${count === 1 ? '' : 's'}`;

function tagSentence({ node, value }: Violation): string {
  const { tagged } = node;
  const given = isObject(value) && tagged ? value[tagged.by] : undefined;
  const tags = Object.keys(tagged?.variants ?? {}).map((tag) => `'${tag}'`);
  return `Input tag '${given}' found using '${tagged?.by}' does not match any of the expected tags: ${tags.join(', ')}`;
}

const SENTENCES: Readonly<Record<Keyword, (violation: Violation) => string>> = {
  required: () => 'Field required',
  additionalProperties: () => 'Extra inputs are not permitted',
  propertyNames: () => 'Extra inputs are not permitted',
  type: ({ node, value }) => typeSentence(node, value),
  enum: ({ node }) => `Input should be ${choice(node.enum ?? [])}`,
  minimum: ({ node }) => `Input should be greater than or equal to ${node.minimum}`,
  maximum: ({ node }) => `Input should be less than or equal to ${node.maximum}`,
  exclusiveMinimum: ({ node }) => `Input should be greater than ${node.exclusiveMinimum}`,
  minItems: ({ node, value }) =>
    `List should have at least ${plural(node.minItems, 'item')} after validation, not ${(value as []).length}`,
  maxItems: ({ node, value }) =>
    `List should have at most ${plural(node.maxItems, 'item')} after validation, not ${(value as []).length}`,
  minLength: ({ node }) => `String should have at least ${plural(node.minLength, 'character')}`,
  maxLength: ({ node }) => `String should have at most ${plural(node.maxLength, 'character')}`,
  minProperties: ({ node, value }) =>
    `Dictionary should have at least ${plural(node.minProperties, 'item')} after validation, not ${Object.keys(value ?? {}).length}`,
  maxProperties: ({ node, value }) =>
    `Dictionary should have at most ${plural(node.maxProperties, 'item')} after validation, not ${Object.keys(value ?? {}).length}`,
  pattern: ({ node }) => `String should match pattern '${node.pattern}'`,
  tagged: (violation) => (violation.key === null ? tagSentence(violation) : 'Field required'),
  union: () => 'Input should set exactly one member',
  not: () => 'Input is not allowed',
};

function insteadOf({ keyword, node, value }: Violation): string | undefined {
  if (keyword !== 'enum' || typeof value !== 'string') return undefined;
  return lookUp(node.instead ?? {}, value) ?? node.insteadOfOthers?.replace('VALUE', () => value);
}

const RENEWED_TYPES: Partial<Record<JsonType, string>> = {
  object: 'Input should be an object',
  array: 'Input should be a valid array',
};

/** What the renewed validator says of a value of a wrong kind, where it says it otherwise. */
function renewedKind(node: Schema): string | undefined {
  const isForm = node.additionalProperties === false && node.tagged === undefined;
  return isForm ? 'Input does not match the expected shape.' : RENEWED_TYPES[wantedType(node) ?? 'null'];
}

/** The tag that is wrong, where it is one. */
function wrongTag({ keyword, node, value, key }: Violation): string | undefined {
  const given = keyword === 'tagged' && key === null && isObject(value) ? value[node.tagged?.by ?? ''] : null;
  return typeof given === 'string' ? given : undefined;
}

function tagToldOf(violation: Violation): { readonly at: string; readonly words: string } | undefined {
  const given = wrongTag(violation);
  return given === undefined ? undefined : lookUp(violation.node.tagged?.says ?? {}, given);
}

/** What the renewed validator says where it says it otherwise: of kinds of values, and of tags that it knows by name. */
function renewedOf(violation: Violation, subject: Subject): string | undefined {
  const { keyword, node } = violation;
  const words = node.saysNow?.[keyword] ?? (keyword === 'type' ? renewedKind(node) : undefined);
  if (words !== undefined) {
    const path = dotted(violation, subject);
    return path.length === 0 ? words : `${path.join('.')}: ${words}`;
  }
  const given = wrongTag(violation);
  return given === undefined ? undefined : lookUp(node.tagged?.saysNow ?? {}, given);
}

function sentence(violation: Violation, subject: Subject): string {
  const path = [...dotted(violation, subject), ...(violation.key === null ? [] : [violation.key])];
  const whole = insteadOf(violation);
  if (whole !== undefined) return whole;
  const told = tagToldOf(violation);
  if (told !== undefined) return `${path.join('.')}.${told.at}: ${told.words}`;
  const words = violation.node.says?.[violation.keyword] ?? SENTENCES[violation.keyword](violation);
  return path.length === 0 ? words : `${path.join('.')}: ${words}`;
}

// What the body as a whole lacks is told first, then its members in the order the schema declares them; keys
// that it does not know come last.
const LACKING = -1;
const MEMBER = 0;
const UNKNOWN = 1;

const isLacking = ({ pointer, keyword }: Violation): boolean => pointer === '' && keyword === 'required';

function ranks(violation: Violation, subject: Subject): readonly number[] {
  const { steps, node } = subject.wayTo(violation.pointer);
  const way: number[] = [];
  for (const { rank } of steps) way.push(MEMBER, rank);
  if (violation.key === null) return way;
  const declared = keyPlace(node.properties ?? {}, violation.key);
  if (declared >= 0) way.push(isLacking(violation) ? LACKING : MEMBER, declared);
  else way.push(UNKNOWN, isObject(violation.value) ? keyPlace(violation.value, violation.key) : 0);
  return way;
}

/** A dialect that says a few things in the words of the renewed validator. */
const inWords = (renewed: boolean): Dialect => ({
  order: (violations, subject) =>
    violations
      .map((violation) => ({ violation, ranks: ranks(violation, subject) }))
      .sort((a, b) => compareRanks(a.ranks, b.ranks))
      .map(({ violation }) => violation),
  sentence: (violation, subject) =>
    (renewed ? renewedOf(violation, subject) : undefined) ?? sentence(violation, subject),
  answer: (sentences) => sentences[0] ?? '',
});

/**
 * Anthropic's own form (dialect B). One field is named in every report, so the first violation is
 * the answer. Wrong types and lengths use pydantic's sentences, which `greater than or equal to`
 * (claudecoder PR #5) and `Field required` show to be the library behind it.
 */
export const anthropic = inWords(false);
/** The same in the words of the renewed validator; see `renewed.ts` for its day. */
export const renewedAnthropic = inWords(true);
