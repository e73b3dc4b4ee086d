import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { badRequest } from '../../../call/failures.ts';
import { joined } from '../../../messages/joined.ts';
import type { Message } from '../../../messages/message.ts';
import { stripEnd } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { assistantBlocks } from './assistant.ts';
import { type Block, type Conversion, made, set } from './block.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';
import { systemAsUserBlocks, systemTurn } from './system.ts';
import { placeholderBlock } from './text.ts';
import { isThinking, thinkingIdentity } from './thinking.ts';
import { toolResultBlock, userBlocks } from './user.ts';

type Side = 'user' | 'assistant' | 'system';

const sideOf = (message: Message): Side | null => {
  const { role } = message.value;
  if (role === 'user' || role === 'tool' || role === 'function') return 'user';
  return role === 'assistant' || role === 'system' ? role : null;
};

/** Keys of a message that the conversion reads, so that all others can be called lost. */
const READ: ReadonlySet<string> = new Set([
  'role',
  'content',
  'tool_calls',
  'tool_call_id',
  'function_call',
  'thinking_blocks',
  'cache_control',
  'provider_specific_fields',
]);

function noteUnread(message: Message, { trace }: Conversion): void {
  for (const key in message.value) {
    if (!READ.has(key)) trace.note(child(message.at, key), key === 'name' ? RULE.name : RULE.ignored);
  }
}

/** Leaves out thinking that stands in the turn already (1.109). */
function withoutRepeatedThinking(blocks: readonly Block[], { trace, release }: Conversion): readonly Block[] {
  if (!has(release, 'repeated-thinking-dropped') || !blocks.some(isThinking)) return blocks;
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const thought = thinkingIdentity(block);
    if (thought === null) return true;
    const repeated = seen.has(thought);
    seen.add(thought);
    const from = trace.wholeOf(block)?.from;
    if (repeated && typeof from === 'string') trace.note(from, RULE.thinkingRepeated);
    return !repeated;
  });
}

const isSet = (value: Json | undefined): value is Json => value !== undefined && value !== null;

const isEmptyContent = (content: Json | undefined): boolean =>
  content === undefined || (isArray(content) && content.length === 0);

const answersTool = ({ value }: Message): boolean => value.role === 'tool' || value.role === 'function';

function userMessage(message: Message, toolFollows: boolean, conversion: Conversion): readonly Block[] {
  const { value, contentAt } = message;
  if (message.note !== undefined) return systemAsUserBlocks(message, message.note, conversion);
  if (value.role !== 'user') return [toolResultBlock(message, conversion)];
  if (!has(conversion.release, 'empty-user-messages-joined') || !isEmptyContent(value.content))
    return userBlocks(message, conversion);
  const marked = isObject(value.cache_control) && !toolFollows;
  return marked ? [placeholderBlock(value, contentAt, conversion)] : [];
}

/** What the messages of a turn become, in order. Most turns are one message. */
const blocksOf = (
  run: readonly Message[],
  convert: (message: Message, index: number) => readonly Block[],
): readonly Block[] => {
  const [first] = run;
  return first && run.length === 1 ? convert(first, 0) : joined(...run.map(convert));
};

function userTurn(run: readonly Message[], conversion: Conversion): readonly Block[] {
  const lastTool = run.length > 1 ? run.map(answersTool).lastIndexOf(true) : 0;
  const blocks = blocksOf(run, (message, i) => userMessage(message, i < lastTool, conversion));
  if (blocks.length > 0 || !has(conversion.release, 'empty-user-turn-replaced')) return blocks;
  const empty = [...run]
    .reverse()
    .find(({ value }) => value.role === 'user' && isEmptyContent(value.content));
  return empty ? [placeholderBlock(empty.value, empty.contentAt, conversion)] : [];
}

/** @param isFinal true for the last turn of the conversation */
function assistantTurn(
  run: readonly Message[],
  answered: ReadonlySet<Json>,
  isFinal: boolean,
  conversion: Conversion,
): readonly Block[] {
  const ids = run.some(({ value }) => isSet(value.tool_calls)) ? new Set<Json>() : null;
  const blocks = blocksOf(run, (message, i) =>
    assistantBlocks(message, { answered, last: isFinal && i === run.length - 1, ids }, conversion),
  );
  return withoutRepeatedThinking(blocks, conversion);
}

/** Cuts white space off the texts of a final assistant turn. */
function trimFinal(blocks: readonly Block[], { trace }: Conversion): void {
  for (const block of blocks) {
    const { text } = block;
    if (block.type !== 'text' || typeof text !== 'string') continue;
    const cut = stripEnd(text);
    if (cut !== text)
      set(trace, block, 'text', cut, trace.memberOf(block, 'text')?.from ?? null, RULE.trimmed);
  }
}

/**
 * Turns chat messages into Anthropic's: consecutive messages of one side become one turn, tool
 * messages become tool_result blocks of the user's side. System messages must be gone, save those
 * that 1.109 keeps in the middle of a conversation.
 * Source: `anthropic_messages_pt`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function convertMessages(messages: readonly Message[], conversion: Conversion): readonly JsonObject[] {
  const { trace } = conversion;
  if (messages.length === 0)
    throw badRequest('Anthropic requires at least one message that is not a system message.');
  const answered = new Set<Json>();
  for (const { value } of messages) if (isSet(value.tool_call_id)) answered.add(value.tool_call_id);
  const turns: JsonObject[] = [];
  for (let start = 0, end = 0; start < messages.length; start = end) {
    const side = sideOf(messages[start] as Message);
    if (side === null) throw badRequest(`A message has the role "${String(messages[start]?.value.role)}".`);
    for (end = start + 1; end < messages.length; end++) if (sideOf(messages[end] as Message) !== side) break;
    const run = messages.slice(start, end);
    for (const message of run) noteUnread(message, conversion);
    if (side === 'system') {
      turns.push(...systemTurn(run, conversion));
      continue;
    }
    const from = run.map(({ at }) => at);
    const isFinal = end === messages.length;
    const blocks =
      side === 'user' ? userTurn(run, conversion) : assistantTurn(run, answered, isFinal, conversion);
    if (blocks.length === 0) {
      for (const at of from) trace.note(at, RULE.emptyMessage);
      continue;
    }
    if (side === 'assistant' && isFinal) trimFinal(blocks, conversion);
    turns.push(made<Block>(trace, { role: side, content: blocks }, from, RULE.turn));
  }
  return turns;
}
