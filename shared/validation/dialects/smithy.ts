import { hashPlace } from '../../json/hash-order.ts';
import { isArray, isObject, type Json, type JsonArray, type JsonObject } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { parent, valueAt } from '../../json/pointer.ts';
import { compactJson } from '../printable.ts';
import type { Violation } from '../schema/check.ts';
import { compareRanks, hashRank, type Step } from '../schema/path.ts';
import type { JsonType, Keyword, Schema } from '../schema/schema.ts';
import type { Dialect } from './dialect.ts';
import type { Subject } from './subject.ts';

/** `toolConfig.tools.1.member.toolSpec.name`: lists count from one and step through `member`. */
const pathOf = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ kind, segment }) => (kind === 'item' ? `${Number(segment) + 1}.member` : segment));

/** `messages.15.content.0`: the hand-written checks count from zero. */
const dotted = (pointer: string): string => pointer.slice(1).replace(/\//g, '.');

/** A container that breaks thousands of constraints is repeated in each of them: so much of it is shown, UTF-16 units. */
const LONGEST = 1024;
const printed = new WeakMap<object, string>();

/** A value as Java prints it: maps as `{key=value}`, lists as `[item]`. */
function shown(value: Json | undefined): string {
  if (!isArray(value) && !isObject(value)) return String(value);
  const known = printed.get(value) ?? print(value);
  printed.set(value, known);
  return known;
}

function print(value: JsonArray | JsonObject): string {
  const entries = (map: JsonObject) => Object.entries(map).map(([key, member]) => `${key}=${leaf(member)}`);
  const text = isArray(value) ? compactJson(value) : `{${entries(value).join(', ')}}`;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
const leaf = (value: Json): string => (typeof value === 'string' ? value : compactJson(value));

// The generated rules anchor the patterns of the service model; the service prints them bare.
const bare = (pattern = ''): string => pattern.replace(/^\^\(\?:([\s\S]*)\)\$$/, '$1');

// The orders that reports show; others are told in the order of the service model.
const SEEN_ORDERS: readonly (readonly string[])[] = [
  // vercel/ai #5606
  ['docx', 'csv', 'html', 'txt', 'pdf', 'md', 'doc', 'xlsx', 'xls'],
  // aws-samples/generative-ai-use-cases #927
  ['wmv', 'mpg', 'mpeg', 'three_gp', 'flv', 'mp4', 'mov', 'mkv', 'webm'],
  // NousResearch/hermes-agent #34476
  ['optimized', 'standard'],
];

function ordered(values: readonly Json[]): readonly Json[] {
  const all = new Set(values);
  return (
    SEEN_ORDERS.find((seen) => seen.length === all.size && seen.every((value) => all.has(value))) ?? values
  );
}

const CONSTRAINTS: Partial<Record<Keyword, (node: Schema) => string>> = {
  required: () => 'Member must not be null',
  enum: (node) => `Member must satisfy enum value set: [${ordered(node.enum ?? []).join(', ')}]`,
  pattern: (node) => `Member must satisfy regular expression pattern: ${bare(node.pattern)}`,
  minLength: (node) => `Member must have length greater than or equal to ${node.minLength}`,
  maxLength: (node) => `Member must have length less than or equal to ${node.maxLength}`,
  minItems: (node) => `Member must have length greater than or equal to ${node.minItems}`,
  maxItems: (node) => `Member must have length less than or equal to ${node.maxItems}`,
  minProperties: (node) => `Member must have length greater than or equal to ${node.minProperties}`,
  maxProperties: (node) => `Member must have length less than or equal to ${node.maxProperties}`,
  minimum: (node) => `Member must have value greater than or equal to ${node.minimum}`,
  maximum: (node) => `Member must have value less than or equal to ${node.maximum}`,
};

const JAVA_TYPES: Readonly<Record<JsonType, string>> = {
  string: 'a String',
  integer: 'an Integer',
  number: 'a Float',
  boolean: 'a Boolean',
  array: 'a List',
  object: 'a Map',
  null: 'null',
};

// Values of a wrong kind fail before any constraint is looked at. None of the sentences is on record from Bedrock: they are
// those of AWS's JSON protocols, as measured on DynamoDB (mhart/dynalite) and, in September 2026, on Athena.
function typeSentence({ node, value }: Violation): string {
  if (isArray(value)) return 'Start of list found where not expected';
  if (isObject(value)) return 'Start of structure or map found where not expected.';
  const wanted = (typeof node.type === 'string' ? node.type : node.type?.[0]) ?? 'object';
  if (wanted === 'array') return 'Expected list or null';
  if (wanted === 'object')
    return node.additionalProperties === false ? 'Expected null' : 'Expected map or null';
  const kind = typeof value === 'boolean' ? String(value) : typeof value;
  return `${kind.toUpperCase()}_VALUE can not be converted to ${JAVA_TYPES[wanted]}`;
}

/** Sentences of violations that the service meets while it reads the body, before it checks constraints. */
export const isUnreadable = ({ keyword, value }: Violation): boolean => keyword === 'type' && value !== null;

/** Constraints on keys and values of a map are told about the map. */
function aboutMap(violation: Violation, steps: readonly Step[]): 'keys' | 'value' | null {
  if (violation.mapKey) return 'keys';
  return steps.at(-1)?.kind === 'entry' ? 'value' : null;
}

/** Java prints a float with its fraction. */
const asFloat = ({ type }: Schema, written: string): string =>
  type === 'number' && /^-?\d+$/.test(written) ? `${written}.0` : written;

function constraintSentence(violation: Violation, subject: Subject, steps: readonly Step[]): string {
  const { keyword, node, value, key, pointer } = violation;
  const nothing = keyword === 'required' || value === null;
  const constraint = nothing ? 'Member must not be null' : (CONSTRAINTS[keyword]?.(node) ?? '');
  const map = aboutMap(violation, steps);
  const ofMap = map === 'value' ? steps.slice(0, -1) : steps;
  const at = [...pathOf(ofMap), ...(key === null ? [] : [key])].join('.');
  if (map === null) {
    const scalar =
      typeof value === 'number' ? asFloat(node, subject.asWritten(value, pointer)) : shown(value);
    const given = nothing ? 'null' : `'${scalar}'`;
    const container = isArray(value) || isObject(value);
    const hidden = subject.hidesContent && (container || /^\/(messages|system)\//.test(pointer));
    return `Value${hidden ? '' : ` ${given}`} at '${at}' failed to satisfy constraint: ${constraint}`;
  }
  const whole = valueAt(subject.body, map === 'value' ? (parent(pointer) ?? '') : pointer);
  return `Value '${shown(whole)}' at '${at}' failed to satisfy constraint: Map ${map} must satisfy constraint: [${constraint}]`;
}

/** Unions whose members were seen to be listed otherwise than the service model has them (maximhq/bifrost, tests of 2026). */
const SEEN_MEMBERS: Readonly<Record<string, string>> = {
  ContentBlock:
    'text, image, toolUse, toolResult, document, video, cachePoint, reasoningContent, citationsContent, searchResult',
};

function sentence(violation: Violation, subject: Subject): string {
  const { keyword, node, value, pointer, key } = violation;
  if (keyword === 'union') {
    const members = lookUp(SEEN_MEMBERS, node.union ?? '') ?? Object.keys(node.properties ?? {}).join(', ');
    return `The ${node.union} object at ${dotted(pointer)} must set one of the following keys: ${members}.`;
  }
  if (keyword === 'type' && value !== null) return typeSentence(violation);
  const { steps } = subject.wayTo(pointer);
  if (keyword === 'additionalProperties') return `Unknown member ${[...pathOf(steps), key].join('.')}`;
  return constraintSentence(violation, subject, steps);
}

// A text that breaks several constraints reports them in this order (litellm #19384, openclaw #12892).
const ORDER: readonly Keyword[] = ['enum', 'maxLength', 'pattern', 'minLength'];

function ranks(violation: Violation, subject: Subject): readonly number[] {
  const { steps, node } = subject.wayTo(violation.pointer);
  // Members come in the order of a Java map: `toolConfig` was seen before `system`, `name` before `description`.
  const way = steps.map(hashRank);
  if (violation.key !== null) return [...way, hashPlace(node.properties ?? {}, violation.key)];
  return [...way, -1, ORDER.indexOf(violation.keyword)];
}

/** The constraint form of AWS's own services (dialect E), for members of the Converse operations. */
export const smithy: Dialect = {
  order: (violations, subject) =>
    violations
      .map((violation) => ({ violation, ranks: ranks(violation, subject) }))
      .sort((a, b) => compareRanks(a.ranks, b.ranks))
      .map(({ violation }) => violation),
  sentence,
  answer: (sentences) => {
    const count = sentences.length;
    return `${count} validation error${count === 1 ? '' : 's'} detected: ${sentences.join('; ')}`;
  },
};
