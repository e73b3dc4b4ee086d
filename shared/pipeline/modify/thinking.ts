import { isArray, type JsonObject } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import { noteUnsent, type Param } from '../call/params.ts';
import { MODIFY_RULES } from './rules.ts';

const hasThinking = ({ role, thinking_blocks: blocks }: JsonObject): boolean =>
  role === 'assistant' && isArray(blocks) && blocks.length > 0;

/**
 * Takes `thinking` out where the assistant's last tool call carries no thinking and nobody else's does: the
 * model would refuse the conversation. Source: `last_assistant_with_tool_calls_has_no_thinking_blocks`,
 * LiteLLM 1.87.0 and 1.109.1.
 *
 * @param messages as they are when LiteLLM looks: on Converse calls may have become text before
 */
export function withoutUnmatchedThinking(
  params: Map<string, Param>,
  messages: readonly JsonObject[],
  context: Context,
): void {
  const thinking = params.get('thinking');
  if (!context.settings.modifyParams || !thinking || thinking.value === null) return;
  const calls = messages.some(({ role, tool_calls: made = null }) => role === 'assistant' && made !== null);
  if (!calls || messages.some(hasThinking)) return;
  noteUnsent(thinking, MODIFY_RULES.thinking, context.trace);
  params.delete('thinking');
}
