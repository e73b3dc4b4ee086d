import { isArray, isObject, type Json, type JsonObject } from '../shared/json/json.ts';

const tool = (i: number): JsonObject => ({
  type: 'function',
  function: {
    name: `look_up_${i}`,
    description: 'Looks a place up and says what the weather is like there.',
    parameters: {
      type: 'object',
      properties: {
        city: { type: 'string', description: 'Name of the city' },
        unit: { type: 'string', enum: ['c', 'f'] },
        days: { type: 'array', items: { type: 'integer' } },
      },
      required: ['city'],
    },
  },
});

/** A conversation with a tool round in every four messages. */
const conversation = (messages: number): readonly JsonObject[] =>
  Array.from({ length: messages }, (_, i): JsonObject => {
    const id = `call_${Math.floor(i / 4)}`;
    switch (i % 4) {
      case 0:
        return { role: 'user', content: [{ type: 'text', text: `What is the weather in town ${i}?` }] };
      case 1:
        return {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id, type: 'function', function: { name: 'look_up_0', arguments: `{"city": "Town ${i}"}` } },
          ],
        };
      case 2:
        return { role: 'tool', tool_call_id: id, content: '22 degrees and sunny' };
      default:
        return { role: 'assistant', content: 'It is 22 degrees and sunny.' };
    }
  });

/** 20 messages and 10 tools. */
export const agent = (model: string): JsonObject => ({
  model,
  messages: [{ role: 'system', content: 'You answer briefly.' }, ...conversation(19)],
  tools: Array.from({ length: 10 }, (_, i) => tool(i)),
  tool_choice: 'auto',
  max_tokens: 1024,
  temperature: 0.2,
  stop: ['END'],
  stream: true,
  stream_chunk_size: 2048,
});

/** 1 MB of text in turns of about 1 KB. */
export const long = (model: string): JsonObject => ({
  model,
  messages: Array.from({ length: 1000 }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `${i}: ${'The tide rises and falls twice a day along most coasts. '.repeat(19)}`,
  })),
  max_tokens: 1024,
});

/** The same value in containers of its own, as Python's `copy.deepcopy` makes it: nothing can be remembered of them. */
export function deepCopy<T extends Json>(value: T): T {
  if (isArray(value)) return value.map(deepCopy) as readonly Json[] as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, deepCopy(member)])) as T;
}
