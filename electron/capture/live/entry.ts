import { isStream } from '../../../shared/capture/digest.ts';
import type {
  Alteration,
  Delivery,
  ExchangeRow,
  ExchangeStart,
  Flag,
  HeaderList,
} from '../../../shared/capture/exchange.ts';
import { JUST_OPENED } from '../../../shared/capture/just-opened.ts';
import { traceOf } from '../../../shared/capture/trace-context.ts';
import type { ResponseHead } from '../../history/sink.ts';
import { headerOf } from '../gather.ts';
import type { Recorded } from '../replay.ts';
import { GatheredBytes } from './gathered-bytes.ts';
import type { SessionSecrets } from './secrets.ts';

/** An exchange of this session: its row, and what was on the wire, secrets included. */
export interface Entry {
  /** As it was last looked at: see {@link rowOf}. */
  row: ExchangeRow;
  /** Of the answer, bytes: all that came, whether it is kept or not. */
  responseBytes: number;
  /** When a window was last told of its answer, milliseconds since the request. */
  toldMs: number;
  /** When the answer's first bytes came, milliseconds since the request; null as long as none did. */
  firstMs: number | null;
  readonly requestHeaders: HeaderList;
  request: GatheredBytes;
  head: ResponseHead | null;
  response: GatheredBytes;
  /** Of each piece of the answer where it begins, bytes, and when it came, milliseconds since the request. */
  offsets: number[];
  times: number[];
  alterations: readonly Alteration[];
  failure: string;
  bytes: number;
  /** False once its bodies gave way. */
  kept: boolean;
}

/** What an entry has of bodies before any came, and once they gave way. */
export const noBodies = (): Pick<Entry, 'request' | 'response' | 'offsets' | 'times'> => ({
  request: new GatheredBytes(),
  response: new GatheredBytes(),
  offsets: [],
  times: [],
});

/** When which part of an answer came. */
export const deliveriesOf = ({ offsets, times }: Entry): readonly Delivery[] =>
  offsets.map((offset, i) => ({ offset, atMs: times[i] ?? 0 }));

/** The answer as it was cut on the wire. */
export function recordedOf(head: ResponseHead, entry: Entry): Recorded {
  const whole = entry.response.whole();
  const { offsets } = entry;
  const pieces = offsets.map((offset, i) => whole.subarray(offset, offsets[i + 1]));
  return { head, pieces, deliveries: deliveriesOf(entry) };
}

/** The row of an exchange of which nothing but its start is known. */
export function rowAtStart(start: ExchangeStart, number: number, secrets: SessionSecrets): ExchangeRow {
  const { headers, ...rest } = start;
  return {
    ...JUST_OPENED,
    ...rest,
    trace: traceOf(headers),
    path: secrets.clean(start.path),
    model: start.model === null ? null : secrets.clean(start.model),
    program: secrets.clean(start.program),
    number,
  };
}

/** An exchange whose request begins to arrive. */
export function entryOf(start: ExchangeStart, number: number, secrets: SessionSecrets): Entry {
  return {
    row: rowAtStart(start, number, secrets),
    responseBytes: 0,
    toldMs: Number.NEGATIVE_INFINITY,
    firstMs: null,
    requestHeaders: start.headers,
    head: null,
    ...noBodies(),
    alterations: [],
    failure: '',
    bytes: 0,
    kept: true,
  };
}

/** The row as it is now. It is not written anew with each piece of an answer: there may be thousands of them a second. */
export function rowOf(entry: Entry): ExchangeRow {
  const { row, responseBytes, firstMs } = entry;
  if (row.responseBytes !== responseBytes) {
    const streamed = entry.head !== null && isStream(mediaTypeOf(entry.head.headers));
    entry.row = { ...row, responseBytes, firstTokenMs: streamed ? (row.firstTokenMs ?? firstMs) : null };
  }
  return entry.row;
}

/** `content-type` without parameters, in small letters. */
export const mediaTypeOf = (headers: HeaderList): string =>
  (headerOf(headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/** Flags with others in place of those of the same kind. */
export const withFlags = (flags: readonly Flag[], more: readonly Flag[]): readonly Flag[] => [
  ...flags.filter(({ kind }) => !more.some((other) => other.kind === kind)),
  ...more,
];
