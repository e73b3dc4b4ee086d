import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { SendTarget } from '../../shared/contract/sending.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { locate } from '../bedrock/target.ts';
import { type BedrockCapture, captureBedrock } from '../capture/capture.ts';
import { Gatherer } from '../capture/gather.ts';
import { jsonLine } from '../capture/json-line.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { UsageError } from './command.ts';
import { Output } from './output.ts';

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
}

export interface Capturing {
  readonly capture: BedrockCapture;
  close(): Promise<void>;
}

/** Starts what `capture` and `run` share. Throws {@link UsageError} where the port is taken. */
export async function startCapturing(
  { port, target: wanted, jsonl }: CapturingOptions,
  output: Output,
): Promise<Capturing> {
  const token = fixedToken();
  const simulator = wanted.kind === 'simulator' ? await startSimulator() : null;
  const target = locate(wanted, simulator?.url ?? '');
  const sink = lineSink(outputTo(jsonl, output), (text) => output.complain(text));
  try {
    const options = { port, target: () => target, sink, isTrusted: () => false, token };
    const capture = await captureBedrock(options);
    return {
      capture,
      close: async () => {
        await capture.close();
        await simulator?.close();
      },
    };
  } catch (error) {
    await simulator?.close();
    throw new UsageError(`Port ${port} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}
