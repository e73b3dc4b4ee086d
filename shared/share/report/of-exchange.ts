import { piecesOf, readsOf } from '../../capture/digest.ts';
import type { ExchangeRow } from '../../capture/exchange.ts';
import type { OpenedExchange } from '../../contract/capture.ts';
import type { ReportedStream, ReportSubject } from '../../contract/share.ts';
import type { Read } from '../../eventstream/frame.ts';
import { layOut } from '../../pipeline/python/json.ts';
import { isShown } from '../../recording/deltas.ts';
import type { RecordedFrame } from '../../recording/recording.ts';
import type { Whole } from '../har.ts';

/** More frames than this make no better picture. */
const MOST_FRAMES = 50_000;
export const LONGEST_ANSWER = 20_000;

/** A captured body as a call to Bedrock itself, in the form that the request editor takes; null for anything else. */
export function directText({
  row,
  requestText,
}: {
  readonly row: Pick<ExchangeRow, 'side' | 'route' | 'model'>;
  readonly requestText: string;
}): string | null {
  try {
    const body = JSON.parse(requestText) as object;
    if (row.side !== 'bedrock' || row.route === null || row.model === null) return null;
    return layOut({ modelId: row.model, ...body });
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
  'row' | 'requestText' | 'responseText' | 'frames' | 'reads' | 'failure'
>;

/** The subject of a report of an exchange: its body as it was sent to Bedrock, its answer and its stream. */
export function exchangeSubject(exchange: ReportedExchange, region: string): ReportSubject {
  const { row, frames, reads, responseText, failure } = exchange;
  const text = directText(exchange);
  const form = row.route === 'converse' ? 'converse' : 'invoke';
  return {
    input: text === null ? null : { text, profile: 'litellm-latest', route: 'auto', form, direct: true },
    besides: null,
    answer: {
      from: row.target === 'simulator' ? 'Strata’s simulator of Bedrock' : row.target,
      status: row.status,
      error: row.error,
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
    region: row.region ?? region,
  };
}

const utf8 = new TextDecoder();

/** An exchange of the history as a report takes it; secrets were taken out before it was kept. */
export function keptExchange({ exchange, request, response }: Whole): ReportedExchange {
  const isRefused = (exchange.status ?? 0) >= 400;
  const frames = isRefused ? [] : piecesOf(exchange.response.mediaType, response, exchange.deliveries);
  return {
    row: exchange,
    requestText: utf8.decode(request),
    responseText: frames.length > 0 || exchange.status === null ? null : utf8.decode(response),
    frames,
    reads: readsOf(exchange.deliveries, response.length),
    failure: exchange.failure,
  };
}
