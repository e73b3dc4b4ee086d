import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import type { InspectInput } from '../../shared/contract/inspection.ts';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import type { ReportedAnswer, ReportSubject } from '../../shared/contract/share.ts';
import { isShown } from '../../shared/recording/deltas.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import {
  exchangeSubject,
  LONGEST_ANSWER,
  type ReportedFamily,
  shownText,
  streamOf,
} from '../../shared/share/report/of-exchange.ts';
import { snippetInput } from '../../shared/share/snippets/from-view.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import { regionNow } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { type Send, shownSend, useSends } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { useView } from '../store/view.ts';
import { useWorkspace } from '../store/workspace.ts';

/** What is shared: a report's subject, and what code to run it again is written from. */
export interface Sharing {
  readonly title: string;
  readonly subject: ReportSubject;
  readonly snippets: SnippetInput | null;
  /** Calls of the history that it is about; empty where nothing was called. */
  readonly ids: readonly ExchangeId[];
}

function answererOf(target: AnyTarget): string {
  switch (target.kind) {
    case 'simulator':
      return 'Strata’s simulator of Bedrock';
    case 'aws':
      return `Bedrock in ${target.region}`;
    default:
      return target.url;
  }
}

const firstShown = (frames: readonly RecordedFrame[]): number | null =>
  frames.find(({ deltas }) => deltas.some(isShown))?.arrivalMs ?? null;

function answerOfSend(send: Send, frames: readonly RecordedFrame[]): ReportedAnswer | null {
  const { response, failure, usage, stopReason, endMs, status, body, input } = send;
  if (status === 'running') return null;
  return {
    from: answererOf(input.target),
    status: failure?.status ?? response?.status ?? null,
    error: failure?.type ?? '',
    message: failure?.message ?? '',
    requestId: failure?.requestId ?? response?.headers['x-amzn-requestid'] ?? null,
    firstTokenMs: firstShown(frames),
    endMs,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    stopReason,
    text: (frames.length > 0 ? shownText(frames) : failure ? '' : (body ?? '')).slice(0, LONGEST_ANSWER),
  };
}

/** The answer belongs to the request on the screen only where that was sent as it stands. */
const isOfRequest = (send: Send | null, text: string): send is Send =>
  send !== null && !send.recorded && send.input.text === text;

/** The request on the screen, with its comparison and its answer; null where it cannot be read. */
export function requestSharing(): Sharing | null {
  const { result, asked } = useInspection.getState();
  const [view] = result?.views ?? [];
  if (!result || !asked || !view) return null;
  const { text, profile, route, form, settings, deployment, call } = asked;
  const { compareWith } = useView.getState();
  const send = shownSend(useSends.getState());
  const own = isOfRequest(send, text) ? send : null;
  const { frames, reads } = own ? recordingOf(own.id) : { frames: [], reads: [] };
  const region = regionNow();
  const input: InspectInput = {
    text,
    profile,
    route: route === 'compare' ? 'invoke' : route,
    form,
    settings,
    deployment,
    call,
  };
  const { tabs, active } = useWorkspace.getState();
  return {
    title: tabs.find(({ id }) => id === active)?.name ?? result.model,
    subject: {
      input,
      besides: route === 'compare' && compareWith !== profile ? compareWith : null,
      answer: own && answerOfSend(own, frames),
      stream: own && streamOf(frames, reads, own),
      cells: [],
      calls: [],
      region,
    },
    snippets: snippetInput(result, view, { profile, settings, region }),
    ids: own?.request?.exchange ? [own.request.exchange] : [],
  };
}

/** A call of the live list or of the history, with the client's call and the other attempts where it has such. */
export const exchangeSharing = (exchange: OpenedExchange, family: ReportedFamily): Sharing => ({
  title: exchange.row.title || `${exchange.row.operation} of ${exchange.row.model ?? ''}`,
  subject: exchangeSubject(exchange, regionNow(), family),
  snippets: null,
  ids: [
    ...new Set([family.client, exchange, ...family.attempts].flatMap((one) => (one ? [one.row.id] : []))),
  ],
});
