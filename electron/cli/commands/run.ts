import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { environmentFor } from '../../../shared/capture/environment.ts';
import { PROXY_HELP, readProxy, startCapturing } from '../capturing.ts';
import { type Command, readOptions, UsageError } from '../command.ts';
import type { Output } from '../output.ts';
import { readTarget, TARGET_HELP } from '../target.ts';
import { OTLP_HELP, OTLP_OPTIONS, readSpanTarget } from '../telemetry.ts';

const help = `Usage: strata run [options] -- COMMAND [arguments]

Runs one program with its calls to Bedrock going through Strata, for example:

  strata run --jsonl calls.jsonl -- python app.py

Sets for this program alone: AWS_ENDPOINT_URL_BEDROCK_RUNTIME, AWS_BEDROCK_RUNTIME_ENDPOINT and
ANTHROPIC_BEDROCK_BASE_URL, credentials that open nothing (Strata signs anew for the target), and AWS_REGION where there
is none; with --proxy also OPENAI_BASE_URL and ANTHROPIC_BASE_URL. AWS_PROFILE, AWS_SESSION_TOKEN and AWS_BEARER_TOKEN_BEDROCK
are taken away from it, and AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is false, whatever a profile says.

${TARGET_HELP}
${PROXY_HELP}
  --to URL             uses an address that Strata listens on already (see “Connect a program” in its window), so that
                       the calls appear there; no other target then
  --keep-credentials   leaves the program's credentials alone: for one that uses other AWS services too
  --jsonl FILE         writes each call as a line of JSON once it is over, without secrets
  --no-history         does not keep the calls; otherwise “strata history” finds them
${OTLP_HELP}

Exit code: that of the program; 128 and the signal's number where a signal ended it; 2 for wrong usage; 127 where the
program cannot be started.`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program to its end, passing signals on. */
function runProgram(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number | Error> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    // Ctrl-C reaches the program by itself: it is in the same group of the terminal.
    const pass = (signal: NodeJS.Signals): void => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, pass);
    const done = (result: number | Error): void => {
      for (const signal of SIGNALS) process.off(signal, pass);
      resolve(result);
    };
    child.on('error', done);
    child.on('exit', (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

const OPTIONS = {
  target: { type: 'string', default: 'simulator' },
  region: { type: 'string' },
  bearer: { type: 'boolean', default: false },
  'keep-credentials': { type: 'boolean', default: false },
  jsonl: { type: 'string' },
  'no-history': { type: 'boolean', default: false },
  to: { type: 'string' },
  proxy: { type: 'string' },
  stamp: { type: 'boolean', default: false },
  ...OTLP_OPTIONS,
} as const;

/** Where a program stands among our own options, as its name does without `--` before it; null where none does. */
function beginOfProgram(args: readonly string[]): number | null {
  const options = { options: OPTIONS, strict: false, allowPositionals: true, tokens: true } as const;
  const { tokens } = parseArgs({ args: [...args], ...options });
  return tokens.find(({ kind }) => kind === 'positional')?.index ?? null;
}

export const runCommand: Command = {
  help,
  async run(args, output) {
    const cut = args.indexOf('--');
    const [command, ...rest] = cut < 0 ? [] : args.slice(cut + 1);
    const own = cut < 0 ? args : args.slice(0, cut);
    const program = cut < 0 ? beginOfProgram(args) : null;
    if (program !== null)
      throw new UsageError(
        `The program goes behind “--”: strata run ${[...args.slice(0, program), '--', ...args.slice(program)].join(' ')}`,
      );
    const { values } = readOptions({ args: [...own], options: OPTIONS });
    if (command === undefined) throw new UsageError('A program is missing: strata run -- python app.py');
    if (values.jsonl === '-')
      throw new UsageError('--jsonl needs a file here: standard output is the program’s own.');
    if (values.to !== undefined) return runThere(readAddress(values.to), command, rest, values, output);
    const target = readTarget(values.target, values);
    const { capture, front, close } = await startCapturing(
      {
        port: 0,
        target,
        jsonl: values.jsonl,
        history: !values['no-history'],
        ...readProxy(values),
        spans: readSpanTarget(values),
      },
      output,
    );
    const env = environmentFor(process.env, capture.url, {
      front: front?.state().url,
      keepCredentials: values['keep-credentials'],
      region: target.kind === 'aws' ? target.region : DEFAULT_REGION,
    });
    const result = await runProgram(command, rest, env);
    await close();
    for (const { message, hint, count } of capture.notes())
      output.complain(`strata: ${message}${count > 1 ? ` (${count} times)` : ''} ${hint}`);
    if (typeof result === 'number')
      output.complain(`strata: ${capture.calls()} ${capture.calls() === 1 ? 'call' : 'calls'} captured`);
    return codeOf(result, command, output);
  },
};

const DEFAULT_REGION = 'us-east-1';

const isMissing = (error: Error): boolean => 'code' in error && error.code === 'ENOENT';

function codeOf(result: number | Error, command: string, output: Output): number {
  if (typeof result === 'number') return result;
  output.complain(
    `strata: ${command} cannot be started: ${isMissing(result) ? 'there is no such program.' : result.message}`,
  );
  return 127;
}

/** An address that Strata listens on. Throws {@link UsageError}. */
function readAddress(text: string): string {
  if (/^http:\/\/127\.0\.0\.1:\d+\/k\/[\w-]+$/.test(text)) return text;
  throw new UsageError('--to is an address as “Connect a program” shows it: http://127.0.0.1:PORT/k/…');
}

/** Runs a program whose calls go to a Strata that listens already. */
async function runThere(
  url: string,
  command: string,
  args: readonly string[],
  options: {
    readonly 'keep-credentials': boolean;
    readonly jsonl?: string | undefined;
    readonly target: string;
  },
  output: Output,
): Promise<number> {
  if (options.jsonl !== undefined || options.target !== 'simulator')
    throw new UsageError('--to goes with no --target and no --jsonl: the Strata that listens there decides.');
  const keepCredentials = options['keep-credentials'];
  const env = environmentFor(process.env, url, { keepCredentials, region: DEFAULT_REGION });
  return codeOf(await runProgram(command, args, env), command, output);
}
