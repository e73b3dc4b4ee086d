/**
 * Takes answers off the simulator for the oracle to give to LiteLLM, one line a case: `id`, `api`, `request`, and
 * `answer` (`status`, `type`, `bytes` in Base64). `way_back.py` runs it:
 *
 *     npx tsx oracle/answers.mts > cases.jsonl
 */
import { createHash } from 'node:crypto';
import { NO_SCENARIO, type Scenario } from '../electron/simulator/scenario/scenario.ts';
import { startSimulator } from '../electron/simulator/simulator.ts';
import type { JsonObject } from '../shared/json/json.ts';
import { transform } from '../shared/pipeline/transform.ts';
import { bridgeAlone } from '../shared/proxy/alone.ts';
import { madeAnswers } from './made-answers.mts';

interface Asked {
  readonly api: 'chat' | 'messages' | 'responses';
  readonly request: JsonObject;
  readonly rules?: Scenario['rules'];
}

const MODELS = [
  'converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'converse/us.amazon.nova-pro-v1:0',
  'invoke/us.amazon.nova-pro-v1:0',
  'converse/us.meta.llama3-3-70b-instruct-v1:0',
  'invoke/meta.llama3-8b-instruct-v1:0',
  'converse/mistral.mistral-large-2407-v1:0',
  'invoke/mistral.mistral-7b-instruct-v0:2',
  'invoke/cohere.command-r-v1:0',
  'invoke/cohere.command-text-v14',
  'invoke/amazon.titan-text-express-v1',
  'invoke/ai21.jamba-1-5-mini-v1:0',
  'invoke/us.deepseek.r1-v1:0',
  'converse/us.deepseek.r1-v1:0',
  'invoke/openai.gpt-oss-20b-1:0',
  'converse/openai.gpt-oss-20b-1:0',
  'invoke/qwen.qwen3-32b-v1:0',
  'converse/qwen.qwen3-32b-v1:0',
  'invoke/moonshot.kimi-k2-thinking',
];

const HI = { role: 'user', content: 'Tell me about the weather in Oslo.' };
const SCHEMA = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city'],
};
const TOOL = {
  type: 'function',
  function: { name: 'weather', description: 'The weather of a city', parameters: SCHEMA },
};
const OWN_TOOL = { name: 'weather', description: 'The weather of a city', input_schema: SCHEMA };
const GUARDRAIL = { guardrailIdentifier: 'gr1abc', guardrailVersion: '1', trace: 'enabled' };

const CHATS: readonly JsonObject[] = [
  { messages: [HI] },
  { messages: [HI], max_tokens: 3 },
  { messages: [HI], stop: ['rain', 'the'] },
  { messages: [HI], tools: [TOOL], tool_choice: 'required' },
  { messages: [HI], tools: [TOOL] },
  { messages: [HI], thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 },
  { messages: [HI], response_format: { type: 'json_schema', json_schema: { name: 'w', schema: SCHEMA } } },
  { messages: [{ role: 'user', content: 'strata-block-input' }], guardrailConfig: GUARDRAIL },
  { messages: [{ role: 'user', content: 'strata-block-output' }], guardrailConfig: GUARDRAIL },
];
const MESSAGES: readonly JsonObject[] = [
  { messages: [HI], max_tokens: 200 },
  { messages: [HI], max_tokens: 3 },
  { messages: [HI], max_tokens: 200, stop_sequences: ['the'] },
  { messages: [HI], max_tokens: 200, tools: [OWN_TOOL], tool_choice: { type: 'any' } },
  { messages: [HI], max_tokens: 2000, thinking: { type: 'enabled', budget_tokens: 1024 } },
];
const RESPONSES: readonly JsonObject[] = [
  { input: 'Tell me about the weather in Oslo.' },
  { input: 'Tell me about the weather in Oslo.', max_output_tokens: 3 },
  {
    input: 'Tell me about the weather in Oslo.',
    tools: [{ type: 'function', name: 'weather', description: 'The weather', parameters: SCHEMA }],
    tool_choice: 'required',
  },
  { input: 'Tell me about the weather in Oslo.', reasoning: { effort: 'low' }, max_output_tokens: 4000 },
];
const RESPONDERS = MODELS.filter((model) => /claude|nova|gpt-oss|mistral-7b/.test(model));

const FAULTS: readonly Scenario['rules'][number][] = [
  {
    fault: {
      kind: 'exception',
      exception: 'throttlingException',
      message: 'Too many requests.',
      afterFrames: 4,
    },
  },
  {
    fault: { kind: 'exception', exception: 'modelStreamErrorException', message: 'Broken.', afterFrames: 3 },
  },
  { fault: { kind: 'exception', exception: 'internalServerException', message: 'Sorry.', afterFrames: 0 } },
  { fault: { kind: 'truncate', at: { frame: 5 } } },
  { fault: { kind: 'truncate', at: { frame: 4, byte: 9 } } },
].map((rule) => ({ match: {}, skip: 0, times: null, ...rule }) as Scenario['rules'][number]);

function* asked(): Generator<Asked> {
  for (const model of MODELS) {
    const base = { model: `bedrock/${model}`, drop_params: true };
    for (const stream of [false, true]) {
      const more = stream ? { stream } : {};
      for (const request of CHATS) yield { api: 'chat', request: { ...base, ...request, ...more } };
      for (const request of MESSAGES) yield { api: 'messages', request: { ...base, ...request, ...more } };
      if (RESPONDERS.includes(model)) {
        for (const request of RESPONSES)
          yield { api: 'responses', request: { ...base, ...request, ...more } };
      }
    }
    yield {
      api: 'chat',
      request: { ...base, messages: [HI], stream: true, stream_options: { include_usage: true } },
    };
  }
  for (const model of [
    'converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'converse/us.amazon.nova-pro-v1:0',
    'invoke/meta.llama3-8b-instruct-v1:0',
  ]) {
    for (const rule of FAULTS) {
      yield {
        api: 'chat',
        request: { model: `bedrock/${model}`, messages: [HI], stream: true },
        rules: [rule],
      };
      yield {
        api: 'messages',
        request: { model: `bedrock/${model}`, messages: [HI], max_tokens: 200, stream: true },
        rules: [rule],
      };
    }
  }
}

const idOf = (one: unknown): string =>
  `wb-${createHash('sha256').update(JSON.stringify(one)).digest('hex').slice(0, 8)}`;

const simulator = await startSimulator({
  settings: {
    tokensPerSecond: 100_000,
    firstTokenDelayMs: 0,
    jitter: 0,
    answer: 'Rain, and the wind is cold.',
  },
});

async function answerTo({ api, request, rules }: Asked): Promise<object | null> {
  const bridged =
    api === 'responses' ? bridgeAlone('responses', request, 'litellm-1.109') : { ok: true as const, request };
  if (!bridged.ok) return null;
  const made = transform({
    api: api === 'messages' ? 'messages' : 'chat',
    request: bridged.request,
    profile: 'litellm-1.109',
  });
  if (made.kind !== 'outgoing') return null;
  simulator.play({ ...NO_SCENARIO, rules: rules ?? [] });
  const { path, headers, body } = made.outgoing;
  const answer = await fetch(`${simulator.url}${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!answer) return null;
  const parts: Uint8Array[] = [];
  try {
    for await (const part of answer.body ?? []) parts.push(part);
  } catch {
    // A cut connection: what came is what LiteLLM is given.
  }
  if (answer.status !== 200) return null;
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    bytes: Buffer.concat(parts).toString('base64'),
  };
}

const seen = new Set<string>();
for (const one of asked()) {
  const id = idOf(one);
  const answer = seen.has(id) ? null : await answerTo(one);
  seen.add(id);
  if (answer) process.stdout.write(`${JSON.stringify({ id, api: one.api, request: one.request, answer })}\n`);
}
for (const { api, request, answer } of madeAnswers()) {
  process.stdout.write(`${JSON.stringify({ id: idOf([api, request, answer]), api, request, answer })}\n`);
}
await simulator.close();
