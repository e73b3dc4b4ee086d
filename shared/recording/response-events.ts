import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import type { Delta } from './recording.ts';

const str = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const obj = (value: Json | undefined): JsonObject => (value !== undefined && isObject(value) ? value : {});
const block = ({ output_index: index }: JsonObject): number => (typeof index === 'number' ? index : 0);

/** Errors that a repeated request may not meet again, as Anthropic and OpenAI name them. */
const RETRY_HELPS = new Set(['overloaded_error', 'rate_limit_error', 'timeout_error', 'server_error']);

/** What LiteLLM writes where an exception of Python has no type. */
export const NO_TYPE = 'None';

/**
 * The error of an event or a chunk: `{error: {type, message, code}}` (chat completions, Anthropic's messages), or the same
 * members by themselves (responses). Its name is its type, where it has none its code, otherwise `error`.
 */
export function errorOf(value: Json): Extract<Delta, { kind: 'exception' }> {
  const inner = isObject(value) ? (value.error ?? value) : value;
  const { type, code, message } = obj(inner);
  const named = [type, code].map(str).find((name) => name !== '' && name !== NO_TYPE);
  const text = str(inner) || str(message) || str(obj(value).message);
  return { kind: 'exception', type: named ?? 'error', message: text, retry: RETRY_HELPS.has(named ?? '') };
}

/** Events of the Responses stream that stand for themselves, by `type` (OpenAI, "Streaming events" of the Responses API). */
const EVENTS: Readonly<Record<string, (event: JsonObject) => readonly Delta[]>> = {
  'response.created': () => [{ kind: 'start' }],
  'response.output_item.added': (event) => {
    const item = obj(event.item);
    return item.type === 'function_call'
      ? [{ kind: 'tool-start', block: block(event), id: str(item.call_id), name: str(item.name) }]
      : [{ kind: 'block-start', block: block(event) }];
  },
  'response.output_item.done': (event) => [{ kind: 'block-stop', block: block(event) }],
  'response.completed': () => [{ kind: 'usage' }],
  'response.incomplete': ({ response }) => [
    { kind: 'stop', reason: str(obj(obj(response).incomplete_details).reason) || 'incomplete' },
    { kind: 'usage' },
  ],
  'response.failed': ({ response }) => [errorOf(response ?? null)],
};

/** The kinds of what comes in pieces, by a word in the event's type; all others are text. */
const PIECES = [
  [/reasoning/, 'reasoning'],
  [/arguments|_call_/, 'tool-input'],
] as const;

/** What an event of the Responses stream adds to the answer; null where it is none. */
export function responseDeltas(event: JsonObject): readonly Delta[] | null {
  const type = str(event.type);
  if (!type.startsWith('response.')) return null;
  const known = lookUp(EVENTS, type);
  if (known) return known(event);
  if (!type.endsWith('.delta')) return [{ kind: 'other', label: type }];
  const text = str(event.delta);
  const kind = PIECES.find(([word]) => word.test(type))?.[1] ?? 'text';
  return text === '' ? [] : [{ kind, block: block(event), text }];
}
