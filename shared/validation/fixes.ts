import { isObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { isInternal, isInternalAnywhere } from '../pipeline/releases/registry.ts';
import { placeOf } from './explain.ts';
import { SHAPES } from './generated/converse-shapes.ts';
import type { Fix } from './problem.ts';
import type { Violation } from './schema/check.ts';
import type { Schema } from './schema/schema.ts';

/** Changes that make a violation go away, the safest first. */
export type Fixer = (violation: Violation) => readonly Fix[];

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

function betterName(key: string, { properties }: Schema, value: unknown): string | undefined {
  const taken = (name: string): boolean => isObject(value) && Object.hasOwn(value, name);
  const free = Object.keys(properties ?? {}).filter((name) => !taken(name));
  const names = SAME_OPTION.find((group) => group.includes(key)) ?? [];
  const wanted = plain(key);
  return free.find((name) => names.includes(name)) ?? free.find((name) => plain(name) === wanted);
}

/** The earliest profile whose transform keeps a LiteLLM setting out of the body. */
function profileFor(key: string): ProfileId | undefined {
  // Taken out on invoke by LiteLLM PR #30240, before it was in the registry.
  if (key === 'stream_chunk_size') return 'litellm-1.90';
  const releases = ['litellm-1.90', 'litellm-1.109'] as const;
  const release = releases.find(
    (id) => isInternal(key, profileOf(id)) && !isInternal(key, profileOf('litellm-1.87')),
  );
  return release ?? (isInternalAnywhere(key) ? 'strict' : undefined);
}

// Settings that the converse route consumes in every release (LiteLLM issue #30371).
const CONSUMED_ON_CONVERSE = new Set(['stream_chunk_size', 'skip_mcp_handler', 'mcp_handler_context']);

function ofValue({ keyword, key, node, pointer }: Violation): readonly Fix[] {
  if (keyword === 'not') return [{ kind: 'drop', pointer }];
  // One item of a list can go; a member of another form may be a required one.
  if (keyword === 'pattern' && /\/\d+$/.test(pointer)) return [{ kind: 'drop', pointer }];
  if (keyword === 'minimum' && node.minimum !== undefined)
    return [{ kind: 'set', pointer, value: node.minimum }];
  if (keyword === 'maximum' && node.maximum !== undefined)
    return [{ kind: 'set', pointer, value: node.maximum }];
  const suggested = key === null ? undefined : node.properties?.[key]?.suggest;
  if (keyword === 'required' && key !== null && suggested !== undefined)
    return [{ kind: 'set', pointer: child(pointer, key), value: suggested }];
  return [];
}

function ofUnknownKey(violation: Violation, key: string): readonly Fix[] {
  const pointer = placeOf(violation);
  const better = betterName(key, violation.node, violation.value);
  const profile = profileFor(key);
  return [
    { kind: 'drop', pointer },
    ...(better ? [{ kind: 'rename', pointer, key: better } as const] : []),
    ...(profile ? [{ kind: 'profile', profile } as const] : []),
  ];
}

// A body that lacks its main member is in another family's form; Converse has one form for all.
const MAIN_MEMBERS = new Set(['prompt', 'message', 'messages', 'inputText']);

/** Fixes for an InvokeModel body. */
export const invokeFixes: Fixer = (violation) => {
  const { keyword, key, pointer } = violation;
  if (keyword === 'additionalProperties' && key !== null) {
    const [drop, ...others] = ofUnknownKey(violation, key);
    const route: readonly Fix[] = CONSUMED_ON_CONVERSE.has(key) ? [{ kind: 'route', route: 'converse' }] : [];
    return [...(drop ? [drop] : []), ...route, ...others];
  }
  if (keyword === 'required' && pointer === '' && key !== null && MAIN_MEMBERS.has(key))
    return [{ kind: 'route', route: 'converse' }];
  return ofValue(violation);
};

/** Fixes for what Converse hands through to the model. */
export const fieldFixes: Fixer = (violation) =>
  violation.keyword === 'additionalProperties' && violation.key !== null
    ? ofUnknownKey(violation, violation.key)
    : ofValue(violation);

/** Fixes for members of a Converse request; unknown ones may be the model's own. */
export const converseFixes: Fixer = (violation) => {
  const { keyword, key, node, value, pointer } = violation;
  if (keyword !== 'additionalProperties' || key === null) return ofValue(violation);
  const from = placeOf(violation);
  const better = betterName(key, node, value);
  const atRoot = Object.hasOwn(SHAPES.ConverseStreamRequest?.properties ?? {}, key);
  const to = atRoot ? child('', key) : child('/additionalModelRequestFields', key);
  return [
    ...(better ? [{ kind: 'rename', pointer: from, key: better } as const] : []),
    ...(pointer === '' || pointer === '/inferenceConfig'
      ? [{ kind: 'move', pointer: from, to } as const]
      : []),
    { kind: 'drop', pointer: from },
  ];
};
