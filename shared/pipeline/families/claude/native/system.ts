import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { mapItems } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { crash } from '../../../call/failures.ts';
import { lists } from '../../../models/claude.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { withCacheControl } from './conversation.ts';
import type { Draft } from './draft.ts';
import { ungatedTurns } from './gated.ts';
import { convertedSystemTurns, splitAll, splitLeading, systemBlocks } from './system-turns.ts';

const BILLING = 'x-anthropic-billing-header:';
const OWN = { block: RULE.kept, text: RULE.systemList };
const HOISTED = { block: RULE.systemHoisted, text: RULE.systemHoisted };

const isBilling = (text: Json | undefined): boolean => typeof text === 'string' && text.startsWith(BILLING);

/** LiteLLM looks for billing notes without looking what it has before it; throws `Stop` (`crashed`). */
function checkSystem(system: Json, draft: Draft): void {
  if (draft.context.profile.strict) return;
  if (typeof system === 'number' || system === true) {
    crash('LiteLLM takes a system prompt for text or a list.', 'TypeError');
  }
  const isOdd = (block: Json): boolean =>
    isObject(block) &&
    block.type === 'text' &&
    typeof (block.text === undefined ? '' : block.text) !== 'string';
  if (isArray(system) && system.some(isOdd)) {
    crash('LiteLLM takes the text of a system block for a string.', 'AttributeError');
  }
}

/** Takes out billing notes of Claude Code (1.87 and 1.109) and an empty system prompt. */
export function cleanSystem(draft: Draft): void {
  const { trace } = draft.context;
  const system = draft.value('system');
  if (system === undefined || has(draft.release, 'messages-system-left-alone')) return;
  checkSystem(system, draft);
  if (isObject(system) && !isTruthy(system)) draft.drop('system', RULE.systemEmpty);
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
    isObject(value) ? withCacheControl(draft, { value, at: placeOf(draft, value, at) }, 'system') : value,
  );
  if (clean !== system) draft.set('system', clean, '/system', RULE.kept);
}

/** Where a block of the system prompt is from: what the trace knows, else where it stands. */
function placeOf(draft: Draft, block: JsonObject, otherwise: Pointer): Pointer {
  const from = draft.context.trace.wholeOf(block)?.from;
  return typeof from === 'string' ? from : otherwise;
}

/**
 * System messages in the conversation (since 1.91): those in front move into `system`, those behind
 * stay where the model takes them and become user turns where it does not (up to 1.98 they move, too).
 * In 1.91.0 all move whatever the model takes, and where there are none the system prompt stays as it was given.
 * Source: `_normalize_system_role_messages`, LiteLLM 1.91.0, 1.91.5, 1.95.1, 1.109.1.
 */
export function placeSystemMessages(draft: Draft): void {
  if (!has(draft.release, 'system-messages-placed')) return;
  const { trace } = draft.context;
  const byModel = has(draft.release, 'system-messages-placed-by-model');
  const keeps = byModel && lists(draft.target, 'supports_mid_conversation_system');
  const all = !keeps && has(draft.release, 'every-system-turn-hoisted');
  const { leading: hoisted, rest } = all ? splitAll(draft.messages) : splitLeading(draft.messages);
  if (!byModel && hoisted.length === 0) return;
  draft.messages = keeps ? rest : convertedSystemTurns(trace, ungatedTurns(draft, rest));

  const own = draft.value('system');
  const blocks = [
    ...systemBlocks(trace, own, '/system', OWN),
    ...hoisted.flatMap(({ value, at }) => systemBlocks(trace, value.content, child(at, 'content'), HOISTED)),
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
