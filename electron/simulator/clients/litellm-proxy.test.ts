import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST } from '../testing/send-all.ts';
import { SETUP_MS } from './python.ts';
import { type RunningProxy, startProxy } from './start-proxy.ts';

const ANSWER = 'Good morning to you.';
const MODEL = 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0';
const KEY = `sk-${randomBytes(24).toString('hex')}`;

const configFor = (simulatorUrl: string): string =>
  JSON.stringify({
    model_list: [
      {
        model_name: 'claude',
        litellm_params: {
          model: MODEL,
          aws_region_name: 'us-east-1',
          aws_access_key_id: 'AKIDEXAMPLE',
          aws_secret_access_key: 'secret',
          aws_bedrock_runtime_endpoint: simulatorUrl,
        },
      },
    ],
    general_settings: { master_key: KEY },
    router_settings: { num_retries: 0 },
  });

describe.each(['litellm-1.87.0', 'litellm-1.109.1'] as const)('the proxy of %s', (release) => {
  let simulator: Simulator;
  let proxy: RunningProxy;
  beforeAll(async () => {
    const python = await ensurePython(release);
    simulator = await startSimulator({ settings: { ...FAST, answer: ANSWER } });
    proxy = await startProxy(python, configFor(simulator.url), { LITELLM_MASTER_KEY: KEY });
  }, SETUP_MS);
  afterAll(async () => {
    await proxy?.stop();
    await simulator?.close();
  });

  const ask = (more: object) =>
    fetch(`${proxy.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ model: 'claude', messages: [{ role: 'user', content: 'Hello' }], ...more }),
    });

  const textOf = (sse: string): string =>
    [...sse.matchAll(/^data: (\{.*\})$/gm)]
      .map(([, json]) => JSON.parse(json ?? '').choices?.[0]?.delta?.content ?? '')
      .join('');

  test('streams an answer', async () => {
    const answer = await ask({ stream: true });
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toBe(ANSWER);
  });

  test('meets the refusal of stream_chunk_size, or not, as the release leaks it', async () => {
    const answer = await ask({ stream: true, stream_chunk_size: 2048 });
    const body = await answer.text();
    if (release === 'litellm-1.87.0') {
      expect(answer.status).toBe(400);
      expect(body).toContain('stream_chunk_size: Extra inputs are not permitted');
    } else {
      expect(answer.status).toBe(200);
      expect(textOf(body)).toBe(ANSWER);
    }
  });
});
