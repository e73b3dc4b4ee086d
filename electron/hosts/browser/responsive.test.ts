import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Contract } from '../../../shared/contract/contract.ts';
import { Redactor } from '../../../shared/redaction/redactor.ts';
import { SAMPLES } from '../../../shared/samples/samples.ts';
import { sendToBedrock } from '../../bedrock/send.ts';
import { locate } from '../../bedrock/target.ts';
import { LiveLog } from '../../capture/live-log.ts';
import { CaptureService } from '../../capture/service.ts';
import { HistoryClient } from '../../history/process/client.ts';
import { forkStore } from '../../history/process/fork.ts';
import { TelemetryChoice } from '../../history/telemetry/choice.ts';
import { buildStore, newFile } from '../../history/testing.ts';
import { createRouter } from '../../inspector/router.ts';
import { SessionTexts } from '../../inspector/session-texts.ts';
import { workerProgram } from '../../inspector/work/testing.ts';
import { Workshop } from '../../inspector/work/workshop.ts';
import { InstalledLiteLLM } from '../../installed/installed.ts';
import { callProxy } from '../../proxy/call-proxy.ts';
import { ProxyHolder } from '../../proxy/holder.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { Desk } from '../desk.ts';
import { type BrowserHost, startBrowserHost } from './browser-host.ts';

let simulator: Simulator;
let work: Workshop;
let host: BrowserHost;
let history: HistoryClient;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  work = new Workshop(await workerProgram());
  simulator = await startSimulator({
    settings: { tokensPerSecond: 50, firstTokenDelayMs: 0, answer: 'and so on '.repeat(500) },
    threads: work,
  });
  const storeFile = await buildStore();
  history = new HistoryClient({ file: newFile(), launch: () => forkStore(storeFile) });
  const log = new LiveLog(work);
  const router = createRouter({
    installed: new InstalledLiteLLM(),
    host: { kind: 'browser', version: '0', reason: 'test' },
    work,
    texts: new SessionTexts(),
    history,
    telemetry: new TelemetryChoice(history, {}),
    desk: {
      follow: (signal) => new Desk().follow(signal),
      newer: async () => ({ kind: 'newest', version: '0' }),
    },
    workspace: new Workspace(path.join(tmpdir(), `strata-responsive-${process.pid}`), async (text) => text),
    capture: new CaptureService({
      live: log,
      sink: log,
      locate: (target) => locate(target, simulator.url),
      isTrusted: () => false,
    }),
    proxy: new ProxyHolder(new Redactor('test')),
    simulator: {
      settings: simulator.settings,
      change: simulator.change,
      play: () => ({ ok: true }) as never,
    },
    targets: () => Promise.reject(new Error('not asked for')),
    notices: () => Promise.resolve([]),
    trust: () => undefined,
    faults: async function* () {},
    callProxy,
    send: (request, target, signal) => sendToBedrock(request, locate(target, simulator.url), signal),
  });
  host = await startBrowserHost({ router, rendererDir: '/', port: 0 });
});

afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await Promise.all([host.close(), work.close(), simulator.close(), history.close()]);
});

/** A window of its own on the host. */
async function openTab(): Promise<ContractRouterClient<Contract>> {
  const opened = await fetch(host.createLink(), { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const origin = `http://127.0.0.1:${host.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers: { cookie, origin } });
  sockets.push(socket);
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

/** A stream of the simulator that has begun, as the second tab sees it. */
async function beginStream(tab: Awaited<ReturnType<typeof openTab>>) {
  const streaming = JSON.stringify({
    model: 'bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0',
    messages: [{ role: 'user', content: 'Hello' }],
    stream: true,
  });
  const stream = await tab.send({
    text: streaming,
    profile: 'litellm-1.109',
    route: 'auto',
    target: { kind: 'simulator' },
  });
  await stream.next();
  return stream;
}

async function threeFrames(stream: Awaited<ReturnType<typeof beginStream>>): Promise<void> {
  for (let frames = 0; frames < 3; ) {
    const { value, done } = await stream.next();
    if (done) return;
    if (value.type === 'frames') frames += 1;
  }
}

it('a running stream goes on while the simulator answers the worst there is', async () => {
  const tab = await openTab();
  const messages = Array.from({ length: 60_000 }, () => ({ role: 'user', content: [{}] }));
  const worst = JSON.stringify({ messages });
  const stream = await beginStream(tab);
  const seen: string[] = [];
  const converse = (body: string) =>
    fetch(`${simulator.url}/model/anthropic.claude-3-haiku-20240307-v1:0/converse`, { method: 'POST', body });
  const answered = converse(worst).then((answer) => {
    seen.push('worst answered');
    return answer.status;
  });
  await expect.poll(() => simulator.running()).toBe(2);
  expect((await converse('{"messages":[]}')).status).toBe(400);
  seen.push('small one answered');
  await threeFrames(stream);
  seen.push('frames came');
  expect(await answered).toBe(400);
  expect(seen).toEqual(['small one answered', 'frames came', 'worst answered']);
}, 60_000);

it('a second tab and a running stream go on while one tab inspects the worst there is', async () => {
  const [first, second] = [await openTab(), await openTab()];
  const { text, profile } = SAMPLES[0] as (typeof SAMPLES)[0];
  const worst = JSON.stringify({
    model: 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0',
    messages: Array.from({ length: 30_000 }, (_, i) => ({ role: 'user', content: 'Hi', [`odd_${i}`]: i })),
  });

  const seen: string[] = [];
  const stream = await beginStream(second);
  const stop = new AbortController();
  const long = first
    .inspect({ text: worst, profile: 'litellm-1.87', route: 'both' }, { signal: stop.signal })
    .then(
      () => seen.push('worst inspected'),
      () => seen.push('worst given up'),
    );
  await second.host();
  seen.push('ping answered');
  await threeFrames(stream);
  seen.push('frames came');
  await second.inspect({ text, profile, route: 'both' });
  seen.push('another request inspected');
  stop.abort();
  await long;
  expect(seen).toEqual(['ping answered', 'frames came', 'another request inspected', 'worst given up']);
}, 60_000);
