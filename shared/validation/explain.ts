import { child, type Pointer, segments } from '../json/pointer.ts';
import { isInternalAnywhere } from '../pipeline/releases/registry.ts';
import type { Violation } from './schema/check.ts';
import type { Keyword, Schema } from './schema/schema.ts';

/** Where the problem is shown: an unknown key itself, else the value or the object that lacks a key. */
export const placeOf = ({ keyword, pointer, key }: Violation): Pointer =>
  keyword === 'additionalProperties' && key !== null ? child(pointer, key) : pointer;

/** The key a problem is about: the unknown or missing one, else the member that holds the value. */
export function keyOf({ pointer, key }: Violation): string | null {
  if (key !== null) return key;
  const named = segments(pointer).filter((segment) => !/^\d+$/.test(segment));
  return named.at(-1) ?? null;
}

const counted = (number: number | undefined, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

const WHY: Readonly<Record<Keyword, (violation: Violation) => string>> = {
  additionalProperties: ({ key, node }) => `\`${key}\` is not a key that this object knows${known(node)}`,
  required: ({ key }) => `\`${key}\` must be there.`,
  type: ({ node }) => `The value must be of type ${[node.type].flat().join(' or ')}.`,
  enum: ({ node }) => `The value must be one of: ${(node.enum ?? []).join(', ')}.`,
  minimum: ({ node }) => `The value must be at least ${node.minimum}.`,
  maximum: ({ node }) => `The value must be at most ${node.maximum}.`,
  exclusiveMinimum: ({ node }) => `The value must be greater than ${node.exclusiveMinimum}.`,
  minItems: ({ node }) => `The list must have at least ${counted(node.minItems, 'item')}.`,
  maxItems: ({ node }) => `The list may have at most ${counted(node.maxItems, 'item')}.`,
  minLength: ({ node }) => `The text must have at least ${counted(node.minLength, 'character')}.`,
  maxLength: ({ node }) => `The text may have at most ${counted(node.maxLength, 'character')}.`,
  minProperties: ({ node }) => `The object must have at least ${counted(node.minProperties, 'member')}.`,
  maxProperties: ({ node }) => `The object may have at most ${counted(node.maxProperties, 'member')}.`,
  pattern: ({ node }) => `The text must match ${node.pattern}.`,
  propertyNames: () => 'The key is not allowed here.',
  not: () => 'The key is not allowed here.',
  tagged: ({ node }) =>
    `\`${node.tagged?.by}\` must be one of: ${Object.keys(node.tagged?.variants ?? {}).join(', ')}.`,
  union: ({ node }) => `Exactly one of these must be set: ${Object.keys(node.properties ?? {}).join(', ')}.`,
};

const NOTHING_KNOWN = '.';
const known = ({ properties }: Schema): string =>
  properties && Object.keys(properties).length <= 16
    ? `; it knows ${Object.keys(properties).join(', ')}.`
    : NOTHING_KNOWN;

/** Settings of a LiteLLM call by which somebody could sign as the caller. */
const AWS_CREDENTIALS: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_web_identity_token',
]);

/** True for a name of AWS credentials, which no body may ever hold. */
export const isAwsCredential = (name: string): boolean => AWS_CREDENTIALS.has(name);

/** Where LiteLLM puts parameters that it does not know. The same name elsewhere (`ttl` of a cache mark) is the caller's. */
const LEAKS_INTO: ReadonlySet<Pointer> = new Set([
  '',
  '/additionalModelRequestFields',
  '/inferenceConfig',
  '/textGenerationConfig',
]);

export function why(violation: Violation): string {
  const { keyword, key, node, pointer } = violation;
  const plain = node.why ?? WHY[keyword](violation);
  if (keyword === 'additionalProperties' && key !== null && isAwsCredential(key))
    return `\`${key}\` is a credential that leaked into the body: LiteLLM up to 1.79.2 puts those of a call there. Take it out, use a later release, and change the key. ${plain}`;
  const mayLeak = keyword === 'additionalProperties' && LEAKS_INTO.has(pointer);
  if (!mayLeak || key === null || !isInternalAnywhere(key)) return plain;
  // That the object does not know it goes without saying; what it knows does not.
  const more = node.why !== undefined || known(node) !== NOTHING_KNOWN ? ` ${plain}` : '';
  return `\`${key}\` steers LiteLLM and has no business in a body.${more}`;
}
