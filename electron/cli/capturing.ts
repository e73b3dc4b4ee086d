import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { SendTarget } from '../../shared/contract/sending.ts';
import type { SpanState } from '../../shared/contract/telemetry.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { locate } from '../bedrock/target.ts';
import { type BedrockCapture, captureBedrock } from '../capture/capture.ts';
import { type ClientFront, frontProxy } from '../capture/front.ts';
import { Gatherer } from '../capture/gather.ts';
import { joining } from '../capture/joiner.ts';
import { jsonLine } from '../capture/json-line.ts';
import { Notes } from '../capture/notes.ts';
import { historyFile } from '../history/place.ts';
import { HistoryClient } from '../history/process/client.ts';
import { forkStore } from '../history/process/fork.ts';
import { tee } from '../history/tee.ts';
import type { SpanTarget } from '../history/telemetry/sender.ts';
import { configDir } from '../hosts/config-dir.ts';
import { today } from '../inspector/today.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { UsageError, unusablePort } from './command.ts';
import { Output } from './output.ts';
import { reasonNotWritten } from './reason.ts';
import { simulatorThreads } from './simulator-threads.ts';
import { tellOfStore } from './tell-of-store.ts';

const STORE = path.join(__dirname, '../store/store.cjs');
const WORKER = path.join(__dirname, '../worker/worker.cjs');

/** The secret of the address, where the environment fixes it. Throws {@link UsageError}. */
export function fixedToken(): string | undefined {
  const token = process.env.STRATA_CAPTURE_TOKEN;
  if (token === undefined || token === '') return undefined;
  if (!/^[\w-]{16,200}$/.test(token))
    throw new UsageError('STRATA_CAPTURE_TOKEN has 16 to 200 letters, digits, - and _.');
  return token;
}

/** Writes each exchange as a line once it is over. */
function lineSink(out: Output, complain: (text: string) => void): Gatherer {
  const redactor = new Redactor(randomBytes(16).toString('hex'));
  let last: Promise<void> = Promise.resolve();
  return new Gatherer(
    (gathered) => {
      last = last
        .then(() => jsonLine(gathered, redactor))
        .then((line) => out.line(line))
        .then(() => out.flush())
        .catch((error: unknown) => complain(`strata: a call could not be written: ${String(error)}`));
    },
    (secrets) => redactor.learn(...secrets),
  );
}

function outputTo(file: string, output: Output): Output {
  if (file === '-') return output;
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', (error) =>
    output.complain(`strata: ${file} cannot be written: ${reasonNotWritten(error)}`),
  );
  return new Output(stream, process.stderr);
}

export interface CapturingOptions {
  readonly port: number;
  readonly target: SendTarget;
  readonly jsonl: string | undefined;
  /** Whether the calls are kept in the history too. */
  readonly history: boolean;
  /** The LiteLLM proxy whose clients are captured too; undefined for none. */
  readonly proxy: string | undefined;
  /** True to write the stamp into the clients' bodies. */
  readonly stampInBody: boolean;
  /** Where calls go as spans; null for nowhere. */
  readonly spans: SpanTarget | null;
}

/** How `--proxy` is written; for the texts of `--help`. */
export const PROXY_HELP = `  --proxy URL       also listens in front of a LiteLLM proxy: what its clients ask is captured, joined with the Bedrock
                    calls it causes. Needs general_settings: forward_client_headers_to_llm_api: true, or --stamp
  --stamp           with --proxy: writes the stamp that joins them into the body, for a proxy that forwards no headers`;

/** Reads `--proxy` and `--stamp`. Throws {@link UsageError}. */
export function readProxy(values: {
  readonly proxy?: string | undefined;
  readonly stamp: boolean;
}): Pick<CapturingOptions, 'proxy' | 'stampInBody'> {
  const { proxy, stamp } = values;
  if (proxy === undefined && stamp) throw new UsageError('--stamp goes with --proxy.');
  const refused = proxy === undefined ? null : refuseEndpoint(proxy);
  if (refused) throw new UsageError(`--proxy: ${refused.message} ${refused.hint}`);
  return { proxy, stampInBody: stamp };
}

/** The history that the app has as well; it says on the error stream where it cannot keep anything. */
function openHistory(complain: (text: string) => void): HistoryClient {
  const history = new HistoryClient({
    file: historyFile(configDir()),
    launch: () => forkStore(STORE),
    worker: WORKER,
  });
  tellOfStore(history, complain);
  return history;
}

/** Sends calls as spans from now on, and says what is the matter where they do not arrive: once for each reason. */
function sendSpans(history: HistoryClient, spans: SpanTarget, complain: (text: string) => void): void {
  let told = '';
  history.follow(
    (event) => {
      if (event.type !== 'telemetry' || event.state.problem === told) return;
      const { problem, waiting } = event.state;
      told = problem;
      if (problem !== '') complain(`strata: spans: ${problem} ${waiting} wait in the outbox.`);
    },
    { rows: false },
  );
  history.exportSpans(spans);
}

/** How long the last spans may take at the end, milliseconds; what has not gone by then goes with the next start. */
const LAST_SPANS_MS = 4_000;

/** Ends once no span waits any more, or none can be sent now. */
async function spansGone(history: HistoryClient): Promise<void> {
  const patience = new AbortController();
  const gone = new Promise<void>((resolve) => {
    const look = (state: SpanState): void => {
      if (state.waiting === 0 || state.problem !== '') resolve();
    };
    history.follow((event) => event.type === 'telemetry' && look(event.state), { rows: false });
    history.ask
      .flush()
      .then(() => history.ask.spanState())
      .then(look, () => resolve());
  });
  await Promise.race([
    gone,
    setTimeout(LAST_SPANS_MS, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
}

export interface Capturing {
  readonly capture: BedrockCapture;
  readonly front: ClientFront | null;
  close(): Promise<void>;
}

/** Starts what `capture` and `run` share. Throws {@link UsageError} where the port is taken. */
export async function startCapturing(
  { port, target: wanted, jsonl, history: keeps, proxy, stampInBody, spans }: CapturingOptions,
  output: Output,
): Promise<Capturing> {
  const token = fixedToken();
  const simulator =
    wanted.kind === 'simulator' ? await startSimulator({ asOf: today, threads: simulatorThreads() }) : null;
  const target = locate(wanted, simulator?.url ?? '');
  const complain = (text: string): void => output.complain(text);
  const history = keeps ? openHistory(complain) : null;
  if (history && spans) sendSpans(history, spans, complain);
  const lines = jsonl === undefined ? [] : [lineSink(outputTo(jsonl, output), complain)];
  const sink = joining(tee([...lines, ...(history ? [history] : [])]));
  const notes = new Notes();
  const closeRest = async (): Promise<void> => {
    await simulator?.close();
    await history?.ask.settled().catch(() => undefined);
    if (history && spans) await spansGone(history);
    await history?.close();
  };
  let capture: BedrockCapture | null = null;
  try {
    const options = { port, target: () => target, sink, isTrusted: () => false, token, notes };
    capture = await captureBedrock(options);
    const front =
      proxy === undefined
        ? null
        : await frontProxy({ port: 0, proxy, stampInBody, sink, notes, ...(token ? { token } : {}) });
    const bedrock = capture;
    return {
      capture: bedrock,
      front,
      close: async () => {
        await Promise.all([bedrock.close(), front?.close()]);
        await closeRest();
      },
    };
  } catch (error) {
    await capture?.close();
    await closeRest();
    throw unusablePort(port, error);
  }
}
