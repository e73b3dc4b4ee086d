import { FORM_OF } from '../../shared/capture/client-form.ts';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import type { OpenedExchange } from '../../shared/contract/capture.ts';
import type { Encoded } from '../../shared/contract/encoded.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { CapturedCall } from '../inspector/captured.ts';
import type { Job } from '../inspector/work/job.ts';
import { REQUEST, RESPONSE } from './part.ts';
import type { HistoryClient } from './process/client.ts';

/** Longer bodies are shown by their beginning, bytes. */
const LARGEST = 64 * 1024 * 1024;

interface Work {
  one(job: Job, signal: AbortSignal): Promise<string>;
}

/** The client's own request behind a call to Bedrock, where it was kept. */
async function clientOf({ ask }: HistoryClient, cause: ExchangeRow['cause']) {
  const client = cause && (await ask.exchange(cause.client));
  const form = client ? FORM_OF[client.dialect] : undefined;
  if (!client || !form) return null;
  const { bytes } = await ask.body(client.id, REQUEST, 0, LARGEST);
  return { form, request: bytes };
}

/** An exchange out of the history with its bodies, as a captured one is opened; null where it is not kept. */
export async function openKept(
  history: HistoryClient,
  work: Work,
  id: string,
  profile: ProfileId,
  signal: AbortSignal,
): Promise<Encoded<OpenedExchange> | null> {
  const { ask } = history;
  const exchange = await ask.exchange(id).catch(() => null);
  if (!exchange) return null;
  const {
    requestMs,
    request,
    response,
    deliveries,
    links,
    requestHeaders,
    responseHeaders,
    alterations,
    failure,
    ...row
  } = exchange;
  const { bytes: asked } = await ask.body(id, REQUEST, 0, LARGEST);
  const { bytes: answered } = await ask.body(id, RESPONSE, 0, LARGEST);
  const call: CapturedCall = {
    operation: row.operation,
    model: row.model ?? '',
    request: asked,
    answer:
      row.status === null
        ? null
        : {
            status: row.status,
            mediaType: response.mediaType,
            errorType: row.error,
            bytes: answered,
            deliveries,
            endMs: row.endMs ?? 0,
          },
    left: row.state === 'cancelled',
    // Secrets were taken out before it was kept.
    secrets: [],
    salt: '',
  };
  const client = await clientOf(history, row.cause);
  const bodies = await work.one({ kind: 'open-captured', call, route: row.route, client, profile }, signal);
  const rest = JSON.stringify({ row, requestHeaders, responseHeaders, alterations, failure });
  return { json: `${rest.slice(0, -1)},${bodies.slice(1)}` };
}
