import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { type Located, withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Draft } from './draft.ts';

/** What only a beta unlocks → the betas of which one has to be sent. */
const UNLOCKED_BY = {
  blockBinding: ['thinking-binding-controls-2026-08-01'],
  displayUpdates: ['thinking-display-updates-2026-08-18'],
  clearAt: ['mid-conversation-system-clear-at-2026-08-21'],
  outputConfig: ['mid-conversation-output-config-2026-07-01', 'per-turn-control-2026-07-01'],
  toolChanges: ['mid-conversation-tool-changes-2026-07-01', 'inline-tools-2026-09-15'],
} as const;
type Gated = keyof typeof UNLOCKED_BY;
type Locked = (what: Gated) => boolean;

function dropFromThinking(draft: Draft, locked: Locked): void {
  const thinking = draft.object('thinking');
  if (!thinking) return;
  const gone = [
    ...('block_binding' in thinking && locked('blockBinding') ? ['block_binding'] : []),
    ...(thinking.display === 'updates' && locked('displayUpdates') ? ['display'] : []),
  ];
  if (gone.length === 0) return;
  const { trace } = draft.context;
  for (const key of gone) trace.note(child('/thinking', key), RULE.thinkingMemberLost);
  const changes = Object.fromEntries(gone.map((key) => [key, undefined]));
  const less = withMembers(trace, { value: thinking, at: '/thinking' }, changes);
  draft.set('thinking', less, '/thinking', RULE.kept);
}

const isToolChange = (block: Json): boolean =>
  isObject(block) && (block.type === 'tool_addition' || block.type === 'tool_removal');

const isEmpty = (content: Json | undefined): boolean =>
  (content ?? null) === null || content === '' || (isArray(content) && content.length === 0);

/** A system message inside the conversation without what is locked; null where it says nothing then. */
function withoutLocked(
  message: Located<JsonObject>,
  locked: Locked,
  trace: Trace,
): Located<JsonObject> | null {
  const { value, at } = message;
  if (value.role !== 'system') return message;
  const { content } = value;
  const changes: Record<string, Json | undefined> = {};
  if ('clear_at' in value && locked('clearAt')) changes.clear_at = undefined;
  if ('output_config' in value && locked('outputConfig')) changes.output_config = undefined;
  if (isArray(content) && content.some(isToolChange) && locked('toolChanges')) {
    const place = child(at, 'content');
    const kept: Json[] = trace.whole([], place, RULE.kept);
    content.forEach((block, i) => {
      const from = child(place, i);
      if (isToolChange(block)) trace.note(from, RULE.thinkingMemberLost);
      else {
        trace.member(kept, kept.length, from, RULE.kept);
        kept.push(block);
      }
    });
    changes.content = kept;
  }
  const keys = Object.keys(changes);
  if (keys.length === 0) return message;
  for (const key of keys) if (key !== 'content') trace.note(child(at, key), RULE.thinkingMemberLost);
  const less: JsonObject = withMembers(trace, message, changes);
  if (isEmpty(less.content) && !('output_config' in less)) {
    trace.note(at, RULE.thinkingMemberLost);
    return null;
  }
  return { ...message, value: less };
}

const endsOnAssistant = (messages: readonly Located<JsonObject>[]): boolean =>
  messages[messages.length - 1]?.value.role === 'assistant';

/**
 * With drop_params 1.109 takes out what only a beta unlocks, where that beta is not sent. Messages stay as they are
 * where the conversation would end on the assistant's turn without one that has nothing left to say.
 * Source: `strip_beta_gated_native_request`, LiteLLM 1.109.1.
 */
export function dropGated(draft: Draft, betas: readonly string[]): void {
  if (!has(draft.release, 'gated-parameters-dropped') || !draft.context.dropParams) return;
  const locked: Locked = (what) => !UNLOCKED_BY[what].some((beta) => betas.includes(beta));
  dropFromThinking(draft, locked);
  const { trace } = draft.context;
  const before = draft.messages;
  const ended = before.map((message) => withoutLocked(message, locked, trace));
  const kept = ended.filter((message) => message !== null);
  if (!endsOnAssistant(kept) || endsOnAssistant(before)) draft.messages = kept;
}
