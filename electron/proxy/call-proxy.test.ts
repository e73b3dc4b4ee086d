/** Calls of clients to a real LiteLLM proxy that stands in front of the simulator, and to servers that misbehave. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePython } from '../../scripts/python/ensure.mjs';
import type { SendEvent } from '../../shared/contract/sending.ts';
import { compareAnswer, eventsIn } from '../../shared/way-back/compare-answers.ts';
import { clientCall } from '../inspector/client-call.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { type CallOptions, callProxy } from './call-proxy.ts';

const KEY = 'sk-of-a-running-proxy';
const folder = mkdtempSync(path.join(tmpdir(), 'strata-proxy-'));
const NEVER = new AbortController().signal;

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function callWith(
  text: string,
  base: string,
  options: CallOptions = {},
): Promise<readonly SendEvent[]> {
  const call = clientCall({ text });
  if (!call.ok) throw new Error(call.failure.message);
  const events: SendEvent[] = [];
  for await (const event of callProxy(call.request, base, NEVER, { key: KEY, ...options }))
    events.push(event);
  return events;
}

const find = <T extends SendEvent['type']>(events: readonly SendEvent[], type: T) =>
  events.find((event): event is Extract<SendEvent, { type: T }> => event.type === type);

describe('a running LiteLLM proxy', () => {
  let simulator: Simulator;
  let proxy: ChildProcess;
  let base: string;

  beforeAll(async () => {
    const python = await ensurePython('litellm-1.109.1');
    simulator = await startSimulator({
      settings: { tokensPerSecond: 10_000, firstTokenDelayMs: 0, answer: 'Rain.' },
    });
    const config = path.join(folder, 'config.yaml');
    writeFileSync(
      config,
      [
        'model_list:',
        '  - model_name: claude',
        '    litellm_params:',
        '      model: bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        '      aws_access_key_id: AKIDEXAMPLE',
        '      aws_secret_access_key: secret',
        '      aws_region_name: us-east-1',
        `      aws_bedrock_runtime_endpoint: ${simulator.url}`,
        'litellm_settings: { telemetry: false, num_retries: 0 }',
        `general_settings: { master_key: ${KEY} }`,
      ].join('\n'),
    );
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    const env = {
      ...process.env,
      CONFIG_FILE_PATH: config,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_TELEMETRY: 'False',
      NO_PROXY: '*',
    };
    const args = [
      '-m',
      'uvicorn',
      'litellm.proxy.proxy_server:app',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
    ];
    proxy = spawn(python, args, { env, stdio: 'ignore' });
    const answers = (): Promise<boolean> =>
      new Promise((resolve) => {
        http
          .get(`${base}/health/liveliness`, (response) => resolve(response.resume().statusCode === 200))
          .on('error', () => resolve(false));
      });
    while (proxy.exitCode === null && !(await answers()))
      await new Promise((resolve) => setTimeout(resolve, 200));
  }, 240_000);

  afterAll(async () => {
    proxy.kill('SIGKILL');
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const request = { model: 'claude', messages: [{ role: 'user', content: 'Hi' }], temperature: 1.0 };

  it('gets the client’s call and answers it, whole and streamed', async () => {
    const events = await callWith(JSON.stringify(request), base);
    expect(find(events, 'response')?.status).toBe(200);
    expect(JSON.parse(find(events, 'body')?.text ?? '')).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: 'Rain.' } }],
    });
    expect(find(events, 'end')?.reason).toBe('complete');
    const streamed = await callWith(JSON.stringify({ ...request, stream: true }), base);
    expect(find(streamed, 'body')?.text).toContain('data: [DONE]');
  });

  const INPUT = { model: 'claude', input: 'Hi' };
  it.each([
    ['chat', { ...request, stream_options: { include_usage: true } }],
    ['messages', { ...request, max_tokens: 9, system: 'Be brief.' }],
    ['responses', INPUT],
  ] as const)(
    'hands on what is predicted for the stream of the simulator, to a call of %s',
    async (form, body) => {
      const events = await callWith(JSON.stringify({ ...body, stream: true }), base);
      expect(find(events, 'failure')?.failure.message).toBeUndefined();
      const answer = eventsIn(find(events, 'body')?.text ?? '');
      const call = {
        form,
        profile: 'litellm-1.109',
        family: 'converse',
        stream: true,
        includeUsage: true,
        body: {},
      } as const;
      const compared = compareAnswer(answer, call);
      expect(compared?.differences).toEqual([]);
      expect(compared?.predicted.length).toBeGreaterThan(2);
    },
  );

  it('is asked at the entry point of the form, and says why it refuses', async () => {
    const messages = { ...request, max_tokens: 9, anthropic_version: '2023-06-01' };
    const events = await callWith(JSON.stringify(messages), base);
    expect(find(events, 'request')?.url).toBe(`${base}/v1/messages`);
    const unknown = await callWith(JSON.stringify({ ...request, model: 'nobody' }), base);
    expect(find(unknown, 'failure')?.failure).toMatchObject({
      status: 400,
      message: expect.stringContaining('nobody') as string,
    });
    const locked = await callWith(JSON.stringify(request), base, { key: 'sk-wrong' });
    expect(find(locked, 'failure')?.failure.status).toBeGreaterThanOrEqual(400);
  });

  it('never lets the key out of the call', async () => {
    const events = await callWith(JSON.stringify({ ...request, user: KEY }), base);
    expect(JSON.stringify(events)).not.toContain(KEY);
  });
});

describe('a proxy that misbehaves', () => {
  async function answering(handler: http.RequestListener, options: CallOptions = {}) {
    const server = http.createServer(handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const text = JSON.stringify({ model: 'm', messages: [] });
    const events = await callWith(text, `http://127.0.0.1:${port}`, options);
    server.closeAllConnections();
    server.close();
    return events;
  }

  it('ends as a failure of that one call: silence, a cut, nobody there', async () => {
    const silent = await answering(() => undefined, { silenceMs: 100 });
    expect(find(silent, 'failure')?.failure.message).toContain('Nothing came from the proxy');
    const cut = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"half"');
      setTimeout(() => response.destroy(), 20);
    });
    expect(find(cut, 'end')?.reason).not.toBe('complete');
    const text = JSON.stringify({ model: 'm', messages: [] });
    const nobody = await callWith(text, `http://127.0.0.1:${await freePort()}`);
    expect(find(nobody, 'failure')?.failure).toMatchObject({ origin: 'network', type: 'ProxyUnreachable' });
  });

  it.each([
    [
      'data: {"type":"response.failed","response":{"error":{"code":"server_error","message":"No more."}}}\n\n',
    ],
    ['data: {"choices":[]}\n\ndata: {"error":{"message":"No more.","type":"APIError"}}\n\ndata: [DONE]\n\n'],
    ['event: error\ndata: {"type":"error","error":{"type":"api_error","message":"No more."}}\n\n'],
  ])('is told to have failed where its stream of status 200 ends with an error: %s', async (body) => {
    const events = await answering((_, response) => response.writeHead(200).end(body));
    expect(find(events, 'failure')?.failure).toMatchObject({ status: 200, message: 'No more.' });
    expect(find(events, 'end')?.reason).toBe('failed');
  });

  it('is not asked in the clear beyond this machine', async () => {
    const events = await callWith('{"model":"m","messages":[]}', 'http://proxy.example');
    expect(events.map(({ type }) => type)).toEqual(['failure', 'end']);
  });

  it('ends where an answer has no end', async () => {
    const events = await answering((_, response) => {
      response.writeHead(200);
      const part = Buffer.alloc(1024 * 1024, 120);
      const more = (): void => {
        while (!response.destroyed && response.write(part));
      };
      response.on('drain', more);
      more();
    });
    expect(find(events, 'end')?.reason).toBe('truncated');
  });
});
