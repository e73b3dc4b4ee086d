import { validate } from '../shared/validation/validate.ts';
import { measure, print } from './report.ts';

/** Bytes of body that each case has. */
const SIZE = 100_000;

const words = 'The tide rises and falls twice a day along most coasts. ';
const turns = (block: (text: string) => unknown) =>
  Array.from({ length: Math.floor(SIZE / 1000) }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: [block(words.repeat(17))],
  }));

const claude = JSON.stringify({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 1024,
  messages: turns((text) => ({ type: 'text', text })),
});
const leaking = `${claude.slice(0, -1)},"stream_chunk_size":2048}`;
const converse = JSON.stringify({
  messages: turns((text) => ({ text })),
  inferenceConfig: { maxTokens: 1024, temperature: 0.5 },
});
const chat = JSON.stringify({
  messages: turns((text) => text).map(({ role, content }) => ({ role, content: content[0] })),
  max_gen_len: 5,
});
const broken = JSON.stringify({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 1024,
  messages: turns((text) => ({ type: 'text', text, extra: 1 })),
});

const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const results = await measure({
  'Claude on invoke, accepted': () => validate({ operation: 'InvokeModel', modelId: MODEL, body: claude }),
  'Claude on invoke, one leaked key': () =>
    validate({ operation: 'InvokeModel', modelId: MODEL, body: leaking }),
  'Claude on invoke, an unknown key in each of 100 blocks': () =>
    validate({ operation: 'InvokeModel', modelId: MODEL, body: broken }),
  'Converse, accepted': () => validate({ operation: 'Converse', modelId: MODEL, body: converse }),
  'Qwen3 on invoke, unknown key with its byte column': () =>
    validate({ operation: 'InvokeModel', modelId: 'qwen.qwen3-32b-v1:0', body: chat }),
});
print(`Verdict on a body of ${SIZE / 1000} KB`, results);
