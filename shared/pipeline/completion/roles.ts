import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { crash, Stop } from '../call/failures.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Message } from '../messages/message.ts';

const JOINED = rule({
  id: 'parse.system-joined',
  stage: 'parse',
  fate: 'mapped',
  text: 'The model is said to know no system messages: the text is joined with the message behind it.',
  source: 'LiteLLM map_system_message_pt',
});

/** A message without a role is the assistant's. */
const roleOf = ({ value }: Message): Json => value.role || 'assistant';
const isRole = (message: Message | undefined, role: string): boolean =>
  message !== undefined && roleOf(message) === role;

/** True for messages that take turns: the user's, and the assistant's unless they only call tools. */
function takesTurn(message: Message): boolean {
  if (isRole(message, 'user')) return true;
  if (!isRole(message, 'assistant')) return false;
  const calls = message.value.tool_calls;
  return calls === undefined || (isArray(calls) && calls.length === 0);
}

/** The message LiteLLM puts in: the caller's own, or "Please continue." */
function continueMessage(request: JsonObject, role: 'user' | 'assistant'): Message {
  const key = `${role}_continue_message`;
  const given = request[key];
  if (isObject(given) && Object.keys(given).length > 0) {
    const at = child('', key);
    return { value: given, at, contentAt: child(at, 'content') };
  }
  const at = '/ensure_alternating_roles';
  return { value: { content: 'Please continue.', role }, at, contentAt: at };
}

const withoutRole = (): Stop =>
  new Stop('crashed', {
    type: 'APIConnectionError',
    message: 'The message that is put between two others has no role; LiteLLM fails on it.',
  });

const turnBefore = (messages: readonly Message[], index: number): Message | undefined =>
  messages.slice(0, index).reverse().find(takesTurn);

/**
 * Lets user and assistant take turns where the caller asks for it (`ensure_alternating_roles`), by
 * messages put between two of one side. Source: `get_completion_messages`, all three releases.
 */
export function alternate(messages: readonly Message[], request: JsonObject): readonly Message[] {
  if (request.ensure_alternating_roles !== true || messages.length === 0) return messages;
  const user = continueMessage(request, 'user');
  const assistant = continueMessage(request, 'assistant');
  const withUsers: Message[] = isRole(messages[0], 'assistant') ? [user] : [];
  for (const message of messages) {
    const before = withUsers[withUsers.length - 1];
    const asks = takesTurn(message) && isRole(message, 'assistant');
    const again = isRole(before, 'assistant') || isRole(turnBefore(withUsers, withUsers.length), 'assistant');
    if (asks && again) withUsers.push(user);
    withUsers.push(message);
  }
  if (isRole(withUsers[withUsers.length - 1], 'assistant')) withUsers.push(user);
  const whole = withUsers.flatMap((message, i) =>
    isRole(message, 'user') && isRole(turnBefore(withUsers, i), 'user') ? [assistant, message] : [message],
  );
  const roleless = (message: Message): boolean =>
    (message === user || message === assistant) && message.value.role === undefined;
  if (whole.some(roleless)) throw withoutRole();
  return whole;
}

function joined(a: Json | undefined, b: Json | undefined): string {
  if (typeof a === 'string' && typeof b === 'string') return `${a} ${b}`;
  crash('Without system messages LiteLLM joins texts; it fails on content that is no text.');
}

/**
 * Without system messages (`supports_system_message: false`): each is joined with the message
 * behind it, or becomes the user's. Source: `map_system_message_pt`, all three releases.
 */
export function withoutSystemRole(
  messages: readonly Message[],
  request: JsonObject,
  trace: Trace,
): readonly Message[] {
  if (request.supports_system_message !== false) return messages;
  const out: Message[] = [];
  let waiting: Message | null = null;
  for (const [i, message] of messages.entries()) {
    const next = messages[i + 1];
    if (isRole(message, 'system')) {
      trace.note(message.at, JOINED);
      if (isRole(next, 'user') || isRole(next, 'assistant')) waiting = message;
      else if (!next || isRole(next, 'system')) {
        if (message.value.content === undefined) crash('LiteLLM fails on a system message without content.');
        out.push({ ...message, value: { role: 'user', content: message.value.content ?? '' } });
      }
    } else {
      const content = waiting ? joined(waiting.value.content, message.value.content) : message.value.content;
      out.push(waiting ? { ...message, value: { ...message.value, content: content ?? '' } } : message);
      waiting = null;
    }
  }
  return out;
}
