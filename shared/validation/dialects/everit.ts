import { hashPlace } from '../../json/hash-order.ts';
import { isArray, isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Violation } from '../schema/check.ts';
import { compareRanks, hashRank } from '../schema/path.ts';
import type { JsonType, Keyword } from '../schema/schema.ts';
import type { Dialect } from './dialect.ts';
import type { Subject } from './subject.ts';

/**
 * How the sentences are joined: `collapsed` until about April 2024 (one violation without its pointer,
 * several only counted), `concatenated` since (nothing between them), `listed` in sightings of 2026
 * (comma and space). Amazon's older models give a single one `bare`, without its pointer, to this day,
 * and list several (serverless-pdf-chat #35 of 2024, genkit's aws-bedrock-go-plugin #190 and
 * litellm #30314 of 2026).
 */
export type Joining = 'collapsed' | 'concatenated' | 'listed' | 'bare';

const EXPECTED: Readonly<Record<JsonType, string>> = {
  object: ' type: JSONObject',
  array: ' type: JSONArray',
  string: ' type: String',
  number: ' type: Number',
  integer: ' type: Integer',
  boolean: ' type: Boolean',
  null: ': null',
};

function javaName(value: Json): string {
  if (value === null) return 'Null';
  if (isArray(value)) return 'JSONArray';
  if (isObject(value)) return 'JSONObject';
  // The class that stands for a decimal is not on record; org.json reads them as BigDecimal.
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'BigDecimal';
  return typeof value === 'string' ? 'String' : 'Boolean';
}

const size = (value: Json): number =>
  typeof value === 'string' ? [...value].length : Object.keys(value ?? {}).length;

// The templates of org.everit.json.schema, the library whose texts the reports match one for one.
const TEMPLATES: Readonly<Record<Keyword, (violation: Violation, shown: () => string) => string>> = {
  required: ({ key }) => `required key [${key}] not found`,
  additionalProperties: ({ key }) => `extraneous key [${key}] is not permitted`,
  type: ({ node, value }) => `expected${EXPECTED[firstType(node.type)]}, found: ${javaName(value)}`,
  enum: (_violation, shown) => `${shown()} is not a valid enum value`,
  minimum: ({ node }, shown) => `${shown()} is not greater or equal to ${node.minimum}`,
  maximum: ({ node }, shown) => `${shown()} is not less or equal to ${node.maximum}`,
  exclusiveMinimum: ({ node }, shown) => `${shown()} is not greater than ${node.exclusiveMinimum}`,
  minItems: ({ node, value }) => `expected minimum item count: ${node.minItems}, found: ${size(value)}`,
  maxItems: ({ node, value }) => `expected maximum item count: ${node.maxItems}, found: ${size(value)}`,
  minLength: ({ node, value }) => `expected minLength: ${node.minLength}, actual: ${size(value)}`,
  maxLength: ({ node, value }) => `expected maxLength: ${node.maxLength}, actual: ${size(value)}`,
  minProperties: ({ node, value }) => `minimum size: [${node.minProperties}], found: [${size(value)}]`,
  maxProperties: ({ node, value }) => `maximum size: [${node.maxProperties}], found: [${size(value)}]`,
  pattern: ({ node }, shown) => `string [${shown()}] does not match pattern ${node.pattern}`,
  not: ({ node }) => `subject must not be valid against schema ${JSON.stringify(node.not)}`,
  propertyNames: ({ key }) => `extraneous key [${key}] is not permitted`,
  tagged: (_violation, shown) => `${shown()} is not a valid enum value`,
  // A union is a closed object that wants exactly one of its members.
  union: ({ value }) =>
    size(value) === 0 ? 'minimum size: [1], found: [0]' : `maximum size: [1], found: [${size(value)}]`,
};

const firstType = (type: JsonType | readonly JsonType[] | undefined): JsonType =>
  (typeof type === 'string' ? type : type?.[0]) ?? 'object';

/** A union that is told apart by a tag is an enum of tags there, and the tag itself is at fault. */
function atTag(violation: Violation): Violation {
  const { keyword, value, node, pointer } = violation;
  const by = node.tagged?.by;
  if (keyword !== 'tagged' || by === undefined || !isObject(value)) return violation;
  const tag = value[by];
  if (tag === undefined) return { ...violation, keyword: 'required', key: by };
  return { ...violation, value: tag, pointer: child(pointer, by) };
}

function sentence(given: Violation, subject: Subject): string {
  const violation = atTag(given);
  const { type } = violation.node;
  // Alternatives of a type are branches of an anyOf there: each branch reports its own leaf.
  const branches =
    violation.keyword === 'type' && typeof type === 'object'
      ? type.map((branch) => ({ ...violation, node: { ...violation.node, type: branch } }))
      : [violation];
  const template = TEMPLATES[violation.keyword];
  const shown = () => subject.asWritten(violation.value, violation.pointer);
  return branches.map((branch) => `#${violation.pointer}: ${template(branch, shown)}`).join('');
}

// Inside one object: missing keys, sizes, unknown keys, then the members. Java's maps order the unknown keys of the body
// and the members of the schema (dify #3326 and #4128, reports of `temperature` before `maxTokens` before `topP`).
const AT_OBJECT: Partial<Record<Keyword, number>> = {
  required: 0,
  minProperties: 1,
  maxProperties: 1,
  union: 1,
  additionalProperties: 2,
};
const MEMBERS = 3;

function ranks(violation: Violation, subject: Subject): readonly number[] {
  const { steps } = subject.wayTo(violation.pointer);
  const way = steps.flatMap((step) => [MEMBERS, hashRank(step)]);
  const { keyword, key, value } = violation;
  const place = isObject(value) ? hashPlace(value, key ?? '') : 0;
  return [violation.form, ...way, AT_OBJECT[keyword] ?? 0, place];
}

export const orderLikeEverit: Dialect['order'] = (violations, subject) =>
  violations
    .map((violation) => ({ violation, ranks: ranks(violation, subject) }))
    .sort((a, b) => compareRanks(a.ranks, b.ranks))
    .map(({ violation }) => violation);

function joined(sentences: readonly string[], joining: Joining): string {
  if (joining === 'listed') return sentences.join(', ');
  if (joining === 'concatenated') return sentences.join('');
  const [only] = sentences;
  if (sentences.length === 1 && only) return only.slice(only.indexOf(': ') + 2);
  return joining === 'bare' ? sentences.join(', ') : `${sentences.length} schema violations found`;
}

/**
 * The JSON Schema form with pointers (dialect A).
 * @param joining how several violations are joined; which model uses which today is not on record
 * @param please whether the closing phrase says "please", which some 2026 sightings drop
 */
export function everit(joining: Joining = 'concatenated', please = true): Dialect {
  const closing = `${please ? 'please ' : ''}reformat your input and try again.`;
  return {
    order: orderLikeEverit,
    sentence,
    answer: (sentences) => `Malformed input request: ${joined(sentences, joining)}, ${closing}`,
  };
}
