import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as requestHttp } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { measure, print } from './report.ts';

// Capturing beside a direct connection and beside mitmproxy as a reverse proxy, in the same run. Every contender but the
// direct one is a process of its own; the endpoint answers a stream of frames that carry the time at which they left.
const root = process.env.STRATA_ROOT ?? '.';
const FRAMES = 100;
const GAP_MS = 20;
const STREAMS = 50;
/** Clients that leave in mid-stream, one after the other. */
const CANCELS = 30;
const FRAME_BYTES = 200;

/** Told when a connection to the endpoint ends. */
let onClosed: () => void = () => undefined;

const endpoint = createServer(async (request, response) => {
  for await (const _piece of request);
  if (!request.url?.endsWith('-stream')) {
    response.end('{"ok":true}');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  let over = false;
  response.on('close', () => {
    over = true;
    onClosed();
  });
  for (let i = 0; i < FRAMES && !over; i++) {
    response.write(`${performance.now().toFixed(3)} `.padEnd(FRAME_BYTES, '.'));
    await new Promise((resolve) => setTimeout(resolve, GAP_MS));
  }
  response.end();
});
endpoint.keepAliveTimeout = 60_000;
endpoint.listen(0, '127.0.0.1');
await once(endpoint, 'listening');
const direct = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;

const children: ChildProcess[] = [];

async function startStrata(): Promise<string> {
  const args = [path.join(root, 'out/cli/cli.cjs'), 'capture', '--target', direct, '--no-history'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line).url as string;
  throw new Error('strata capture did not start');
}

async function startMitmproxy(): Promise<string | null> {
  const python = process.env.STRATA_BENCH_MITMPROXY;
  if (python === undefined) return null;
  const free = createTcp().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  const args = [
    '--mode',
    `reverse:${direct}`,
    '--listen-host',
    '127.0.0.1',
    '--listen-port',
    String(port),
    '--quiet',
  ];
  // Streamed, as Strata does it: without this mitmproxy hands an answer on only once it is whole.
  const child = spawn(
    python,
    // Its own script names the folder in which the environment was made.
    [
      '-c',
      'from mitmproxy.tools.main import mitmdump; mitmdump()',
      ...args,
      '--set',
      'stream_large_bodies=1',
    ],
    {
      stdio: 'ignore',
    },
  );
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; i++) {
    if (
      await fetch(`${url}/model/m/converse`, { method: 'POST', body: '{}' }).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('mitmdump did not start');
}

const BODY = JSON.stringify({ text: 'x'.repeat(4_000) });

/** How late each frame of a stream came, milliseconds. */
function lateness(url: string): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const late: number[] = [];
    const request = requestHttp(`${url}/model/m/converse-stream`, { method: 'POST' }, (response) => {
      response.on('data', (piece: Buffer) => {
        const now = performance.now();
        for (const [, left] of piece.toString().matchAll(/(\d+\.\d{3}) /g)) late.push(now - Number(left));
      });
      response.on('end', () => resolve(late));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(BODY);
  });
}

/** How long after its client left a stream's connection to the endpoint is closed, milliseconds. */
function cancelled(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(`${url}/model/m/converse-stream`, { method: 'POST' }, (response) => {
      response.once('data', () => {
        const left = performance.now();
        onClosed = () => resolve(performance.now() - left);
        request.destroy();
      });
      response.on('error', () => undefined);
    });
    request.on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || reject(error));
    request.end(BODY);
  });
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

const contenders: [string, string][] = [
  ['direct', direct],
  ['Strata', await startStrata()],
];
const mitmproxy = await startMitmproxy();
if (mitmproxy !== null) contenders.push(['mitmproxy 11 (reverse, streamed)', mitmproxy]);

try {
  console.log(`\nEach frame's way: ${STREAMS} streams at once, ${FRAMES} frames each, one per ${GAP_MS} ms`);
  for (const [, url] of contenders) await lateness(url);
  let base = 0;
  for (const [name, url] of contenders) {
    const all = (await Promise.all(Array.from({ length: STREAMS }, () => lateness(url)))).flat();
    const [p50, p99] = [percentile(all, 0.5), percentile(all, 0.99)];
    if (name === 'direct') base = p50;
    const added = name === 'direct' ? '' : `  +${(p50 - base).toFixed(2)} ms at the median`;
    console.log(
      `  ${name.padEnd(34)} p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms  (${all.length} frames)${added}`,
    );
  }
  console.log('\nA client that leaves in mid-stream: its connection to the endpoint closes after');
  for (const [name, url] of contenders) {
    const all: number[] = [];
    for (let i = 0; i < CANCELS; i++) all.push(await cancelled(url));
    const [p50, most] = [percentile(all, 0.5), Math.max(...all)];
    console.log(`  ${name.padEnd(34)} p50 ${p50.toFixed(2)} ms  longest ${most.toFixed(2)} ms`);
  }
  onClosed = () => undefined;
  const figures = await measure(
    Object.fromEntries(
      contenders.map(([name, url]) => [
        name,
        async () => (await fetch(`${url}/model/m/converse`, { method: 'POST', body: BODY })).arrayBuffer(),
      ]),
    ),
    2_000,
  );
  print(
    'A plain request with 4 kB, one after the other',
    figures,
    (p50) => `${Math.round(1000 / p50)} requests/s`,
  );
} finally {
  for (const child of children) child.kill();
  endpoint.closeAllConnections();
  endpoint.close();
}
