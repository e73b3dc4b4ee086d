import { isArray, type Json } from '../../json/json.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { markMessage, markOf, marksLastBlock } from './item-marks.ts';

type Message = Record<string, Json>;

/** Adds the calls of one item to an assistant message that directly precedes it. */
export function joinCalls(last: Message, calls: Json | undefined): void {
  last.tool_calls = [...(isArray(last.tool_calls) ? last.tool_calls : []), ...(isArray(calls) ? calls : [])];
}

/**
 * True where an assistant's words join the message before them: since 1.98 behind calls without words, since 1.102
 * behind all calls, and those of a hosted search behind every assistant message.
 */
export function joinsAssistant(last: Message, message: Message, search: boolean, release: Release): boolean {
  if (!has(release, 'responses-joins-assistant-items')) return false;
  if (last.role !== 'assistant' || message.role !== 'assistant') return false;
  const texts = has(release, 'responses-joins-assistant-texts');
  if (!texts && isTruthy(last.content)) return false;
  if (!isTruthy(last.tool_calls) && !(search && texts)) return false;
  return !isTruthy(message.tool_calls) && (message.content ?? null) !== null;
}

const asBlocks = (message: Message): readonly Json[] => {
  const { content } = message;
  const blocks: readonly Json[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : isArray(content) ? content : [];
  return marksLastBlock(blocks, markOf(message));
};

/** Puts the words of a message behind those of the one before it; marks beside texts go with their words. */
export function joinContent(last: Message, message: Message): void {
  const empty = !isTruthy(last.content);
  const { content = null } = message;
  if (empty && typeof content === 'string') {
    last.content = content;
    markMessage(last, markOf(message));
    return;
  }
  last.content = [...(empty ? [] : asBlocks(last)), ...asBlocks(message)];
  delete last.cache_control;
}
