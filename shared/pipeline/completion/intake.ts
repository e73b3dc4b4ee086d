import { isArray, isObject, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { Stop } from '../call/failures.ts';
import { isBlank } from '../python/space.ts';

const invalid = (message: string, pointer: string): Stop =>
  new Stop('invalid', { type: 'InvalidRequest', message }, pointer);

/**
 * Checks what every stage relies on: `model` is a string, `messages` a list of objects.
 * Returns the messages. Throws `Stop` (`invalid`, with the pointer of the value at fault) otherwise.
 */
export function intake(request: JsonObject): readonly JsonObject[] {
  const { model, messages } = request;
  if (typeof model !== 'string' || isBlank(model)) {
    throw invalid(
      model === undefined || model === null
        ? 'The request names no model: add "model", for example "bedrock/anthropic.claude-3-haiku-20240307-v1:0".'
        : '"model" must be a non-empty string.',
      model === undefined ? '' : '/model',
    );
  }
  if (messages === undefined) throw invalid('The request has no "messages".', '');
  if (!isArray(messages)) throw invalid('"messages" must be a list of messages.', '/messages');
  return messages.map((message, i) => {
    if (!isObject(message))
      throw invalid(`Message ${i + 1} must be an object with "role" and "content".`, child('/messages', i));
    const { role } = message;
    if (role !== undefined && role !== null && typeof role !== 'string') {
      throw invalid(`The role of message ${i + 1} must be a string.`, `/messages/${i}/role`);
    }
    return message;
  });
}
