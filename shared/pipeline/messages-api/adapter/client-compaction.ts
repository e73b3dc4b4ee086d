import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { itemsOf, type Located, withMembers } from '../../blocks/edit.ts';
import { pythonText } from '../../python/repr.ts';
import { stripEnd } from '../../python/space.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { type Adapting, made } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

/** A conversation and the system prompt that goes with it. */
export interface History {
  readonly messages: readonly Located<JsonObject>[];
  readonly system: Json | undefined;
  /** Where a system prompt is from that the caller did not give. */
  readonly systemAt: Pointer;
}

const isSummary = (block: Json): block is JsonObject => isObject(block) && block.type === 'compaction';

const holdsSummary = ({ value: { content } }: Located<JsonObject>): boolean =>
  isArray(content) && content.some(isSummary);

/** The system prompt with the summary in front of it. */
function withSummary(adapting: Adapting, system: Json | undefined, summary: string, at: Pointer): Json {
  const { trace } = adapting;
  const prefix = `Previous conversation summary: ${summary}\n\n`;
  if (typeof system === 'string') return `${prefix}${system}`;
  if (!isArray(system)) return stripEnd(prefix);
  const first = system.findIndex((block) => isObject(block) && block.type === 'text');
  const block = system[first];
  if (isObject(block)) {
    const text = `${prefix}${isTruthy(block.text) ? pythonText(block.text) : ''}`;
    return system.map((one, i) => (i === first ? { ...block, text } : one));
  }
  const list = [made(adapting, { type: 'text', text: stripEnd(prefix) }, at), ...system];
  trace.member(list, 0, at, RULE.mapped);
  system.forEach((_, i) => void trace.member(list, i + 1, child('/system', i), RULE.kept));
  return list;
}

/**
 * The conversation from the latest summary on that the caller's own compaction left (since 1.90):
 * the summary goes in front of the system prompt, what it stands for is not sent.
 * Source: `apply_client_compaction_block_history`, LiteLLM 1.90.0, 1.109.1.
 */
export function afterSummary(adapting: Adapting, history: History): History {
  const { messages, system } = history;
  const last = !has(adapting.release, 'client-compaction')
    ? -1
    : messages.map(holdsSummary).lastIndexOf(true);
  const message = messages[last];
  if (!message || !isArray(message.value.content)) return history;
  const { trace } = adapting;
  for (const { at } of messages.slice(0, last)) trace.note(at, RULE.summarized);
  const at = child(message.at, 'content');
  const blocks = itemsOf(trace, message.value.content, at);
  const index = blocks.map(({ value }) => isSummary(value)).lastIndexOf(true);
  const block = blocks[index] as Located<JsonObject>;
  for (const { at: place } of blocks.slice(0, index)) trace.note(place, RULE.summarized);
  const text = block.value.content;
  const summary = typeof text === 'string' ? text : '';
  trace.note(block.at, RULE.summary);
  if (index === blocks.length - 1) trace.note(child(message.at, 'role'), RULE.summarized);
  const left = blocks.slice(index + 1);
  const content = made(
    adapting,
    left.map(({ value }) => value),
    at,
    RULE.kept,
  );
  left.forEach(({ at: place }, i) => void trace.member(content, i, place, RULE.kept));
  const rest = { value: withMembers(trace, message, { content }), at: message.at };
  return {
    messages: [...(left.length > 0 ? [rest] : []), ...messages.slice(last + 1)],
    system: summary === '' ? system : withSummary(adapting, system, summary, block.at),
    systemAt: system === undefined || system === null ? block.at : '/system',
  };
}
