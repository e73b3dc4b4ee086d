import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { requireNode } from './lib/node-version.mjs';

// npm run clients: the Python clients and AWS's kinds of calls against the simulator, as a table; with `capture` through
// `strata capture`, in front of a simulator that checks every signature, and with them AWS CLI, LiteLLM, the JavaScript
// clients and Claude Code, each pointed at Strata as its users do it; with `join` calls alike, 50 at once, through
// LiteLLM's proxy of three releases on every route; with `snippets` every form of “Copy as” is run; with `har` a log is
// read by DevTools' own importer; with `otlp` spans go to OpenTelemetry's Collector (built from its Go modules) and to
// Arize Phoenix.
requireNode();
const { ensureInstalled } = await import('./lib/install.mjs');
const { ensureBuilt } = await import('./build.mjs');
const { inRoot } = await import('./lib/project.mjs');
const { ensurePython } = await import('./python/ensure.mjs');

const { askCaptured } = await import('./clients/captured.mjs');

await ensureInstalled(console.error);

/** Runs one test file with what it needs to do more than in `npm test`. */
async function runTests(file, env) {
  const { runNode } = await import('./lib/run.mjs');
  const { code } = await runNode([inRoot('node_modules/vitest/vitest.mjs'), 'run', file], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.exit(code);
}
if (process.argv.includes('join'))
  await runTests('electron/capture/join-litellm.test.ts', {
    STRATA_JOIN_RELEASES:
      process.env.STRATA_JOIN_RELEASES ?? 'litellm-1.87.0,litellm-1.109.1,litellm-1.110.2',
  });
if (process.argv.includes('har')) {
  const { devtoolsImporter } = await import('./clients/devtools.mjs');
  await runTests('shared/share/har-devtools.test.ts', { STRATA_DEVTOOLS_IMPORTER: await devtoolsImporter() });
}
if (process.argv.includes('snippets')) {
  await ensureBuilt(['node']);
  await runTests('electron/simulator/clients/snippets/installed-clients.test.ts', {
    STRATA_SNIPPETS: process.env.STRATA_SNIPPETS ?? 'litellm,litellm-proxy,openai,anthropic,cli',
  });
}
await ensureBuilt(['node']);

const pathOf = (script) => fileURLToPath(new URL(`../electron/simulator/clients/${script}`, import.meta.url));

/** Starts a command that prints its address as JSON once it listens. */
async function startCommand(args, input = '') {
  const child = spawn(process.execPath, [inRoot('out', 'cli', 'cli.cjs'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(input);
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: JSON.parse(line).url, stop: () => child.kill() };
  }
  throw new Error(`strata ${args[0]} did not start.`);
}

async function startEndpoint(captured) {
  const scenario = JSON.stringify({ settings: { tokensPerSecond: 100_000, firstTokenDelayMs: 0 } });
  const simulate = ['simulate', '--port', '0', '--scenario', '-', ...(captured ? ['--verify'] : [])];
  const simulator = await startCommand(simulate, scenario);
  if (!captured) return simulator;
  const capture = await startCommand(['capture', '--target', simulator.url, '--no-history']);
  const stop = () => {
    capture.stop();
    simulator.stop();
  };
  return { url: capture.url, stop };
}

async function run(environment, script, url) {
  const child = spawn(await ensurePython(environment), [pathOf(script)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, PYTHONWARNINGS: 'ignore' },
  });
  child.stdin.end(JSON.stringify({ url }));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) return [{ program: script, ok: false, detail: `ended with ${code}` }];
  return JSON.parse(output);
}

/** Prints a table and its sums; the exit code says whether all worked. */
function tell(outcomes) {
  const width = Math.max(...outcomes.map(({ program }) => program.length));
  for (const { client = '', program, ok, detail } of outcomes)
    console.log(`${ok ? '✓' : '✗'} ${client.padEnd(14)} ${program.padEnd(width)} ${detail}`.trimEnd());
  for (const name of new Set(outcomes.map(({ client }) => client))) {
    const own = outcomes.filter(({ client }) => client === name);
    console.log(`${name}: ${own.filter(({ ok }) => ok).length} of ${own.length} work`);
  }
  process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;
}

if (process.argv.includes('otlp')) {
  const { askReceivers } = await import('./clients/otlp.mjs');
  tell(await askReceivers());
  process.exit();
}

const captured = process.argv.includes('capture');
const simulator = await startEndpoint(captured);
try {
  const outcomes = [
    ...(await run('boto3', 'aws_calls.py', simulator.url)).map((one) => ({ client: 'boto3', ...one })),
    ...(await run('clients', 'sdk_calls.py', simulator.url)),
    ...(captured ? await askCaptured(simulator.url) : []),
  ];
  tell(outcomes);
} finally {
  simulator.stop();
}
