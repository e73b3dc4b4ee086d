import type { Entry, Header, PostData, QueryString } from 'har-format';
import { toBase64 } from '../bytes/base64.ts';
import { framePlaces, saidOf } from '../capture/digest.ts';
import type { Exchange, HeaderList } from '../capture/exchange.ts';
import { EVENT_STREAM, SERVER_SENT_EVENTS } from '../capture/media-types.ts';
import { originOf } from '../capture/origin.ts';
import type { Taken } from '../contract/share.ts';
import type { RecordedFrame } from '../recording/recording.ts';
import { takenLines } from './report/taken-section.ts';

/** An exchange with the bytes of its bodies, as far as they were kept. */
export interface Whole {
  readonly exchange: Exchange;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
}

/** How many secrets were taken out of the bodies of an exchange before it was kept. */
export const redactionsOf = ({ exchange: { request, response } }: Whole): number =>
  request.redactions + response.redactions;

/** A frame of an event stream: where it lay in the body, when its last byte came, what it said. */
type HarFrame = readonly [offset: number, length: number, atMs: number, eventType: string];

type Call = Pick<
  Exchange,
  | ('dialect' | 'protocol' | 'route' | 'program' | 'region' | 'target' | 'conversation')
  | ('requestMs' | 'headMs' | 'endMs' | 'failure')
>;

/** What of Strata's own goes with an entry. HAR leaves names that begin with an underscore to each program. */
interface StrataPart {
  readonly version: 1;
  readonly id: string;
  readonly side: Exchange['side'];
  readonly state: Exchange['state'];
  readonly operation: string;
  readonly model: string | null;
  readonly cause: Exchange['cause'];
  readonly flags: Exchange['flags'];
  readonly alterations: Exchange['alterations'];
  readonly usage: Exchange['usage'];
  readonly release: string | null;
  /** What HAR has no place for, or rounds: with it a log comes back as it was. */
  readonly call: Call;
  /** Secrets that were taken out of the bodies. */
  readonly redactions: { readonly request: number; readonly response: number };
}

export type StrataEntry = Entry & {
  readonly _strata: StrataPart;
  readonly _frames?: readonly HarFrame[];
  readonly _deliveries?: readonly (readonly [offset: number, atMs: number])[];
  /** As DevTools writes and reads them; times are seconds since 1970. */
  readonly _eventSourceMessages?: readonly {
    readonly time: number;
    readonly eventName: string;
    readonly eventId: string;
    readonly data: string;
  }[];
};

export interface HarOptions {
  /** Shows the frames of streams as messages of a socket: DevTools lists those with their times. */
  readonly framesAsMessages: boolean;
}

/** The bytes of a body in a log: as text where they are text, else as base64. */
export interface HarContent {
  readonly text: string;
  readonly encoding?: 'base64';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes in a log, anywhere. Node knows a faster way. */
export function contentOf(bytes: Uint8Array): HarContent {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { text: toBase64(bytes), encoding: 'base64' };
  }
}

const headersOf = (list: HeaderList): Header[] => list.map(([name, value]) => ({ name, value }));

function queryOf(path: string): QueryString[] {
  const at = path.indexOf('?');
  return at < 0 ? [] : [...new URLSearchParams(path.slice(at + 1))].map(([name, value]) => ({ name, value }));
}

/** The address for a reader: bodies went to a loopback address, which would say nothing to anybody else. */
const urlOf = (exchange: Exchange): string => `${originOf(exchange) ?? 'http://localhost'}${exchange.path}`;

const HTTP: Readonly<Record<Exchange['protocol'], string>> = {
  'http/1.1': 'HTTP/1.1',
  h2: 'h2',
  h2c: 'h2c',
};

/** What DevTools lists of a stream, each with the second at which it was whole. */
function messagesOf(
  { startedAt, response }: Exchange,
  pieces: readonly RecordedFrame[],
  framesAsMessages: boolean,
): Partial<StrataEntry> {
  const at = ({ arrivalMs }: RecordedFrame): number => (startedAt + arrivalMs) / 1000;
  if (pieces.length === 0) return {};
  if (response.mediaType === SERVER_SENT_EVENTS)
    return {
      _eventSourceMessages: pieces
        .filter(({ eventType }) => eventType !== 'comment')
        .map((piece) => ({ time: at(piece), eventName: piece.eventType, eventId: '', data: piece.content })),
    };
  if (!framesAsMessages) return {};
  const data = ({ eventType, content }: RecordedFrame): string => `${eventType} ${content}`;
  return {
    _resourceType: 'websocket',
    _webSocketMessages: pieces.map((piece) => ({
      type: 'receive' as const,
      time: at(piece),
      opcode: 1,
      data: data(piece),
    })),
  };
}

/** -1 says that a time is not known. */
const span = (from: number | null, to: number | null): number =>
  from === null || to === null ? -1 : Math.max(0, to - from);

function partOf(exchange: Exchange): StrataPart {
  const { id, side, state, operation, model, cause, flags, alterations, usage, release } = exchange;
  const { dialect, protocol, route, program, region, target, conversation } = exchange;
  const { requestMs, headMs, endMs, failure } = exchange;
  const told = { dialect, protocol, route, program, region, target, conversation };
  const redactions = { request: exchange.request.redactions, response: exchange.response.redactions };
  return {
    version: 1,
    id,
    side,
    state,
    operation,
    model,
    cause,
    flags,
    alterations: alterations.map(({ kind, what }) => ({ kind, what })),
    usage,
    release,
    call: { ...told, requestMs, headMs, endMs, failure },
    redactions,
  };
}

type ContentOf = (bytes: Uint8Array) => HarContent;

function requestOf({ exchange, request }: Whole, contentOf: ContentOf): Entry['request'] {
  const { method, path, protocol, requestHeaders } = exchange;
  const postData = (): PostData & { readonly encoding?: string } => ({
    mimeType: exchange.request.mediaType,
    ...contentOf(request),
  });
  return {
    method,
    url: urlOf(exchange),
    httpVersion: HTTP[protocol],
    cookies: [],
    headers: headersOf(requestHeaders),
    queryString: queryOf(path),
    ...(request.length > 0 ? { postData: postData() } : {}),
    headersSize: -1,
    bodySize: exchange.request.size,
  };
}

function responseOf({ exchange, response }: Whole, contentOf: ContentOf): Entry['response'] {
  const { status, protocol, responseHeaders, failure, state } = exchange;
  const { size, mediaType, missing } = exchange.response;
  const comment = failure || (state === 'done' ? '' : state);
  return {
    status: status ?? 0,
    statusText: '',
    httpVersion: HTTP[protocol],
    cookies: [],
    headers: headersOf(responseHeaders),
    content: {
      size,
      mimeType: mediaType || 'x-unknown',
      ...(response.length > 0 ? contentOf(response) : {}),
      ...(missing && missing !== 'none' ? { comment: `Not whole: ${missing}.` } : {}),
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: size,
    ...(comment === '' ? {} : { comment }),
  };
}

/**
 * An exchange as an entry of a HAR 1.2 log. Event streams of Bedrock are base64; frames or server-sent events and reads
 * stand beside them as `_frames` and `_deliveries`; times are milliseconds since the request began to arrive.
 * `ofBytes`: a faster {@link contentOf}.
 */
export function harEntry(
  whole: Whole,
  { framesAsMessages }: HarOptions,
  ofBytes: ContentOf = contentOf,
): StrataEntry {
  const { exchange, response } = whole;
  const { startedAt, requestMs, headMs, endMs, deliveries, requestId } = exchange;
  const { mediaType } = exchange.response;
  const placesAlone = mediaType === EVENT_STREAM && !framesAsMessages;
  const pieces = placesAlone ? [] : saidOf(mediaType, response, deliveries);
  const frames = placesAlone ? framePlaces(response, deliveries) : pieces;
  const timings = {
    send: span(0, requestMs),
    wait: span(requestMs ?? 0, headMs),
    receive: span(headMs, endMs),
  };
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: Math.max(0, endMs ?? 0),
    request: requestOf(whole, ofBytes),
    response: responseOf(whole, ofBytes),
    cache: {},
    timings,
    ...(requestId === null ? {} : { connection: requestId }),
    _strata: partOf(exchange),
    ...(frames.length === 0
      ? {}
      : {
          _frames: frames.map(
            ({ offset, length, arrivalMs, eventType }) => [offset, length, arrivalMs, eventType] as const,
          ),
        }),
    ...(deliveries.length === 0
      ? {}
      : { _deliveries: deliveries.map(({ offset, atMs }) => [offset, atMs] as const) }),
    ...messagesOf(exchange, pieces, framesAsMessages),
  };
}

/**
 * What stands before the entries of a log, and behind them with how many secrets were taken out before they were kept,
 * and what of it went when it left: a log is written entry by entry, it may be long.
 */
export const harFrame = (
  version: string,
): { readonly before: string; readonly after: (redactions: number, taken?: readonly Taken[]) => string } => ({
  before: `{"log":{"version":"1.2","creator":{"name":"Strata","version":${JSON.stringify(version)}},"pages":[],"entries":[`,
  after: (redactions, taken = []) => {
    const secrets = redactions === 0 ? 'Nothing secret was found' : `Secrets were taken out (${redactions})`;
    const kept = `${secrets} before these calls were kept; _strata.redactions of each entry says where.`;
    return `],"comment":${JSON.stringify([kept, ...takenLines(taken)].join(' '))}}}`;
  },
});
