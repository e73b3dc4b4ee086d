import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { AuditResult } from '../../shared/contract/audit.ts';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import { decode } from '../../shared/contract/encoded.ts';
import type { InspectInput } from '../../shared/contract/inspection.ts';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import {
  MOST_CELLS,
  type ReportedAnswer,
  type ReportedCell,
  type ReportSubject,
} from '../../shared/contract/share.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
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
import { type Chosen, useAudit } from '../audit/store.ts';
import type { Client } from '../client.ts';
import { regionNow } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { recordingOf, type Send, shownSend, useSends } from '../store/sends.ts';
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

/** Cells of the audit that leak, or the chosen one. */
function cellsOf(
  { profile, against, columns, rows }: AuditResult,
  chosen: Chosen | null,
): readonly ReportedCell[] {
  const release = profileOf(profile).label;
  return rows.flatMap((row) =>
    row.cells.flatMap((cell, i): readonly ReportedCell[] => {
      const column = columns[i];
      const isMeant = chosen
        ? chosen.key === row.key && chosen.column === column?.id
        : cell.fate === 'leaked';
      if (!column || !isMeant) return [];
      const other = row.against[i];
      return [
        {
          key: row.key,
          columnId: column.id,
          column: column.label,
          release,
          fate: cell.fate,
          other: other && against !== null ? { release: profileOf(against).label, fate: other.fate } : null,
        },
      ];
    }),
  );
}

/** The request behind a cell, and what it is written as in code. */
interface Example {
  readonly input: InspectInput;
  readonly snippets: SnippetInput | null;
  /** False where Bedrock refuses it for something else first, such as a model that is served no more. */
  readonly tells: boolean;
}

async function exampleOf(
  client: Client,
  { key, columnId }: ReportedCell,
  profile: ProfileId,
): Promise<Example | null> {
  const { text } = await client.auditRequest({ key, column: columnId });
  if (text === null) return null;
  const input: InspectInput = { text, profile, route: 'auto', direct: true };
  const result = decode(await client.inspect(input));
  const view = result.kind === 'inspected' ? result.views[0] : undefined;
  if (result.kind !== 'inspected' || !view) return null;
  return {
    input,
    snippets: snippetInput(result, view, { profile, settings: {}, region: regionNow() }),
    tells: view.verdict?.kind !== 'refused' || view.verdict.status !== 404,
  };
}

/** Body forms that are looked through for an example that tells something. */
const MOST_EXAMPLES = 6;

/**
 * Cells of the audit that leak, or the chosen one, with the request behind one of them as the example; null where there
 * is no audit yet, or nothing in it.
 */
export async function auditSharing(client: Client): Promise<Sharing | null> {
  const { result, chosen } = useAudit.getState();
  const cells = result ? cellsOf(result, chosen) : [];
  const [first] = cells;
  if (!result || !first) return null;
  const { profile, against } = result;
  let example: Example | null = null;
  for (const cell of cells.slice(0, MOST_EXAMPLES)) {
    const next = await exampleOf(client, cell, profile);
    if (!example || next?.tells) example = next;
    if (example?.tells) break;
  }
  return {
    title: chosen ? `${first.key} → ${first.column}` : `Leaks of ${first.release}`,
    subject: {
      input: example?.input ?? null,
      besides: against === profile ? null : against,
      answer: null,
      stream: null,
      cells: cells.slice(0, MOST_CELLS),
      calls: [],
      region: regionNow(),
    },
    snippets: example?.snippets ?? null,
    ids: [],
  };
}
