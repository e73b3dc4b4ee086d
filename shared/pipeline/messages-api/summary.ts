import { isObject, type JsonObject } from '../../json/json.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

/** The summary that LiteLLM asks for by itself under `reasoning_auto_summary`. */
export const AUTO_SUMMARY = 'detailed';

const DISPLAY = rule({
  id: 'parse.auto-summary',
  stage: 'parse',
  fate: 'added',
  text: 'Under reasoning_auto_summary LiteLLM asks Claude to show its thinking as a summary.',
  source: 'LiteLLM anthropic_messages_handler, 1.87.0 and 1.109.1',
});

const OTHERWISE = rule({
  id: 'parse.auto-summary-wins',
  stage: 'parse',
  fate: 'dropped',
  text: 'Under reasoning_auto_summary LiteLLM shows thinking as a summary, whatever the call asks for.',
  source: 'LiteLLM anthropic_messages_handler, 1.87.0 and 1.109.1',
});

/** A call in Anthropic's form with its thinking shown as a summary; the same where it does not think. */
export function withSummary(request: JsonObject, release: Release, trace: Trace): JsonObject {
  const thinking = request.thinking ?? null;
  if (!has(release, 'messages-auto-summary')) return request;
  if (!isObject(thinking) || thinking.type === 'disabled') return request;
  if (Object.hasOwn(thinking, 'display')) trace.note('/thinking/display', OTHERWISE);
  const shown = trace.inherit({ ...thinking, display: 'summarized' }, thinking);
  trace.member(shown, 'display', null, DISPLAY);
  return { ...request, thinking: shown };
}
