import type { Json } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Draft } from './draft.ts';

/**
 * With drop_params 1.109 takes out what only a beta unlocks, where that beta is not sent.
 * Source: `strip_beta_gated_native_request`, LiteLLM 1.109.1.
 */
export function dropGated(draft: Draft, betas: readonly string[]): void {
  if (!has(draft.release, 'gated-parameters-dropped') || !draft.context.dropParams) return;
  const { trace } = draft.context;
  const gone = (beta: string): boolean => !betas.includes(beta);
  const thinking = draft.object('thinking');
  if (thinking) {
    const changes: Record<string, undefined> = {};
    if ('block_binding' in thinking && gone('thinking-binding-controls-2026-08-01'))
      changes.block_binding = undefined;
    if (thinking.display === 'updates' && gone('thinking-display-updates-2026-08-18'))
      changes.display = undefined;
    if (Object.keys(changes).length > 0) {
      for (const key of Object.keys(changes)) trace.note(child('/thinking', key), RULE.thinkingMemberLost);
      draft.set(
        'thinking',
        withMembers(trace, { value: thinking, at: '/thinking' }, changes),
        '/thinking',
        RULE.kept,
      );
    }
  }
  draft.messages = draft.messages.map((message) => {
    if (message.value.role !== 'system') return message;
    const changes: Record<string, Json | undefined> = {};
    if ('clear_at' in message.value) changes.clear_at = undefined;
    if ('output_config' in message.value && gone('mid-conversation-output-config-2026-07-01')) {
      changes.output_config = undefined;
    }
    const keys = Object.keys(changes);
    if (keys.length === 0) return message;
    for (const key of keys) trace.note(child(message.at, key), RULE.thinkingMemberLost);
    return { value: withMembers(trace, message, changes), at: message.at };
  });
}
