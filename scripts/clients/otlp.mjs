import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inRoot } from '../lib/project.mjs';
import { runWell } from '../lib/run.mjs';
import { ensurePython } from '../python/ensure.mjs';

// Spans of captured calls at receivers of other people: OpenTelemetry's own Collector, built here from its modules, and
// Arize Phoenix. What is asked each time: does every call arrive once, though the receiver was down when it was made and
// Strata was started anew meanwhile; below the span that the client named; and no word of what was said.

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const CANARY = 'a word that must not leave';
const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Asks until there is an answer, for three minutes at most: Phoenix takes its time to start. */
async function until(ask) {
  let last = null;
  for (let tries = 0; tries < 720; tries++) {
    try {
      const found = await ask();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await setTimeout(250);
  }
  throw new Error(`Nothing came in three minutes${last ? `: ${last.message}` : ''}.`);
}

async function buildCollector() {
  const binary = inRoot('.cache', 'collector', process.platform === 'win32' ? 'collector.exe' : 'collector');
  if (existsSync(binary)) return binary;
  mkdirSync(path.dirname(binary), { recursive: true });
  const cwd = fileURLToPath(new URL('collector/', import.meta.url));
  await runWell('go', ['build', '-o', binary, '.'], { cwd, env: { ...process.env, CGO_ENABLED: '0' } });
  return binary;
}

/** The Collector with its receiver of OTLP/HTTP, writing what it takes into a file. */
async function collector(folder, port) {
  const file = path.join(folder, 'spans.jsonl');
  const config = JSON.stringify({
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: { file: { path: file, flush_interval: '100ms' } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], exporters: ['file'] } },
    },
  });
  const binary = await buildCollector();
  const start = () => spawn(binary, ['--config', `yaml:${config}`], { stdio: 'ignore' });
  const spans = () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    return lines
      .flatMap((line) => JSON.parse(line).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans))
      .map(({ traceId, spanId, parentSpanId = '', ...rest }) => ({
        traceId,
        spanId,
        parentId: parentSpanId,
        text: JSON.stringify(rest),
      }));
  };
  return { name: 'OpenTelemetry Collector 0.161.0', start, spans };
}

/** Arize Phoenix, which takes OTLP/HTTP and shows calls of models. */
async function phoenix(folder, port) {
  const python = await ensurePython('phoenix');
  const env = {
    ...process.env,
    PHOENIX_WORKING_DIR: folder,
    PHOENIX_HOST: '127.0.0.1',
    PHOENIX_PORT: String(port),
    PHOENIX_GRPC_PORT: String(await freePort()),
    PHOENIX_TELEMETRY_ENABLED: 'false',
  };
  const start = () => spawn(python, ['-m', 'phoenix.server.main', 'serve'], { stdio: 'ignore', env });
  const spans = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/projects/default/spans?limit=100`);
    if (!answer.ok) return [];
    const { data } = await answer.json();
    return data.map(({ context, parent_id, ...rest }) => ({
      traceId: context.trace_id,
      spanId: context.span_id,
      parentId: parent_id ?? '',
      text: JSON.stringify(rest),
    }));
  };
  return { name: 'Arize Phoenix', start, spans };
}

const CALLER = `
const [count, trace] = [Number(process.argv[2]), process.argv[3]];
for (let i = 0; i < count; i++) {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME + '/model/${encodeURIComponent(MODEL)}/' + (i % 2 ? 'converse-stream' : 'converse'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: 'AWS4-HMAC-SHA256 Credential=strata/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0',
      ...(trace ? { traceparent: trace } : {}),
    },
    body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: '${CANARY}' }] }], inferenceConfig: { maxTokens: 5 } }),
  });
  await answer.arrayBuffer();
}
`;

/** One receiver through an outage and a restart of Strata's. */
async function ask(make) {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-otlp-'));
  const port = await freePort();
  const receiver = await make(folder, port);
  const caller = path.join(folder, 'caller.mjs');
  writeFileSync(caller, CALLER);
  const env = { ...process.env, STRATA_HISTORY: path.join(folder, 'history.sqlite') };
  const strata = (more) =>
    runWell(
      process.execPath,
      [
        inRoot('out/cli/cli.cjs'),
        'run',
        '--otlp',
        `http://127.0.0.1:${port}`,
        '--',
        process.execPath,
        caller,
        ...more,
      ],
      { env },
    );
  const outcome = (program, ok, detail = '') => ({ client: receiver.name, program, ok, detail });
  let child = null;
  try {
    await strata(['4', `00-${TRACE}-${PARENT}-01`]);
    child = receiver.start();
    await until(async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) !== null);
    await strata(['4', '']);
    const spans = await until(async () => {
      const found = await receiver.spans();
      return found.length >= 8 ? found : null;
    });
    const below = spans.filter(({ traceId, parentId }) => traceId === TRACE && parentId === PARENT);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const words = spans.map(({ text }) => text).join('');
    return [
      outcome(
        'calls made while it was down, and later',
        spans.length === 8 && ids.size === 8,
        `${ids.size} of 8 spans`,
      ),
      outcome('below the span that the client named', below.length === 4, `${below.length} of 4`),
      outcome(
        'names model and tokens',
        words.includes(MODEL) && words.includes('gen_ai.usage.output_tokens'),
      ),
      outcome('no word of what was said', !words.includes(CANARY)),
    ];
  } catch (error) {
    return [outcome('spans arrive', false, error.message)];
  } finally {
    child?.kill();
    await setTimeout(500);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Both receivers, one after the other. */
export const askReceivers = async () => [...(await ask(collector)), ...(await ask(phoenix))];
