import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import { joined } from '../../../messages/joined.ts';
import type { Message } from '../../../messages/message.ts';
import { isServerToolId, isToolSearch } from '../../../messages/server-tools.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Block, type Conversion, made, NO_BLOCKS } from './block.ts';
import { checkAssistantPart } from './check-part.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';
import { interleave, withoutUnrun } from './server-tools.ts';
import { copyCacheControl, isEmptyText, textBlock } from './text.ts';
import {
  isReplayable,
  isThinking,
  replayable,
  thinkingBlocks,
  thinkingIdentity,
  thinkingPart,
} from './thinking.ts';
import { functionCallBlock, type PlacedCall, placedCalls, toolCallBlocks } from './tool-calls.ts';

/** What the conversion of one assistant message knows about its turn. */
export interface AssistantTurn {
  /** Ids of tool calls that a tool message answers. */
  readonly answered: ReadonlySet<Json>;
  /** True for the last message of the conversation. */
  readonly last: boolean;
  /** Ids of the turn's tool calls so far, which grows; null where it makes none. */
  readonly ids: Set<Json> | null;
}

const isServerBlock = (part: JsonObject): boolean =>
  part.type === 'server_tool_use' || (typeof part.type === 'string' && part.type.endsWith('_tool_result'));

function compactionBlocks(message: JsonObject, at: Pointer, { trace }: Conversion): readonly Block[] {
  const fields = message.provider_specific_fields;
  const blocks = isObject(fields) ? fields.compaction_blocks : undefined;
  if (!isArray(blocks)) return NO_BLOCKS;
  const blocksAt = child(child(at, 'provider_specific_fields'), 'compaction_blocks');
  return blocks.map((block, i) => {
    if (!isObject(block)) crash('A compaction block must be an object.', 'AttributeError');
    return made(trace, { ...block }, child(blocksAt, i), RULE.kept);
  });
}

/** True where a message says something apart from text, so that empty text may simply go (since 1.109). */
function saysMoreThanText(message: JsonObject): boolean {
  const calls = isArray(message.tool_calls) ? message.tool_calls : [];
  if (calls.some((call) => isObject(call) && call.type === 'function' && !isToolSearch(call))) return true;
  const content = isArray(message.content) ? message.content : [];
  return content.some((part) => isObject(part) && (isReplayable(part) || isServerBlock(part)));
}

/** True for a text that goes where a message says more than that: a blank one since 1.109, up to 1.84 an empty one. */
const isDropped = (text: Json | undefined, { release }: Conversion): boolean =>
  (has(release, 'empty-text-beside-more-dropped') && isEmptyText(text)) ||
  (has(release, 'bare-text-beside-more-dropped') && text === '');

function listPart(
  part: JsonObject,
  at: Pointer,
  dropEmpty: boolean,
  conversion: Conversion,
): Block | null | undefined {
  const { trace, release } = conversion;
  checkAssistantPart({ value: part, at }, conversion);
  if (isThinking(part)) {
    return has(release, 'thinking-parts-replayed')
      ? replayable(part, at, conversion)
      : thinkingPart(part, at, conversion);
  }
  if (part.type === 'text') {
    if (dropEmpty && isDropped(part.text, conversion)) {
      trace.note(at, RULE.emptyDropped);
      return null;
    }
    const block = textBlock(part.text ?? null, at, child(at, 'text'), conversion);
    return copyCacheControl(block, part, at, conversion);
  }
  return isServerBlock(part) ? made(trace, { ...part }, at, RULE.kept) : undefined;
}

function listBlocks(message: Message, paused: boolean, conversion: Conversion): readonly Block[] {
  const { value, contentAt } = message;
  const content = isArray(value.content) ? value.content : [];
  const dropEmpty = saysMoreThanText(value);
  return content.flatMap((part, i) => {
    const at = child(contentAt, i);
    if (paused && isThinking(part)) {
      conversion.trace.note(at, RULE.thinkingPaused);
      return [];
    }
    const block = isObject(part) ? listPart(part, at, dropEmpty, conversion) : undefined;
    if (block === undefined) conversion.trace.note(at, RULE.unknownPart);
    return block ? [block] : [];
  });
}

/** The string content as a block; null where there is none or it may go. */
function stringBlock(message: Message, conversion: Conversion): Block | null {
  const { value, at, contentAt } = message;
  if (typeof value.content !== 'string') return null;
  if (isDropped(value.content, conversion) && saysMoreThanText(value)) {
    conversion.trace.note(contentAt, RULE.emptyDropped);
    return null;
  }
  const block = textBlock(value.content, at, contentAt, conversion);
  return copyCacheControl(block, value, at, conversion);
}

/** Puts `thinking_blocks` in front of list content, save those that stand in it already. */
function withThinking(
  message: Message,
  thinking: readonly Block[],
  content: readonly Block[],
  { trace, release }: Conversion,
): readonly Block[] {
  if (!has(release, 'thinking-blocks-in-order')) {
    const given = isArray(message.value.content) ? message.value.content : [];
    const inContent = given.some(isThinking);
    if (!inContent) return [...thinking, ...content];
    trace.note(child(message.at, 'thinking_blocks'), RULE.thinkingRepeated);
    return content;
  }
  const positions = new Map(content.map((block, i) => [thinkingIdentity(block), i]));
  positions.delete(null);
  const out: Block[] = [];
  let waiting: Block[] = [];
  let done = 0;
  for (const block of thinking) {
    const position = positions.get(thinkingIdentity(block));
    if (position === undefined) waiting.push(block);
    else {
      const until = Math.max(done, position);
      out.push(...content.slice(done, until), ...waiting);
      out.push(...content.slice(until, position + 1));
      done = Math.max(done, position + 1);
      waiting = [];
    }
  }
  return done === 0 ? [...waiting, ...content] : [...out, ...waiting, ...content.slice(done)];
}

/** Leaves out calls whose id the turn has already: Claude wants ids to be unique. */
function withoutRepeatedCalls(
  calls: readonly Block[],
  ids: Set<Json> | null,
  { trace }: Conversion,
): readonly Block[] {
  if (!ids) return calls;
  return calls.filter((block) => {
    if (!isTruthy(block.id)) return true;
    const repeated = ids.has(block.id);
    ids.add(block.id);
    const from = trace.wholeOf(block)?.from;
    if (repeated && typeof from === 'string') trace.note(from, RULE.duplicateCall);
    return !repeated;
  });
}

/** What an assistant message says beside its text. */
interface Beside {
  readonly thinking: readonly Block[];
  readonly placed: readonly PlacedCall[];
  /** The blocks of the calls. */
  readonly calls: readonly Block[];
  /** True where the turn stopped before the server ran its tool. */
  readonly paused: boolean;
}

/** Thinking, text and calls in the order in which they are sent. */
function saidBlocks(
  message: Message,
  { thinking, placed, calls, paused }: Beside,
  conversion: Conversion,
): readonly Block[] {
  const { content, thinking_blocks: given } = message.value;
  if (isArray(content)) {
    const blocks = listBlocks(message, paused, conversion);
    return joined(withThinking(message, thinking, blocks, conversion), calls);
  }
  const text = stringBlock(message, conversion);
  if (isArray(given) && placed.some(({ call }) => isObject(call) && isServerToolId(call.id)))
    return interleave(thinking, calls, text, conversion.release);
  return joined(thinking, text ? [text] : NO_BLOCKS, calls);
}

/** The content blocks of an assistant message: thinking, text, tool calls. */
export function assistantBlocks(
  message: Message,
  turn: AssistantTurn,
  conversion: Conversion,
): readonly Block[] {
  const { value, at } = message;
  const compaction = compactionBlocks(value, at, conversion);
  const placed = placedCalls(value, at, conversion.release);
  const all = toolCallBlocks(placed, message, turn.answered, conversion);
  const { calls: run, paused } = has(conversion.release, 'unrun-calls-pause-the-turn')
    ? withoutUnrun(all, turn.last, conversion.release)
    : { calls: all, paused: false };
  const calls = withoutRepeatedCalls(run, turn.ids, conversion);
  const thinking = paused ? NO_BLOCKS : thinkingBlocks(value, at, conversion);
  const said = saidBlocks(message, { thinking, placed, calls, paused }, conversion);
  const old = isObject(value.function_call)
    ? [functionCallBlock(value.function_call, child(at, 'function_call'), conversion)]
    : NO_BLOCKS;
  return joined(compaction, said, old);
}
