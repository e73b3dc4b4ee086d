import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { nativeRedactedData, redactedContent } from '../../../messages/redacted.ts';
import type { Target } from '../../../models/target.ts';
import { isBlank } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { type Part, stringOf } from './content.ts';
import { textBlock } from './user-content.ts';

const REASONING = built('reasoning', 'mapped', 'A signed thinking block becomes a reasoningContent block.');
const SIGNATURE = built(
  'reasoning-signature',
  'kept',
  'The signature by which the model knows its own thinking.',
);
const REDACTED = built(
  'reasoning-redacted',
  'mapped',
  'Redacted thinking goes back to Claude, wrapped in base64 as Converse wants it.',
  'LiteLLM 1.109 factory',
);
const UNSIGNED_EMPTY = built(
  'reasoning-lost',
  'dropped',
  'A thinking block without signature and without text is left out; redacted thinking is lost here, too.',
);
const FOREIGN = built(
  'reasoning-foreign',
  'dropped',
  'Encrypted reasoning of another API cannot be read by Claude and is left out.',
  'LiteLLM 1.109 factory',
);
const IN_CONTENT_LOST = built(
  'redacted-in-content-lost',
  'dropped',
  'This release does not know redacted thinking inside the content; it is not sent and no error says so.',
);

const SIGNED_ELSEWHERE = built(
  'reasoning-signed-elsewhere',
  'dropped',
  'Thinking that Claude signed is for Claude alone; another model would refuse it, so it is not sent.',
  'LiteLLM 1.110 factory',
);

/** A thinking block of the history and where it stands. */
export interface Thinking {
  readonly value: JsonObject;
  readonly at: Pointer;
}

const ENCRYPTED_PREFIX = 'litellm_encrypted_reasoning:';

/** Reasoning that the Responses API encrypted: only that API can read it back. */
function isEncrypted({ type, signature, data }: JsonObject): boolean {
  const carrier = type === 'thinking' ? signature : type === 'redacted_thinking' ? data : null;
  return typeof carrier === 'string' && carrier.startsWith(ENCRYPTED_PREFIX);
}

function reasoningBlock({ value, at }: Thinking, trace: Trace): JsonObject {
  const text = { text: stringOf(value.thinking) ?? '', signature: value.signature as Json };
  trace.member(text, 'text', child(at, 'thinking'), REASONING);
  trace.member(text, 'signature', child(at, 'signature'), SIGNATURE);
  return trace.whole({ reasoningContent: { reasoningText: text } }, at, REASONING);
}

/**
 * The blocks for thinking of the history: signed thinking as reasoningContent, unsigned thinking as
 * plain text in front of it (models other than Claude do not sign), redacted thinking where the
 * release knows how to send it.
 */
export function thinkingBlocks(
  all: readonly Thinking[],
  replay: { readonly redacted: boolean; readonly signed: boolean; readonly blank: boolean },
  trace: Trace,
): readonly JsonObject[] {
  const plain: JsonObject[] = [];
  const signed: JsonObject[] = [];
  for (const thinking of all) {
    const { value, at } = thinking;
    const data = value.type === 'redacted_thinking' ? stringOf(value.data) : null;
    const text = stringOf(value.thinking) ?? '';
    if (replay.redacted && isEncrypted(value)) trace.note(at, FOREIGN);
    else if (!replay.signed && isTruthy(value.signature)) trace.note(at, SIGNED_ELSEWHERE);
    else if (replay.redacted && data !== null && !isBlank(data)) {
      signed.push(
        trace.whole({ reasoningContent: { redactedContent: redactedContent(data) } }, at, REDACTED),
      );
    } else if (isTruthy(value.signature)) signed.push(reasoningBlock(thinking, trace));
    else if (!isBlank(text) || replay.blank) plain.push(textBlock(text, child(at, 'thinking'), trace));
    else trace.note(at, UNSIGNED_EMPTY);
  }
  return [...plain, ...signed];
}

const isThinking = ({ value }: Thinking): boolean =>
  value.type === 'thinking' || value.type === 'redacted_thinking';

/** LiteLLM goes through the list without looking whether it is one, up to 1.90 without looking at its items either. */
function checkThinking(blocks: Json | undefined, at: Pointer, { strict, release }: Target): void {
  if (strict || !isTruthy(blocks) || isObject(blocks)) return;
  if (!isArray(blocks)) crash(`${pathOf(at)} must be a list.`);
  if (!has(release, 'odd-thinking-blocks-pass') && !blocks.every(isObject))
    crash(`${pathOf(at)} must be a list of objects.`);
}

/** The `thinking_blocks` of an assistant message. Throws `Stop` (`crashed`) where LiteLLM fails on them. */
export function listedThinking(blocks: Json | undefined, at: Pointer, target: Target): readonly Thinking[] {
  checkThinking(blocks, at, target);
  if (!isArray(blocks)) return [];
  return blocks.flatMap((value, i) => (isObject(value) ? [{ value, at: child(at, i) }] : []));
}

/** What makes two thinking blocks the same one, told twice: signature or data; null where nothing does. */
function identity({ value }: Thinking): string | null {
  const { type, signature, thinking, data } = value;
  if (type === 'redacted_thinking' && typeof data === 'string') return `redacted ${nativeRedactedData(data)}`;
  if (type === 'thinking' && typeof signature === 'string' && signature !== '') return `signed ${signature}`;
  const textual = (field: Json | undefined): boolean =>
    field === undefined || field === null || typeof field === 'string';
  if (!isThinking({ value, at: '' }) || !textual(thinking) || !textual(signature)) return null;
  return JSON.stringify([type, thinking ?? null, signature ?? null]);
}

/**
 * Thinking of the content and of `thinking_blocks` as one list: blocks that the content has keep
 * its order, those it lacks go where their neighbours stand (1.109).
 */
export function inReplayOrder(content: readonly Part[], listed: readonly Thinking[]): readonly Thinking[] {
  const keys = listed.map(identity);
  const positions = new Map<string, number>();
  content.forEach((part, i) => {
    const key = identity(part);
    if (key !== null && !positions.has(key)) positions.set(key, i);
  });
  const known = (key: string | null): key is string => key !== null && positions.has(key);
  if (!keys.some(known)) return [...listed, ...content].filter(isThinking);
  const before = new Map<number, Thinking[]>();
  let waiting: Thinking[] = [];
  let last = -1;
  listed.forEach((thinking, i) => {
    const key = keys[i] ?? null;
    if (known(key)) {
      last = positions.get(key) as number;
      before.set(last, waiting);
      waiting = [];
    } else waiting.push(thinking);
  });
  return content
    .flatMap((part, i) => [...(before.get(i) ?? []), part, ...(i === last ? waiting : [])])
    .filter(isThinking);
}

/** Notes thinking inside the content that releases before 1.109 do not read. */
export function noteRedactedInContent({ value, at }: Part, target: Target, trace: Trace): void {
  if (value.type === 'redacted_thinking' && !has(target.release, 'redacted-content-replayed'))
    trace.note(at, IN_CONTENT_LOST);
}
