import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { lists } from '../converse/capabilities.ts';
import { withCacheControl } from './conversation.ts';
import type { Draft } from './draft.ts';
import { type Located, mapItems } from './edit.ts';
import { MESSAGES_RULES as RULE } from './rules.ts';

const BILLING = 'x-anthropic-billing-header:';
const NOTE =
  'Operator note (not from the user): the following was originally a mid-conversation system-role reminder.';

const isBilling = (text: Json | undefined): boolean => typeof text === 'string' && text.startsWith(BILLING);

/** Takes out billing notes of Claude Code (1.87 and 1.109) and an empty system prompt. */
export function cleanSystem(draft: Draft): void {
  const { trace } = draft.context;
  const system = draft.value('system');
  if (system === undefined || draft.release === 90) return;
  if (typeof system === 'string') {
    if (isBilling(system)) draft.drop('system', RULE.billing);
    else if (system === '') draft.drop('system', RULE.systemEmpty);
    return;
  }
  if (!isArray(system)) return;
  const left = mapItems(trace, system, '/system', ({ value, at }) => {
    if (!isObject(value) || value.type !== 'text' || !isBilling(value.text)) return value;
    trace.note(at, RULE.billing);
    return null;
  });
  if (left.length === 0) {
    if (system.length === 0) draft.drop('system', RULE.systemEmpty);
    else draft.params.delete('system');
  } else if (left !== system) draft.set('system', left, '/system', RULE.kept);
}

/** Cleans cache_control in the blocks of the system prompt. */
export function cleanSystemCache(draft: Draft): void {
  const system = draft.value('system');
  if (!isArray(system)) return;
  const { trace } = draft.context;
  const clean = mapItems(trace, system, '/system', ({ value, at }) =>
    isObject(value) ? withCacheControl(draft, { value, at: placeOf(draft, value, at) }) : value,
  );
  if (clean !== system) draft.set('system', clean, '/system', RULE.kept);
}

/** Where a block of the system prompt is from: what the trace knows, else where it stands. */
function placeOf(draft: Draft, block: JsonObject, otherwise: Pointer): Pointer {
  const from = draft.context.trace.wholeOf(block)?.from;
  return typeof from === 'string' ? from : otherwise;
}

/** System content as blocks, each known to the trace by where it is from. */
function blocksOf(draft: Draft, content: Json | undefined, at: Pointer, hoisted: boolean): readonly Json[] {
  const { trace } = draft.context;
  const rule = hoisted ? RULE.systemHoisted : RULE.kept;
  if (content === undefined || content === null) return [];
  if (isArray(content)) {
    content.forEach((block, i) => {
      if (isObject(block) && !trace.wholeOf(block)) trace.whole(block, child(at, i), rule);
    });
    return content;
  }
  if (typeof content !== 'string') return [content];
  return [trace.whole({ type: 'text', text: content }, at, hoisted ? rule : RULE.systemList)];
}

const isSystem = ({ value }: Located<JsonObject>): boolean => value.role === 'system';

function opensWithResults({ value }: Located<JsonObject>): boolean {
  const first = value.role === 'user' && isArray(value.content) ? value.content[0] : undefined;
  return isObject(first) && first.type === 'tool_result';
}

/** A system message as a user turn: a note, then its content. */
function asUserTurn(draft: Draft, message: Located<JsonObject>): Located<JsonObject> {
  const { trace } = draft.context;
  for (const key of Object.keys(message.value)) {
    if (key !== 'role' && key !== 'content') trace.note(child(message.at, key), RULE.systemTurnMember);
  }
  const at = child(message.at, 'content');
  const note = trace.whole({ type: 'text', text: NOTE }, null, RULE.systemNote);
  const content = [note, ...blocksOf(draft, message.value.content, at, true)];
  trace.whole(content, at, RULE.systemTurn);
  const turn = { role: 'user', content };
  trace.member(turn, 'role', child(message.at, 'role'), RULE.systemTurn);
  return { value: trace.whole(turn, message.at, RULE.systemTurn), at: message.at };
}

/** System messages become user turns in place, behind tool results that follow them. */
function converted(draft: Draft, messages: readonly Located<JsonObject>[]): readonly Located<JsonObject>[] {
  const out: Located<JsonObject>[] = [];
  let waiting: Located<JsonObject>[] = [];
  for (const message of messages) {
    if (isSystem(message)) waiting.push(asUserTurn(draft, message));
    else {
      if (waiting.length > 0 && opensWithResults(message)) out.push(message, ...waiting);
      else out.push(...waiting, message);
      waiting = [];
    }
  }
  return [...out, ...waiting];
}

/**
 * System messages in the conversation (since 1.109): those in front move into `system`, those behind
 * stay where the model takes them and become user turns where it does not.
 * Source: `_normalize_system_role_messages`, LiteLLM 1.109.1.
 */
export function placeSystemMessages(draft: Draft): void {
  if (draft.release < 109) return;
  const { trace } = draft.context;
  const first = draft.messages.findIndex((message) => !isSystem(message));
  const count = first < 0 ? draft.messages.length : first;
  const hoisted = draft.messages.slice(0, count);
  const rest = draft.messages.slice(count);
  const keeps = lists(draft.target, 'supports_mid_conversation_system');
  draft.messages = keeps ? rest : converted(draft, rest);

  const own = draft.value('system');
  const blocks = [
    ...blocksOf(draft, own, '/system', false),
    ...hoisted.flatMap(({ value, at }) => blocksOf(draft, value.content, child(at, 'content'), true)),
  ].filter((block) => {
    if (!isObject(block) || block.type !== 'text' || !isBilling(block.text)) return true;
    const from = trace.wholeOf(block)?.from;
    if (typeof from === 'string') trace.note(from, RULE.billing);
    return false;
  });
  for (const { at } of hoisted) trace.note(child(at, 'role'), RULE.systemHoisted);
  if (blocks.length === 0) {
    draft.params.delete('system');
    return;
  }
  if (isArray(own) && hoisted.length === 0 && blocks.length === own.length) return;
  const from = [...(own === undefined ? [] : ['/system']), ...hoisted.map(({ at }) => at)];
  draft.set('system', trace.whole([...blocks], from, RULE.systemList), from, RULE.systemList);
}
