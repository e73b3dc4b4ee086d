import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import type { SinkMessage } from '../record/message.ts';

type Delivery = Extract<SinkMessage, { type: 'delivery' }>;

/** Deliveries in their order, of whatever exchanges: bytes in one piece, as each array that crosses between processes costs both. */
interface Deliveries {
  readonly type: 'deliveries';
  readonly ids: readonly ExchangeId[];
  /** Bytes of each. */
  readonly lengths: readonly number[];
  readonly atMs: readonly number[];
  readonly bytes: Uint8Array;
}

/** What a sink tells the store, as it crosses. */
export type PackedMessage = Exclude<SinkMessage, Delivery> | Deliveries;

const deliveries = (run: readonly Delivery[]): Deliveries => ({
  type: 'deliveries',
  ids: run.map(({ id }) => id),
  lengths: run.map(({ bytes }) => bytes.length),
  atMs: run.map(({ atMs }) => atMs),
  bytes: Buffer.concat(run.map(({ bytes }) => bytes)),
});

/** Messages in their order, deliveries that follow each other in one. */
export function packed(messages: readonly SinkMessage[]): readonly PackedMessage[] {
  const out: PackedMessage[] = [];
  let run: Delivery[] = [];
  const close = (): void => {
    if (run.length > 0) out.push(deliveries(run));
    run = [];
  };
  for (const message of messages) {
    if (message.type === 'delivery') run.push(message);
    else {
      close();
      out.push(message);
    }
  }
  close();
  return out;
}

/** The messages that were packed, in their order. */
export function* unpacked(messages: readonly PackedMessage[]): Generator<SinkMessage> {
  for (const message of messages) {
    if (message.type !== 'deliveries') {
      yield message;
      continue;
    }
    let at = 0;
    for (const [i, id] of message.ids.entries()) {
      const end = at + (message.lengths[i] ?? 0);
      yield { type: 'delivery', id, bytes: message.bytes.subarray(at, end), atMs: message.atMs[i] ?? 0 };
      at = end;
    }
  }
}
