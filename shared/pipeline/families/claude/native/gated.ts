import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { type Located, mapItems, withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import type { Rule } from '../../../ledger/rule.ts';
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

const drops = ({ release, context }: Draft): boolean =>
  has(release, 'gated-parameters-dropped') && context.dropParams;

function dropFromThinking(draft: Draft, locked: Locked): void {
  const thinking = draft.object('thinking');
  if (!thinking) return;
  const gone = [
    ...('block_binding' in thinking && locked('blockBinding') ? ['block_binding'] : []),
    ...(thinking.display === 'updates' && locked('displayUpdates') ? ['display'] : []),
  ];
  if (gone.length === 0) return;
  const { trace } = draft.context;
  for (const key of gone) trace.note(child('/thinking', key), RULE.gatedLost);
  const changes = Object.fromEntries(gone.map((key) => [key, undefined]));
  const less = withMembers(trace, { value: thinking, at: '/thinking' }, changes);
  draft.set('thinking', less, '/thinking', RULE.kept);
}

const isToolChange = (block: Json): boolean =>
  isObject(block) && (block.type === 'tool_addition' || block.type === 'tool_removal');

const isEmpty = (content: Json | undefined): boolean =>
  (content ?? null) === null || content === '' || (isArray(content) && content.length === 0);

/** A part of the conversation that is left out, and why. */
interface Loss {
  readonly at: Pointer;
  readonly rule: Rule;
}

/** A system message inside the conversation without what is locked; null where it says nothing then. */
function withoutLocked(
  message: Located<JsonObject>,
  locked: Locked,
  trace: Trace,
  losses: Loss[],
): Located<JsonObject> | null {
  const { value, at } = message;
  if (value.role !== 'system') return message;
  const { content } = value;
  const changes: Record<string, Json | undefined> = {};
  const lose = (from: Pointer): void => void losses.push({ at: from, rule: RULE.gatedLost });
  const gone = [
    ...('clear_at' in value && locked('clearAt') ? ['clear_at'] : []),
    ...('output_config' in value && locked('outputConfig') ? ['output_config'] : []),
  ];
  for (const key of gone) {
    lose(child(at, key));
    changes[key] = undefined;
  }
  if (isArray(content) && content.some(isToolChange) && locked('toolChanges')) {
    changes.content = mapItems(trace, content, child(at, 'content'), (block) => {
      if (!isToolChange(block.value)) return block.value;
      lose(block.at);
      return null;
    });
  }
  if (Object.keys(changes).length === 0) return message;
  const less: JsonObject = withMembers(trace, message, changes);
  if (!isEmpty(less.content) || 'output_config' in less) return { value: less, at };
  losses.push({ at, rule: RULE.systemTurnEmptied });
  return null;
}

const endsOnAssistant = (messages: readonly Located<JsonObject>[]): boolean =>
  messages[messages.length - 1]?.value.role === 'assistant';

/** The messages as they are where they would end on the assistant's turn without a system message that is emptied. */
function messagesWithoutLocked(
  messages: readonly Located<JsonObject>[],
  locked: Locked,
  trace: Trace,
): readonly Located<JsonObject>[] {
  const losses: Loss[] = [];
  const kept = messages.flatMap((message) => withoutLocked(message, locked, trace, losses) ?? []);
  if (endsOnAssistant(kept) && !endsOnAssistant(messages)) return messages;
  for (const { at, rule } of losses) trace.note(at, rule);
  return kept;
}

/**
 * With drop_params 1.109 takes out what only a beta unlocks, where that beta is not sent.
 * Source: `strip_beta_gated_native_request`, LiteLLM 1.109.1.
 */
export function dropGated(draft: Draft, betas: readonly string[]): void {
  if (!drops(draft)) return;
  const locked: Locked = (what) => !UNLOCKED_BY[what].some((beta) => betas.includes(beta));
  dropFromThinking(draft, locked);
  draft.messages = messagesWithoutLocked(draft.messages, locked, draft.context.trace);
}

/**
 * System messages that are about to become the user's turns, in which no beta unlocks anything.
 * Source: `_strip_beta_gated_system_turns`, LiteLLM 1.109.1.
 */
export const ungatedTurns = (
  draft: Draft,
  messages: readonly Located<JsonObject>[],
): readonly Located<JsonObject>[] =>
  drops(draft) ? messagesWithoutLocked(messages, () => true, draft.context.trace) : messages;
