import { randomBytes } from 'node:crypto';
import type { CaptureNote } from '../../shared/contract/capture.ts';
import type { BedrockTarget } from '../bedrock/target.ts';
import type { ExchangeSink } from '../history/sink.ts';
import { createExchange } from '../http/exchange.ts';
import { listen } from '../http/listener.ts';
import { type BedrockSide, takeBedrockCall } from './bedrock-side.ts';
import { Forwarder } from './forward.ts';
import { beginYoung, boundYoung } from './memory.ts';
import { Notes, SPEAKS_TLS } from './notes.ts';
import { Upstreams } from './upstream.ts';

export interface BedrockCaptureOptions {
  /** 0 takes a free one. */
  readonly port: number;
  target(): BedrockTarget;
  readonly sink: ExchangeSink;
  readonly isTrusted: (host: string) => boolean;
  /** The secret segment; a new one without it. */
  readonly token?: string | undefined;
  /** Where it is written down why something was not passed on. */
  readonly notes?: Notes;
  readonly onCall?: () => void;
  readonly intervene?: BedrockSide['intervene'];
  readonly simulator?: BedrockSide['simulator'];
}

/** A listener for calls to Bedrock. */
export interface BedrockCapture {
  readonly port: number;
  /** What programs are pointed at, without a slash at the end. */
  readonly url: string;
  calls(): number;
  notes(): readonly CaptureNote[];
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** What a sink learns; the keys of the simulator open nothing. */
const secretsOf =
  (sink: ExchangeSink) =>
  (...values: readonly (string | undefined)[]): void =>
    sink.learn(...values.filter((value): value is string => value !== undefined));

/** A secret for the path: letters and digits only, so that it is copied whole wherever it stands. */
export const newToken = (): string => randomBytes(14).toString('hex');

/** Starts to listen for calls to Bedrock on 127.0.0.1. Rejects with the system's error where the port is taken. */
export async function captureBedrock(options: BedrockCaptureOptions): Promise<BedrockCapture> {
  const { sink, isTrusted, token = newToken(), notes = new Notes() } = options;
  beginYoung();
  boundYoung();
  const forwarder = new Forwarder();
  let port = 0;
  let calls = 0;
  const upstreams = new Upstreams({ learn: secretsOf(sink) }, isTrusted, () => [port]);
  const onCall = (): void => {
    calls += 1;
    options.onCall?.();
  };
  const { intervene, simulator, target } = options;
  const side = { token, sink, notes, forwarder, upstreams, target, onCall, intervene, simulator };
  const listener = await listen(
    options.port,
    null,
    (request, response) => {
      const exchange = createExchange(request, response);
      takeBedrockCall(exchange, side).catch(() => exchange.reset());
    },
    undefined,
    () => notes.add(SPEAKS_TLS),
  );
  port = listener.port;
  return {
    port,
    url: `http://127.0.0.1:${port}/k/${token}`,
    calls: () => calls,
    notes: () => notes.list(),
    close: async () => {
      await listener.close();
      forwarder.close();
    },
  };
}
