import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { SendTarget } from '../../shared/contract/sending.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { locate } from '../bedrock/target.ts';
import { type BedrockCapture, captureBedrock } from '../capture/capture.ts';
import { Gatherer } from '../capture/gather.ts';
import { jsonLine } from '../capture/json-line.ts';
import { historyFile } from '../history/place.ts';
import { HistoryClient } from '../history/process/client.ts';
import { forkStore } from '../history/process/fork.ts';
import { tee } from '../history/tee.ts';
import { configDir } from '../hosts/config-dir.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { UsageError } from './command.ts';
import { Output } from './output.ts';
import { simulatorThreads } from './simulator-threads.ts';

const STORE = path.join(__dirname, '../store/store.cjs');

/** The secret of the address, where the environment fixes it. Throws {@link UsageError}. */
export function fixedToken(): string | undefined {
  const token = process.env.STRATA_CAPTURE_TOKEN;
  if (token === undefined || token === '') return undefined;
  if (!/^[\w-]{16,200}$/.test(token))
    throw new UsageError('STRATA_CAPTURE_TOKEN has 16 to 200 letters, digits, - and _.');
  return token;
}

/** Writes each exchange as a line once it is over; without an output nothing is kept. */
function lineSink(out: Output | null, complain: (text: string) => void): Gatherer {
  const redactor = new Redactor(randomBytes(16).toString('hex'));
  let last: Promise<void> = Promise.resolve();
  return new Gatherer(
    (gathered) => {
      if (!out) return;
      last = last
        .then(() => jsonLine(gathered, redactor))
        .then((line) => out.line(line))
        .then(() => out.flush())
        .catch((error: unknown) => complain(`strata: a call could not be written: ${String(error)}`));
    },
    (secrets) => redactor.learn(...secrets),
  );
}

function outputTo(file: string | undefined, output: Output): Output | null {
  if (file === undefined) return null;
  if (file === '-') return output;
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', (error) => output.complain(`strata: ${file} cannot be written: ${error.message}`));
  return new Output(stream, process.stderr);
}

export interface CapturingOptions {
  readonly port: number;
  readonly target: SendTarget;
  readonly jsonl: string | undefined;
  /** Whether the calls are kept in the history too. */
  readonly history: boolean;
}

/** The history that the app has as well; it says on the error stream where it cannot keep anything. */
function openHistory(complain: (text: string) => void): HistoryClient {
  const history = new HistoryClient({ file: historyFile(configDir()), launch: () => forkStore(STORE) });
  history.follow((event) => {
    if (event.type === 'state' && event.state.sentence !== '') complain(`strata: ${event.state.sentence}`);
  });
  return history;
}

export interface Capturing {
  readonly capture: BedrockCapture;
  close(): Promise<void>;
}

/** Starts what `capture` and `run` share. Throws {@link UsageError} where the port is taken. */
export async function startCapturing(
  { port, target: wanted, jsonl, history: keeps }: CapturingOptions,
  output: Output,
): Promise<Capturing> {
  const token = fixedToken();
  const simulator =
    wanted.kind === 'simulator' ? await startSimulator({ threads: simulatorThreads() }) : null;
  const target = locate(wanted, simulator?.url ?? '');
  const complain = (text: string): void => output.complain(text);
  const history = keeps ? openHistory(complain) : null;
  const sink = tee([lineSink(outputTo(jsonl, output), complain), ...(history ? [history] : [])]);
  try {
    const options = { port, target: () => target, sink, isTrusted: () => false, token };
    const capture = await captureBedrock(options);
    return {
      capture,
      close: async () => {
        await capture.close();
        await simulator?.close();
        await history?.close();
      },
    };
  } catch (error) {
    await simulator?.close();
    await history?.close();
    throw new UsageError(`Port ${port} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}
