const TURNS = 60;
const TOOLS = 12;

const WORDS = 'The pool of connections is small for what comes at noon; “shipments” waits — see the trace.\n';

const toolOf = (i: number) => ({
  type: 'function',
  function: {
    name: `look_up_${i}`,
    description: WORDS,
    parameters: {
      type: 'object',
      properties: {
        query: { type: 'string', description: WORDS },
        limit: { type: 'integer', minimum: 1 },
        level: { type: 'string', enum: ['low', 'high'] },
      },
      required: ['query'],
      additionalProperties: false,
    },
  },
});

const turnOf = (i: number, salt: string) => [
  { role: 'user', name: 'user', content: [{ type: 'text', text: `${i} ${salt} ${WORDS.repeat(3)}` }] },
  {
    role: 'assistant',
    content: `${salt} ${WORDS}`,
    tool_calls: [0, 1].map((call) => ({
      id: `call_${i}_${call}`,
      type: 'function',
      function: {
        name: `look_up_${(i + call) % TOOLS}`,
        arguments: JSON.stringify({ query: WORDS, limit: i + 1 }),
      },
    })),
  },
  ...[0, 1].map((call) => ({ role: 'tool', tool_call_id: `call_${i}_${call}`, content: WORDS.repeat(8) })),
  { role: 'assistant', content: WORDS.repeat(2) },
];

/** An agent's run as JSON text, some 200 kB; another `salt` makes it another request. */
export const agentRun = (salt: string): string =>
  JSON.stringify(
    {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      max_tokens: 1024,
      stream: true,
      stop: ['one', 'two'],
      user: 'warm-up',
      stream_chunk_size: 512,
      tools: Array.from({ length: TOOLS }, (_, i) => toolOf(i)),
      messages: [
        { role: 'system', content: [{ type: 'text', text: WORDS, cache_control: { type: 'ephemeral' } }] },
        ...Array.from({ length: TURNS }, (_, i) => turnOf(i, salt)).flat(),
        { role: 'user', content: WORDS },
      ],
    },
    null,
    2,
  );
