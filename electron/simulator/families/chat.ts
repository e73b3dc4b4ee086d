import { type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { type Ask, type Block, blockText } from '../answer/answer.ts';
import {
  contentText,
  numberOf,
  objectsOf,
  PLAIN_ASK,
  readTools,
  readTurns,
  stringsOf,
  textOf,
} from '../answer/read.ts';

const readChoice = (body: JsonObject): Ask['toolChoice'] => {
  const choice = body.tool_choice;
  if (choice === 'none' || choice === 'auto') return choice;
  if (choice === 'required' || choice === 'any') return 'any';
  const name = textOf(objectOf(objectOf(choice).function).name);
  return name ? { name } : 'auto';
};

const readFormat = (format: JsonObject): Ask['json'] => {
  if (format.type === 'json_object') return true;
  return format.type === 'json_schema' ? objectOf(objectOf(format.json_schema).schema) : null;
};

/** Reads a chat-completions body (OpenAI and the families shaped like it). */
export function readChat(body: JsonObject): Ask {
  const messages = objectsOf(body.messages);
  const reasoning = body.reasoning_effort;
  return {
    ...PLAIN_ASK,
    ...readTurns(messages, contentText(body.system)),
    hasToolResult: messages[messages.length - 1]?.role === 'tool',
    tools: readTools(body.tools, (tool) => {
      const { name, description, parameters } = objectOf(tool.function);
      return { name, description, schema: parameters };
    }),
    toolChoice: readChoice(body),
    maxTokens: numberOf(body.max_completion_tokens ?? body.max_tokens),
    stops: stringsOf(body.stop),
    reasoning: typeof reasoning === 'string' && reasoning !== 'none',
    json: readFormat(objectOf(body.response_format)),
  };
}

/** The tool blocks of an answer as `tool_calls`; ids as `idOf` makes them. */
export function chatToolCalls(blocks: readonly Block[], idOf: (id: string) => string): readonly JsonObject[] {
  return blocks.flatMap((block) =>
    block.kind === 'tool'
      ? [
          {
            id: idOf(block.id),
            type: 'function',
            function: { name: block.name, arguments: blockText(block) },
          },
        ]
      : [],
  );
}
