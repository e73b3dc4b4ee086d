import { isObject, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';

const FINISHES: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
};

/** OpenAI's finish reason for Anthropic's stop reason. */
export const finishOfMessage = (stopReason: string): string => lookUp(FINISHES, stopReason) ?? 'stop';

/** OpenAI's finish reason for the state of a response of the Responses API. */
export function finishOfResponse(
  { status, incomplete_details: details = null }: JsonObject,
  called: boolean,
): string {
  if (status !== 'incomplete') return called ? 'tool_calls' : 'stop';
  return isObject(details) && details.reason === 'content_filter' ? 'content_filter' : 'length';
}
