import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST } from '../testing/send-all.ts';
import { SETUP_MS } from './python.ts';

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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Proxy {
  readonly url: string;
  stop(): Promise<void>;
}

async function startProxy(python: string, simulatorUrl: string): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-proxy-'));
  const config = join(folder, 'config.yaml');
  writeFileSync(config, configFor(simulatorUrl));
  const port = await freePort();
  const script = fileURLToPath(new URL('litellm_proxy.py', import.meta.url));
  const child: ChildProcess = spawn(python, [script, config, String(port)], {
    cwd: folder,
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', LITELLM_MASTER_KEY: KEY },
  });
  let output = '';
  const collect = (text: string): void => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/health/liveliness`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`LiteLLM's proxy ended with ${child.exitCode}:\n${output}`);
    await sleep(200);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe.each(['litellm-1.87.0', 'litellm-1.109.1'] as const)('the proxy of %s', (release) => {
  let simulator: Simulator;
  let proxy: Proxy;
  beforeAll(async () => {
    const python = await ensurePython(release);
    simulator = await startSimulator({ settings: { ...FAST, answer: ANSWER } });
    proxy = await startProxy(python, simulator.url);
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
