import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, plainPieces, plainText } from '../answer/answer.ts';
import { CHAT_REASONS } from '../answer/stop-reasons.ts';
import { chatToolCalls, readChat } from './chat.ts';
import { type Call, chunk, type Family } from './family.ts';

/** The token that ends Jamba's turn. */
const END_OF_TURN = 518;

const usage = (inputTokens: number, outputTokens: number): JsonObject => ({
  prompt_tokens: inputTokens,
  total_tokens: inputTokens + outputTokens,
  completion_tokens: outputTokens,
});

const callsOf = (answer: Answer): readonly JsonObject[] => chatToolCalls(answer.blocks, (id) => `call_${id}`);

const whole = (answer: Answer, call: Call): JsonObject => {
  const calls = callsOf(answer);
  return {
    id: call.id('chatcmpl-', 32),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: plainText(answer),
          tool_calls: calls.length > 0 ? calls : null,
        },
        finish_reason: CHAT_REASONS[answer.stop],
      },
    ],
    usage: usage(answer.inputTokens, answer.outputTokens),
    meta: { requestDurationMillis: call.latencyMs },
    model: call.modelId.replace(/^.*ai21\./, '').replace(/-v\d.*$/, ''),
  };
};

/** AI21 Jamba on invoke: chat completions whose every chunk counts tokens, and a chunk for the metrics alone. */
export const jamba: Family = {
  id: 'jamba',
  models: /^ai21\.jamba/,
  form: 'messages',
  read: readChat,
  whole,
  chunks: (answer, call) => {
    const id = call.id('chatcmpl-', 32);
    const calls = callsOf(answer);
    let sent = 0;
    const wrap = (delta: JsonObject, tokens: number, end: JsonObject = {}, more: JsonObject = {}) => {
      sent += tokens;
      return chunk(
        {
          id,
          choices: [{ index: 0, delta, finish_reason: null, ...end }],
          usage: usage(answer.inputTokens, sent),
          ...more,
        },
        tokens,
      );
    };
    return [
      wrap({ role: 'assistant', content: '' }, 0),
      ...plainPieces(answer).map(({ text, tokens }) => wrap({ content: text }, tokens)),
      ...(calls.length > 0
        ? [wrap({ tool_calls: calls.map((one, index) => ({ index, ...one })) }, answer.outputTokens - sent)]
        : []),
      wrap(
        { content: '' },
        0,
        { finish_reason: CHAT_REASONS[answer.stop], stop_reason: answer.stop === 'end' ? END_OF_TURN : null },
        { meta: { requestDurationMillis: call.latencyMs } },
      ),
      chunk({}),
    ];
  },
};
