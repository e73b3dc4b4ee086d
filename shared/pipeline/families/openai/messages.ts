import type { Json, JsonArray, JsonObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { rule } from '../../ledger/rule.ts';
import type { Message } from '../../messages/message.ts';
import { withoutCacheControl } from './cache-control.ts';
import { userParts } from './parts.ts';
import { withToolMediaMoved } from './tool-media.ts';

const MESSAGE = rule({
  id: 'build.openai.message',
  stage: 'build',
  fate: 'kept',
  text: 'The body form takes OpenAI messages, so the message is sent as it is.',
  source: 'LiteLLM OpenAIGPTConfig.transform_request',
});

/** Says where a message is from unless the trace already knows. */
function known(message: Message, context: Context): JsonObject {
  const { trace } = context;
  return trace.wholeOf(message.value) ? message.value : trace.whole(message.value, message.at, MESSAGE);
}

function userMessage(message: Message, context: Context): JsonObject {
  const value = known(message, context);
  if (value.role !== 'user' || value.content === undefined) return value;
  const content = userParts(value.content as Json, message.contentAt, context);
  return content === value.content ? value : context.trace.inherit({ ...value, content }, value);
}

/**
 * The messages of the chat form: OpenAI's, repaired where OpenAI's own endpoint would refuse them,
 * and without `cache_control`.
 * Source: litellm `openai/chat/gpt_transformation.py`, `_transform_messages`, 1.87 to 1.109.
 */
export function chatMessages(messages: readonly Message[], context: Context): JsonArray {
  return withToolMediaMoved(messages, context).map((message) => {
    const at = message.at === '' ? null : message.at;
    return withoutCacheControl(userMessage(message, context), context.trace, at);
  });
}
