import { FORM_OF } from '../../capture/client-form.ts';
import { piecesOf, readsOf } from '../../capture/digest.ts';
import type { ExchangeRow } from '../../capture/exchange.ts';
import { rolesOf } from '../../capture/family.ts';
import type { OpenedExchange } from '../../contract/capture.ts';
import type { InspectInput } from '../../contract/inspection.ts';
import {
  MOST_CALLS,
  type ReportedCall,
  type ReportedStream,
  type ReportSubject,
} from '../../contract/share.ts';
import type { Read } from '../../eventstream/frame.ts';
import { parseJson } from '../../json/parse.ts';
import { layOut } from '../../pipeline/python/json.ts';
import { readProfileId } from '../../pipeline/releases/profile.ts';
import { isShown } from '../../recording/deltas.ts';
import type { RecordedFrame } from '../../recording/recording.ts';
import type { Whole } from '../har.ts';
import { isStream } from '../snippets/snippet.ts';

/** More frames than this make no better picture. */
const MOST_FRAMES = 50_000;
export const LONGEST_ANSWER = 20_000;
/** Of the body of one call of several, UTF-16 units. */
const LONGEST_BODY = 1_000_000;
/** Of a line about a call. */
const LONGEST_LINE = 20_000;

/**
 * A captured body as a call to Bedrock itself, in the form that the request editor takes, with the operation where that
 * streams; null for anything else.
 */
export function directText({
  row,
  requestText,
}: {
  readonly row: Pick<ExchangeRow, 'side' | 'route' | 'model' | 'operation'>;
  readonly requestText: string;
}): string | null {
  try {
    const body = parseJson(requestText) as object;
    if (row.side !== 'bedrock' || row.route === null || row.model === null) return null;
    const { operation, model: modelId } = row;
    const asked = isStream(operation) ? { operation, modelId } : { modelId };
    return layOut({ ...asked, ...body });
  } catch {
    return null;
  }
}

/** A stream's times; null where nothing was streamed. */
export function streamOf(
  frames: readonly RecordedFrame[],
  reads: readonly Read[],
  { endMs, chunkSize }: Pick<ReportedStream, 'endMs' | 'chunkSize'>,
): ReportedStream | null {
  if (frames.length === 0) return null;
  return {
    frames: frames
      .slice(0, MOST_FRAMES)
      .map(({ length, deltas }) => ({ length, visible: deltas.some(isShown) })),
    reads: reads.slice(0, MOST_FRAMES).map(({ bytes, atMs }) => ({ bytes, atMs })),
    endMs,
    chunkSize,
  };
}

/** The text that frames say. */
export const shownText = (frames: readonly RecordedFrame[]): string =>
  frames
    .flatMap(({ deltas }) => deltas.flatMap((delta) => (delta.kind === 'text' ? [delta.text] : [])))
    .join('');

/** What a report needs of an exchange. */
export type ReportedExchange = Pick<
  OpenedExchange,
  'row' | 'requestHeaders' | 'requestText' | 'responseText' | 'frames' | 'reads' | 'failure'
>;

/** A client's call with the calls to Bedrock that came of it, or the attempts of one call to Bedrock. */
export interface ReportedFamily {
  /** Null where no client's call is known. */
  readonly client: ReportedExchange | null;
  /** In their order. */
  readonly attempts: readonly ReportedExchange[];
}

const LAST_DAY = Date.UTC(9999, 11, 31);

/** The day of a time in milliseconds since 1970, `YYYY-MM-DD` in UTC; undefined for a time that no call was made at. */
export const dayOf = (at: number): string | undefined =>
  at > 0 && at < LAST_DAY ? new Date(at).toISOString().slice(0, 10) : undefined;

/** The body as it was sent to Bedrock; null where it is none that can be read. */
function inputOf(exchange: ReportedExchange): InspectInput | null {
  const text = directText(exchange);
  const form = exchange.row.route === 'converse' ? 'converse' : 'invoke';
  const day = dayOf(exchange.row.startedAt);
  return text === null ? null : { text, profile: 'litellm-latest', route: 'auto', form, direct: true, day };
}

/**
 * What the client asked, as a call under the newest release that makes the body of it which went to Bedrock: then the
 * report tells of both. The proxy's own name of the model gives way to the model that was called. Null where no release
 * explains the body.
 */
function askedInput(client: ReportedExchange, { row }: ReportedExchange): InspectInput | null {
  const release = row.release?.split(', ').at(-1) ?? '';
  const profile = release === '' ? null : readProfileId(`litellm-${release}`);
  const form = FORM_OF[client.row.dialect];
  if (!profile || !form || row.route === null || row.model === null) return null;
  try {
    const body = parseJson(client.requestText) as object;
    const text = layOut({ ...body, model: `bedrock/${row.route}/${row.model}` });
    return { text, profile, route: row.route, form, direct: true, day: dayOf(row.startedAt) };
  } catch {
    return null;
  }
}

/** Headers that shape what a call means; what a client signs in with is none of them. */
const SHAPING = /^(?:content-type$|anthropic-(?!api)|openai-(?!org)|x-litellm-(?!.*key))/i;

function callsOf({ client, attempts }: ReportedFamily): readonly ReportedCall[] {
  const [first] = attempts;
  const above = client ?? first;
  if (!above || attempts.length + (client ? 1 : 0) < 2) return client ? [callOf(client, '', client)] : [];
  const roles = rolesOf(
    above.row,
    attempts.map(({ row }) => row),
  );
  return [
    ...(client ? [callOf(client, '', client)] : []),
    ...attempts.map((attempt, i) => callOf(attempt, roles[i] ?? '', above)),
  ].slice(0, MOST_CALLS);
}

function callOf(
  { row, requestHeaders, requestText, failure }: ReportedExchange,
  role: string,
  above: ReportedExchange,
): ReportedCall {
  const { side, method, path, operation, model, endMs, status, error, cause, release } = row;
  return {
    side,
    role,
    method,
    path: path.slice(0, LONGEST_LINE),
    operation,
    model,
    headers: requestHeaders
      .filter(([name]) => SHAPING.test(name))
      .map(([name, value]) => `${name}: ${value}`.slice(0, LONGEST_LINE))
      .slice(0, 100),
    offsetMs: row.startedAt - above.row.startedAt,
    endMs,
    status,
    error,
    message: failure.slice(0, LONGEST_LINE),
    evidence: cause?.evidence ?? null,
    release,
    body: requestText.slice(0, LONGEST_BODY),
  };
}

/** An answer that ends before it says so. */
const CUT_OFF = 'an answer that was cut off';

const ALONE: ReportedFamily = { client: null, attempts: [] };

/**
 * The subject of a report of an exchange: its body as it was sent to Bedrock, its answer and its stream; and of the family
 * that it belongs to what the client asked and each attempt. `region` is taken where the call names none.
 */
export function exchangeSubject(
  exchange: ReportedExchange,
  region: string,
  family: ReportedFamily = ALONE,
): ReportSubject {
  const { row, frames, reads, responseText, failure } = exchange;
  const { client } = family;
  return {
    input: (client && row.side === 'bedrock' ? askedInput(client, exchange) : null) ?? inputOf(exchange),
    besides: null,
    answer: {
      from: row.target === 'simulator' ? 'Strata’s simulator of Bedrock' : row.target,
      status: row.status,
      error: row.error === '' && row.flags.some(({ kind }) => kind === 'cut-off') ? CUT_OFF : row.error,
      message: failure,
      requestId: row.requestId,
      firstTokenMs: row.firstTokenMs,
      endMs: row.endMs,
      inputTokens: row.usage.inputTokens,
      outputTokens: row.usage.outputTokens,
      stopReason: row.stopReason,
      text: (responseText ?? shownText(frames)).slice(0, LONGEST_ANSWER),
    },
    stream: streamOf(frames, reads, { endMs: row.endMs, chunkSize: null }),
    cells: [],
    calls: callsOf(row.side === 'client' && client === null ? { ...family, client: exchange } : family),
    region: row.region ?? region,
  };
}

/**
 * The call of a family that a report of all of it is about: the first that was not answered well, else the one that is
 * shown.
 */
export const tellingCall = <T extends Pick<ReportedExchange, 'row'>>(attempts: readonly T[], shown: T): T =>
  attempts.find(({ row: { status, state } }) => state !== 'open' && (status === null || status >= 400)) ??
  shown;

const utf8 = new TextDecoder();

/** An exchange of the history as a report takes it; secrets were taken out before it was kept. */
export function keptExchange({ exchange, request, response }: Whole): ReportedExchange {
  const isRefused = (exchange.status ?? 0) >= 400;
  const frames = isRefused ? [] : piecesOf(exchange.response.mediaType, response, exchange.deliveries);
  return {
    row: exchange,
    requestHeaders: exchange.requestHeaders,
    requestText: utf8.decode(request),
    responseText: frames.length > 0 || exchange.status === null ? null : utf8.decode(response),
    frames,
    reads: readsOf(exchange.deliveries, response.length),
    failure: exchange.failure,
  };
}
