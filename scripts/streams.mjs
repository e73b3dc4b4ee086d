import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { countOption } from './lib/count-option.mjs';
import { inRoot } from './lib/project.mjs';

/*
 * `npm run streams -- [--lines N]… [--command check|transform]… [--jobs N]`: pipes made lines through the command line and tells
 * how fast it is, whether the order is kept, and how much memory it took at most. Exit code 1 where a line is lost or out of
 * order.
 */
const { values } = parseArgs({
  options: {
    lines: { type: 'string', multiple: true, default: ['100000', '1000000'] },
    command: { type: 'string', multiple: true, default: ['check', 'transform'] },
    jobs: { type: 'string', default: 'all' },
  },
});

const MODELS = ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us.amazon.nova-lite-v1:0'];
const EXTRAS = [{}, { stream_chunk_size: 1024 }, { temperature: 0.5 }, { top_k: 5 }];

const LINES = {
  check: (i) => ({
    id: i,
    operation: 'InvokeModel',
    modelId: MODELS[0],
    body: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 10,
      messages: [{ role: 'user', content: `Question ${i}` }],
      ...EXTRAS[i % EXTRAS.length],
    },
  }),
  transform: (i) => ({
    id: i,
    request: {
      model: `bedrock/${MODELS[i % MODELS.length]}`,
      messages: [{ role: 'user', content: `Question ${i}` }],
      max_tokens: 10,
      ...EXTRAS[i % EXTRAS.length],
    },
  }),
};

async function feed(input, lines, make) {
  for (let i = 0; i < lines; i++)
    if (!input.write(`${JSON.stringify(make(i))}\n`)) await once(input, 'drain');
  input.end();
}

/** Counts the answers, which come in the order of the lines; `sofar` is told each. */
async function inOrder(output, sofar) {
  let next = 0;
  for await (const line of createInterface({ input: output })) {
    if (!line.startsWith(`{"id":${next},`)) return { answers: next, broken: line.slice(0, 60) };
    next += 1;
    sofar(next);
  }
  return { answers: next, broken: null };
}

async function measure(command, lines, scratch) {
  const peak = join(scratch, 'peak');
  const args = ['--require', inRoot('scripts/lib/peak-memory.cjs'), inRoot('out/cli/cli.cjs'), command];
  const started = performance.now();
  const child = spawn(process.execPath, [...args, '--batch', '-', '--jobs', values.jobs], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, STRATA_PEAK_FILE: peak },
  });
  const exited = once(child, 'exit');
  let reached = 0;
  const told = () => {
    const seconds = (performance.now() - started) / 1000;
    const megabytes = Number(readFileSync(peak, 'utf8')) / 1024;
    return `${seconds.toFixed(0)} s, ${(reached / seconds).toFixed(0)} lines/s, at most ${megabytes.toFixed(0)} MB`;
  };
  const stop = () => {
    console.log(`${command}: stopped after ${reached} of ${lines} lines, in order; ${told()}`);
    child.kill('SIGKILL');
    process.exit(1);
  };
  process.once('SIGTERM', stop);
  const [{ answers, broken }] = await Promise.all([
    inOrder(child.stdout, (count) => {
      reached = count;
    }),
    feed(child.stdin, lines, LINES[command]),
  ]);
  await exited;
  process.off('SIGTERM', stop);
  const isWhole = answers === lines && broken === null;
  const outcome = isWhole ? 'every line answered, in order' : `BROKEN after ${answers}: ${broken}`;
  console.log(`${command}, ${lines} lines, --jobs ${values.jobs}: ${told()}, ${outcome}`);
  return isWhole;
}

const counts = values.lines.map((text) => countOption('--lines', text));
const unknown = values.command.find((command) => !Object.hasOwn(LINES, command));
if (unknown !== undefined) {
  console.error(`--command is one of ${Object.keys(LINES).join(', ')}, not “${unknown}”.`);
  process.exit(2);
}
await ensureBuilt(['node']);
const scratch = mkdtempSync(join(tmpdir(), 'strata-streams-'));
let whole = true;
for (const command of values.command)
  for (const lines of counts) whole = (await measure(command, lines, scratch)) && whole;
rmSync(scratch, { recursive: true, force: true });
process.exit(whole ? 0 : 1);
