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
import type { SessionSecrets } from './secrets.ts';

/** An exchange of this session: its row, and what was on the wire, secrets included. */
export interface Entry {
  /** As it was last looked at: see {@link rowOf}. */
  row: ExchangeRow;
  /** Of the answer, bytes: all that came, whether it is kept or not. */
  responseBytes: number;
  /** When the answer's first bytes came, milliseconds since the request; null as long as none did. */
  firstMs: number | null;
  readonly requestHeaders: HeaderList;
  request: Uint8Array[];
  head: ResponseHead | null;
  response: Uint8Array[];
  deliveries: Delivery[];
  alterations: readonly Alteration[];
  failure: string;
  bytes: number;
  /** False once its bodies gave way. */
  kept: boolean;
}

/** An exchange whose request begins to arrive. */
export function entryOf(start: ExchangeStart, number: number, secrets: SessionSecrets): Entry {
  const { headers, ...rest } = start;
  const row: ExchangeRow = {
    ...JUST_OPENED,
    ...rest,
    trace: traceOf(headers),
    path: secrets.clean(start.path),
    model: start.model === null ? null : secrets.clean(start.model),
    program: secrets.clean(start.program),
    number,
  };
  return {
    row,
    responseBytes: 0,
    firstMs: null,
    requestHeaders: headers,
    request: [],
    head: null,
    response: [],
    deliveries: [],
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
