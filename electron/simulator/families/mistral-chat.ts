import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, plainPieces, plainText } from '../answer/answer.ts';
import { CHAT_REASONS } from '../answer/stop-reasons.ts';
import { chatToolCalls, readChat } from './chat.ts';
import { chunk, type Family } from './family.ts';

const choice = (message: JsonObject, stop_reason: string | null): JsonObject => ({
  choices: [{ index: 0, message: { role: 'assistant', ...message }, stop_reason }],
});

/** Mistral's tool call ids have nine characters. */
const calls = (answer: Answer): JsonObject => {
  const list = chatToolCalls(answer.blocks, (id) => id.slice(0, 9));
  return list.length > 0 ? { tool_calls: list } : {};
};

/** Mistral Large 2402, chat form (AWS page "Mistral AI chat completion"). */
export const mistralChat: Family = {
  id: 'mistral-chat',
  models: /^mistral\.mistral-(large|small)-2402/,
  form: 'messages',
  read: readChat,
  whole: (answer) => choice({ content: plainText(answer), ...calls(answer) }, CHAT_REASONS[answer.stop]),
  chunks: (answer) => [
    ...plainPieces(answer).map(({ text, tokens }) => chunk(choice({ content: text }, null), tokens)),
    chunk(choice({ content: '', ...calls(answer) }, CHAT_REASONS[answer.stop])),
  ],
};
