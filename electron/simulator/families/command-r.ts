import { isArray, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import { type Answer, type Ask, plainPieces, plainText } from '../answer/answer.ts';
import { contentText, objectsOf, readPrompt, readTools, textOf } from '../answer/read.ts';
import { type Call, chunk, type Family } from './family.ts';

const TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
};

/** Cohere's `parameter_definitions` as a JSON Schema. */
const schemaOf = (definitions: JsonObject): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(definitions).map(([name, definition]) => {
      const type = textOf(objectOf(definition).type);
      return [name, { type: lookUp(TYPES, type) ?? (type || 'string') }];
    }),
  ),
});

const read = (body: JsonObject): Ask => {
  const ask = readPrompt(body.message, body.max_tokens, body.stop_sequences);
  const history = objectsOf(body.chat_history).map((turn) => textOf(turn.message));
  return {
    ...ask,
    prompt: [textOf(body.preamble), ...history, contentText(body.documents), ask.prompt]
      .filter(Boolean)
      .join('\n'),
    hasToolResult: isArray(body.tool_results) && body.tool_results.length > 0,
    tools: readTools(body.tools, (tool) => ({
      name: tool.name,
      description: tool.description,
      schema: schemaOf(objectOf(tool.parameter_definitions)),
    })),
  };
};

const toolCalls = (answer: Answer): readonly JsonObject[] =>
  answer.blocks.flatMap((block) =>
    block.kind === 'tool' ? [{ name: block.name, parameters: block.input }] : [],
  );

const reason = (answer: Answer): string => (answer.stop === 'length' ? 'MAX_TOKENS' : 'COMPLETE');

const whole = (answer: Answer, call: Call): JsonObject => {
  const calls = toolCalls(answer);
  const text = plainText(answer);
  return {
    response_id: call.id('', 36),
    text,
    generation_id: call.id('', 36),
    chat_history: [
      ...objectsOf(call.body.chat_history),
      { role: 'USER', message: textOf(call.body.message) },
      { role: 'CHATBOT', message: text, ...(calls.length > 0 ? { tool_calls: calls } : {}) },
    ],
    finish_reason: reason(answer),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
};

/** A stream's last event counts what was used; an answer in one piece does not. */
const meta = ({ inputTokens, outputTokens }: Answer): JsonObject => {
  const counts = { input_tokens: inputTokens, output_tokens: outputTokens };
  return { api_version: { version: '1' }, billed_units: counts, tokens: counts };
};

/** Cohere Command R and R+ (AWS page "Cohere Command R and Command R+ models"). */
export const commandR: Family = {
  id: 'command-r',
  models: /^cohere\.command-r/,
  form: 'message',
  read,
  whole,
  chunks: (answer, call) => {
    const response = whole(answer, call);
    const calls = toolCalls(answer);
    return [
      ...plainPieces(answer).map(({ text, tokens }) =>
        chunk({ is_finished: false, event_type: 'text-generation', text }, tokens),
      ),
      ...(calls.length > 0
        ? [
            chunk(
              { is_finished: false, event_type: 'tool-calls-generation', tool_calls: calls },
              answer.outputTokens,
            ),
          ]
        : []),
      chunk({
        is_finished: true,
        event_type: 'stream-end',
        response: { ...response, meta: meta(answer) },
        finish_reason: reason(answer),
      }),
    ];
  },
};
