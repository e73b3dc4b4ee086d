import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { unsupported } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { searchText } from '../../../messages/search-text.ts';
import type { Target } from '../../../models/target.ts';
import { pythonText } from '../../../python/repr.ts';
import { strip } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { checkParts, stringOf, type Turn } from './content.ts';

const AS_TEXT_LOST = built(
  'orphan-thinking-lost',
  'dropped',
  'Without tools in the request LiteLLM rewrites tool calls as text and leaves their thinking out.',
  'LiteLLM 1.109 converse_transformation',
);

/** What tool calls and results of the history are judged by. */
export interface ToolUse {
  readonly target: Target;
  /** The mapped `tools`; undefined where the request has none. */
  readonly tools: Json | undefined;
  readonly guarded: boolean;
  /** True under `modify_params`, where a stand-in tool is added instead. */
  readonly modify: boolean;
  /** True where a setting has them stay what they are, as before 1.103. */
  readonly kept: boolean;
}

const callsOf = ({ message }: Turn): readonly Json[] =>
  isArray(message.tool_calls) ? message.tool_calls : [];

const textOf = ({ content, message }: Turn): string => {
  const texts =
    content === null || typeof content === 'string'
      ? (content ?? '')
      : content.map(({ value }) => stringOf(value.text) ?? '').join('');
  return texts + searchText(message.search_results);
};

function callText(call: Json): string {
  const { id = null, function: called = null } = isObject(call) ? call : {};
  const { name, arguments: given } = isObject(called) ? called : ({} as JsonObject);
  const label = isTruthy(id) ? `tool call ${pythonText(id)}` : 'tool call';
  return `[${label}: ${isTruthy(name) ? pythonText(name) : 'unknown_tool'}(${isTruthy(given) ? pythonText(given) : ''})]`;
}

function asText(turn: Turn, guarded: boolean, trace: Trace): Turn {
  const { role, at, message } = turn;
  const rewritten = callsOf(turn).length > 0 || role === 'tool' || role === 'function';
  if (rewritten) checkParts(turn);
  if (role === 'assistant' && callsOf(turn).length > 0) {
    if (message.thinking_blocks !== undefined) trace.note(child(at, 'thinking_blocks'), AS_TEXT_LOST);
    const text = [textOf(turn), ...callsOf(turn).map(callText)].filter((line) => line !== '').join('\n');
    return { role, content: text, contentAt: at, at, message: { role, content: text } };
  }
  if (role !== 'tool' && role !== 'function') return turn;
  const result = strip(textOf(turn)) || '<non-text tool result omitted>';
  const name = stringOf(message.tool_call_id) || stringOf(message.name) || 'unknown';
  const text = `[tool result for ${name}: ${result}]`;
  const content = guarded ? [{ value: { type: 'guarded_text', text }, at, textAt: at }] : text;
  return { role: 'user', content, contentAt: at, at, message: { role: 'user', content: text } };
}

/**
 * Bedrock refuses tool calls and results in the history of a request without tools. Before 1.103
 * LiteLLM refuses such a request itself (throws `Stop`), since then it rewrites calls and results as text, unless
 * `bedrock_neutralize_orphaned_tool_blocks` is off.
 */
export function settleOrphans(turns: readonly Turn[], use: ToolUse, trace: Trace): readonly Turn[] {
  const { target, tools, guarded, modify, kept } = use;
  if (kept || !has(target.release, 'orphans-settled')) {
    const calls = turns.some(({ message }) => (message.tool_calls ?? null) !== null);
    if (tools !== undefined || !calls || modify) return turns;
    throw unsupported(
      "litellm.UnsupportedParamsError: Bedrock doesn't support tool calling without `tools=` param specified. Pass `tools=` param OR set `litellm.modify_params = True` // `litellm_settings::modify_params: True` to add dummy tool to the request.",
    );
  }
  if (isArray(tools) && tools.length > 0) return turns;
  return turns.map((turn) => asText(turn, guarded, trace));
}
