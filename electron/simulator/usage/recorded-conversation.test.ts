import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../shared/json/json.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST, requestOf, sendAll } from '../testing/send-all.ts';

/**
 * Three calls of one conversation with Claude Haiku 4.5 as they were recorded in agentjido/req_llm
 * (sequential_tool_cache_1 to 3, 2026-09-08), the last message marked each time, and the tokens that the service counted.
 */
const MODEL = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const MARK = { cachePoint: { type: 'default' } };
const SYSTEM = [
  'Complete the customer balance workflow with exactly one tool call per response.',
  'First call find_customer. After its result, call find_account with that exact customer ID.',
  'After its result, call get_balance with that exact account ID. Then report the balance.',
  'Do not guess an ID. Do not call a later tool before its required result is present.',
  '',
  'Stable cache reference sentence for this fixture. '.repeat(440),
].join('\n');

const tool = (name: string, description: string, key: string, what: string): JsonObject => ({
  toolSpec: {
    name,
    description,
    inputSchema: {
      json: {
        type: 'object',
        properties: { [key]: { type: 'string', description: what } },
        required: [key],
        additionalProperties: false,
      },
    },
  },
});

const call = (toolUseId: string, text: string, name: string, input: JsonObject): JsonObject => ({
  role: 'assistant',
  content: [{ text }, { toolUse: { toolUseId, name, input } }],
});

const result = (toolUseId: string, text: string): JsonObject => ({
  role: 'user',
  content: [{ toolResult: { toolUseId, content: [{ text }] } }],
});

const MESSAGES: readonly JsonObject[] = [
  { role: 'user', content: [{ text: 'Find the current balance for customer Ada Lovelace.' }] },
  call(
    'tooluse_RujyeXaG8i0cJysVI7Q4Pm',
    "I'll help you find the current balance for customer Ada Lovelace. Let me start by looking up their customer ID.",
    'find_customer',
    { name: 'Ada Lovelace' },
  ),
  result('tooluse_RujyeXaG8i0cJysVI7Q4Pm', 'customer_7f9c2a'),
  call(
    'tooluse_Rba4SNpPCAZCX2g5uTrLNj',
    'Now let me find the account ID for this customer.',
    'find_account',
    {
      customer_id: 'customer_7f9c2a',
    },
  ),
  result('tooluse_Rba4SNpPCAZCX2g5uTrLNj', 'account_4d81be'),
];

/** The conversation up to a message, which is marked. */
function upTo(count: number): JsonObject {
  const messages = MESSAGES.slice(0, count);
  const last = messages.at(-1) as JsonObject & { readonly content: readonly JsonObject[] };
  return {
    inferenceConfig: { maxTokens: 128, temperature: 0 },
    messages: [...messages.slice(0, -1), { ...last, content: [...last.content, MARK] }],
    system: [{ text: SYSTEM }, MARK],
    toolConfig: {
      tools: [
        tool(
          'find_customer',
          'Find the customer ID for an exact customer name',
          'name',
          'Exact customer name',
        ),
        tool(
          'find_account',
          'Find the account ID for an exact customer ID',
          'customer_id',
          'Exact customer ID',
        ),
        tool(
          'get_balance',
          'Get the current balance for an exact account ID',
          'account_id',
          'Exact account ID',
        ),
        MARK,
      ],
    },
  };
}

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: FAST });
});
afterAll(() => simulator.close());

interface Usage {
  readonly cacheReadInputTokens: number;
  readonly cacheWriteInputTokens: number;
  readonly cacheDetails: readonly { readonly inputTokens: number; readonly ttl: string }[];
}

async function usageOf(count: number): Promise<Usage> {
  const sent = await sendAll(requestOf('Converse', MODEL, upTo(count)), {
    kind: 'simulator',
    url: simulator.url,
  });
  return JSON.parse(sent.body ?? '').usage;
}

const near = (counted: number, recorded: number): void =>
  expect(Math.abs(counted - recorded) / recorded, `${counted} for ${recorded}`).toBeLessThanOrEqual(0.15);

test('a conversation that grows reads what it wrote before and writes the rest, as recorded', async () => {
  const [first, second, third] = [await usageOf(1), await usageOf(3), await usageOf(5)];
  expect(first.cacheReadInputTokens).toBe(0);
  near(first.cacheWriteInputTokens, 4866);
  expect(second.cacheReadInputTokens).toBe(first.cacheWriteInputTokens);
  near(second.cacheWriteInputTokens, 101);
  expect(second.cacheDetails).toEqual([{ inputTokens: second.cacheWriteInputTokens, ttl: '5m' }]);
  expect(third.cacheReadInputTokens).toBe(second.cacheReadInputTokens + second.cacheWriteInputTokens);
  near(third.cacheWriteInputTokens, 92);
});
