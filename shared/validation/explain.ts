import { isObject } from '../json/json.ts';
import { child, type Pointer, parent, segments } from '../json/pointer.ts';
import type { Fix } from './problem.ts';
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

const WHY: Readonly<Record<Keyword, (violation: Violation) => string>> = {
  additionalProperties: ({ key, node }) => `\`${key}\` is not a key that this object knows${known(node)}`,
  required: ({ key }) => `\`${key}\` must be there.`,
  type: ({ node }) => `The value must be of type ${[node.type].flat().join(' or ')}.`,
  enum: ({ node }) => `The value must be one of: ${(node.enum ?? []).join(', ')}.`,
  minimum: ({ node }) => `The value must be at least ${node.minimum}.`,
  maximum: ({ node }) => `The value must be at most ${node.maximum}.`,
  exclusiveMinimum: ({ node }) => `The value must be greater than ${node.exclusiveMinimum}.`,
  minItems: ({ node }) => `The list must have at least ${node.minItems} items.`,
  maxItems: ({ node }) => `The list may have at most ${node.maxItems} items.`,
  minLength: ({ node }) => `The text must have at least ${node.minLength} characters.`,
  maxLength: ({ node }) => `The text may have at most ${node.maxLength} characters.`,
  minProperties: ({ node }) => `The object must have at least ${node.minProperties} members.`,
  maxProperties: ({ node }) => `The object may have at most ${node.maxProperties} members.`,
  pattern: ({ node }) => `The text must match ${node.pattern}.`,
  propertyNames: () => 'The key is not allowed here.',
  not: () => 'The key is not allowed here.',
  tagged: ({ node }) =>
    `\`${node.tagged?.by}\` must be one of: ${Object.keys(node.tagged?.variants ?? {}).join(', ')}.`,
  union: ({ node }) => `Exactly one of these must be set: ${Object.keys(node.properties ?? {}).join(', ')}.`,
};

const known = ({ properties }: Schema): string =>
  properties && Object.keys(properties).length <= 16
    ? `; it knows ${Object.keys(properties).join(', ')}.`
    : '.';

export const why = (violation: Violation): string => violation.node.why ?? WHY[violation.keyword](violation);

// One option under the names that the families give it; a fix renames between them.
const SAME_OPTION: readonly (readonly string[])[] = [
  [
    'max_tokens',
    'maxTokens',
    'max_gen_len',
    'maxTokenCount',
    'max_tokens_to_sample',
    'max_completion_tokens',
    'max_new_tokens',
    'maxOutputTokens',
  ],
  ['top_p', 'topP', 'p'],
  ['top_k', 'topK', 'k'],
  ['stop', 'stop_sequences', 'stopSequences'],
  ['prompt', 'inputText', 'message', 'inputPrompt'],
  ['presence_penalty', 'presencePenalty'],
  ['frequency_penalty', 'frequencyPenalty'],
];

const plain = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();

function renamed(key: string, { properties }: Schema, value: unknown): string | undefined {
  const free = Object.keys(properties ?? {}).filter(
    (name) => !(isObject(value) && Object.hasOwn(value, name)),
  );
  const names = SAME_OPTION.find((group) => group.includes(key)) ?? [];
  return free.find((name) => names.includes(name)) ?? free.find((name) => plain(name) === plain(key));
}

// Keys of LiteLLM's own that some releases leak: which release keeps them back on invoke, and
// whether its converse route consumes them in every release (LiteLLM PR #30240, issue #30371).
const INTERNAL: Readonly<Record<string, { readonly profile?: 'litellm-1.90'; readonly converse: boolean }>> =
  {
    stream_chunk_size: { profile: 'litellm-1.90', converse: true },
    skip_mcp_handler: { converse: true },
    mcp_handler_context: { converse: true },
  };

/** Changes that make a violation go away, the safest first. */
export function fixesFor(violation: Violation, onInvoke: boolean): readonly Fix[] {
  const { keyword, key, node, value } = violation;
  if (keyword === 'not') return [{ kind: 'drop', pointer: violation.pointer }];
  if (keyword === 'minimum' && node.minimum !== undefined)
    return [{ kind: 'set', pointer: violation.pointer, value: node.minimum }];
  if (keyword === 'maximum' && node.maximum !== undefined)
    return [{ kind: 'set', pointer: violation.pointer, value: node.maximum }];
  if (keyword !== 'additionalProperties' || key === null) return [];
  const pointer = placeOf(violation);
  const better = renamed(key, node, value);
  const internal = parent(pointer) !== undefined ? INTERNAL[key] : undefined;
  const fixes: Fix[] = [{ kind: 'drop', pointer }];
  if (better) fixes.push({ kind: 'rename', pointer, key: better });
  if (onInvoke && internal?.converse) fixes.push({ kind: 'route', route: 'converse' });
  if (onInvoke && internal?.profile) fixes.push({ kind: 'profile', profile: internal.profile });
  return fixes;
}
