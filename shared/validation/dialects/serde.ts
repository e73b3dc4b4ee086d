import { isArray, isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Violation } from '../schema/check.ts';
import type { JsonType, Keyword, Schema } from '../schema/schema.ts';
import type { Spans } from '../spans.ts';
import type { Dialect } from './dialect.ts';
import type { Subject } from './subject.ts';

const PREFIX = 'Failed to deserialize the JSON body into the target type: ';

const EXPECTED: Readonly<Record<JsonType, string>> = {
  object: 'a map',
  array: 'a sequence',
  string: 'a string',
  number: 'f32',
  integer: 'u32',
  boolean: 'a boolean',
  null: 'unit',
};

/** A value as serde names what it did not expect. */
function unexpected(value: Json): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'sequence';
  if (isObject(value)) return 'map';
  if (typeof value === 'string') return `string ${JSON.stringify(value)}`;
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  return Number.isInteger(value) ? `integer \`${value}\`` : `floating point \`${value}\``;
}

function expectation(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  if (quoted.length < 3) return `expected ${quoted.join(' or ')}`;
  return `expected one of ${quoted.join(', ')}`;
}

const firstType = ({ type }: Schema): JsonType => (typeof type === 'string' ? type : type?.[0]) ?? 'object';
const invalid = (value: Json, bound: string): string =>
  `invalid value: ${unexpected(value)}, expected ${bound}`;
const length = (value: Json, bound: string): string =>
  `invalid length ${Object.keys(value ?? {}).length}, expected ${bound}`;

const SENTENCES: Readonly<Record<Keyword, (violation: Violation) => string>> = {
  additionalProperties: ({ key, node }) =>
    `unknown variant \`${key}\`, ${expectation(Object.keys(node.properties ?? {}))}`,
  propertyNames: ({ key }) => `unknown variant \`${key}\``,
  required: ({ key }) => `missing field \`${key}\``,
  type: ({ value, node }) => `invalid type: ${unexpected(value)}, expected ${EXPECTED[firstType(node)]}`,
  enum: ({ value, node }) => `unknown variant \`${value}\`, ${expectation((node.enum ?? []).map(String))}`,
  // A negative number in an unsigned field is all that is known of bounds; the others are made alike.
  minimum: ({ value, node }) =>
    invalid(value, [node.type].flat().includes('integer') ? 'u32' : `a number from ${node.minimum}`),
  maximum: ({ value, node }) => invalid(value, `a number up to ${node.maximum}`),
  exclusiveMinimum: ({ value, node }) => invalid(value, `a number above ${node.exclusiveMinimum}`),
  minLength: ({ value, node }) => invalid(value, `at least ${node.minLength} characters`),
  maxLength: ({ value, node }) => invalid(value, `at most ${node.maxLength} characters`),
  pattern: ({ value, node }) => invalid(value, `a string that matches ${node.pattern}`),
  minItems: ({ value, node }) => length(value, `at least ${node.minItems}`),
  maxItems: ({ value, node }) => length(value, `at most ${node.maxItems}`),
  minProperties: ({ value, node }) => length(value, `at least ${node.minProperties}`),
  maxProperties: ({ value, node }) => length(value, `at most ${node.maxProperties}`),
  tagged: ({ value, node }) =>
    `unknown variant \`${isObject(value) ? value[node.tagged?.by ?? ''] : ''}\`, ${expectation(Object.keys(node.tagged?.variants ?? {}))}`,
  union: () => 'expected exactly one variant',
  not: ({ value }) => invalid(value, 'nothing'),
};

/**
 * How far serde has read when it gives up: after an unknown key, after a scalar, before a container
 * of the wrong kind (it looks at the bracket without taking it), after an object that lacks a key.
 */
function reached({ keyword, pointer, key, value }: Violation, places: Spans): number {
  if (keyword === 'additionalProperties') return places.find(child(pointer, key ?? ''))?.key?.to ?? 0;
  const range = places.find(pointer)?.value;
  const container = typeof value === 'object' && value !== null;
  return (keyword === 'type' && container ? range?.from : range?.to) ?? 0;
}

/** `messages[0].role`, as serde_path_to_error writes paths; keys of the document itself have none. */
function pathTo({ pointer }: Violation, subject: Subject): string {
  const path = subject
    .wayTo(pointer)
    .steps.map(({ kind, segment }, i) =>
      kind === 'item' ? `[${segment}]` : `${i === 0 ? '' : '.'}${segment}`,
    )
    .join('');
  return path === '' ? '' : `${path}: `;
}

function sentence(violation: Violation, subject: Subject): string {
  const { line, column } = subject.positionAt(reached(violation, subject.places));
  const words = SENTENCES[violation.keyword](violation);
  // Tools are read on their own (hermes-agent #43946).
  if (/^\/tools\/\d+$/.test(violation.pointer) && violation.keyword === 'required')
    return `Invalid 'tools': ${words} at line ${line} column ${column}`;
  return `${PREFIX}${pathTo(violation, subject)}${words} at line ${line} column ${column}`;
}

/**
 * The form of serde, which reads the body once from front to back and stops at the first thing it
 * cannot take (dialect D: litellm #16184, #17471). The schema library finds all violations; the
 * first one by reading position is the answer. On invoke the message is JSON inside JSON.
 */
const SERDE: Dialect = {
  order: (violations, subject) =>
    violations
      .map((violation) => ({ violation, offset: reached(violation, subject.places) }))
      .sort((a, b) => a.offset - b.offset)
      .map(({ violation }) => violation),
  sentence,
  answer: ([first = ''], { onInvoke }) =>
    onInvoke ? JSON.stringify({ code: 'validation_error', message: first }) : first,
};

const enveloped = (message: string): string =>
  JSON.stringify({
    error: { code: 'validation_error', message, param: null, type: 'invalid_request_error' },
  });

/** The form of serde. @param inEnvelope whether Converse hands its sentence on inside OpenAI's form of an error */
export const serde = (inEnvelope = true): Dialect => ({
  ...SERDE,
  answer: (sentences, subject) => {
    const answer = SERDE.answer(sentences, subject);
    return subject.onInvoke || !inEnvelope ? answer : enveloped(answer);
  },
});

/** The form of August 2025, which named the place of an unknown key before it called it a field (litellm #13959). */
export const serdeByPlace: Dialect = {
  ...serde(false),
  sentence: (violation, subject) => {
    const said = sentence(violation, subject);
    return violation.keyword === 'additionalProperties'
      ? said.replace('unknown variant', `${violation.key}: unknown field`)
      : said;
  },
};
