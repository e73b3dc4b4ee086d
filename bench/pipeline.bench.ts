import type { JsonObject } from '../shared/json/json.ts';
import type { ProfileId } from '../shared/pipeline/releases/profile.ts';
import { transform } from '../shared/pipeline/transform.ts';
import { timePython } from './python.ts';
import { measure, print } from './report.ts';

const INVOKE = 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0';
const CONVERSE = 'bedrock/converse/us.anthropic.claude-sonnet-4-20250514-v1:0';

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

const agent = (model: string): JsonObject => ({
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
const long = (model: string): JsonObject => ({
  model,
  messages: Array.from({ length: 1000 }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: 'The tide rises and falls twice a day along most coasts. '.repeat(19),
  })),
  max_tokens: 1024,
});

/** The ledger is worked out when its entries are read. */
const run = (request: JsonObject, profile: ProfileId) => () =>
  transform({ api: 'chat', request, profile }).ledger.entries;

const requests = {
  'agent, invoke': agent(INVOKE),
  'agent, converse': agent(CONVERSE),
  '1 MB, invoke': long(INVOKE),
};
const cases = Object.entries(requests);

print(
  'Transform with the full ledger (agent: 20 messages and 10 tools)',
  await measure({
    'agent, invoke, 1.87': run(requests['agent, invoke'], 'litellm-1.87'),
    'agent, invoke, 1.109': run(requests['agent, invoke'], 'litellm-1.109'),
    'agent, invoke, strict': run(requests['agent, invoke'], 'strict'),
    'agent, converse, 1.109': run(requests['agent, converse'], 'litellm-1.109'),
    '1 MB of messages, invoke, 1.87': run(requests['1 MB, invoke'], 'litellm-1.87'),
    '1 MB of messages, invoke, 1.109': run(requests['1 MB, invoke'], 'litellm-1.109'),
  }),
);

const peer = await timePython('pipeline_peer.py', Buffer.from(JSON.stringify(Object.fromEntries(cases))));
const ours = await measure(
  Object.fromEntries(cases.map(([name, request]) => [name, run(request, 'litellm-1.87')])),
);
for (const theirs of peer) {
  const own = ours.find(({ name }) => theirs.name.endsWith(name));
  if (own)
    print(theirs.name.replace(/^.*?: /, ''), [
      { ...own, name: 'Strata' },
      { ...theirs, name: 'LiteLLM' },
    ]);
}
