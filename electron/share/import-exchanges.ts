import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { OpenedShare } from '../../shared/contract/share.ts';
import { UnreadableShare } from '../../shared/share/file/share-file.ts';
import { bytesOf, type SharedExchange, startOfShared } from '../../shared/share/file/shared-exchange.ts';
import type { HistoryClient } from '../history/process/client.ts';

/** What became of a file's exchanges. */
export interface Imported {
  readonly taken: number;
  /** Those that the history had already. */
  readonly known: number;
  /** The newest that was taken or known; null for none. */
  readonly last: ExchangeId | null;
}

/** So many exchanges go to the store before it is waited for: it must not lag so far that it leaves bodies out. */
const AT_A_TIME = 20;

/** Tells the history of an exchange as if it had happened now; its times are those of the file. */
function tell(history: HistoryClient, exchange: SharedExchange): void {
  const { id, requestMs, headMs, endMs, status, responseHeaders, deliveries, state, failure } = exchange;
  history.opened(startOfShared(exchange));
  history.requestBody(id, bytesOf(exchange.request));
  history.requestEnded(id, requestMs ?? 0);
  if (status !== null) history.responseHead(id, { status, headers: responseHeaders, atMs: headMs ?? 0 });
  const bytes = bytesOf(exchange.response);
  const reads = deliveries.length > 0 ? deliveries : [[0, endMs ?? headMs ?? 0] as const];
  // Each byte goes in once, wherever the reads of a foreign file say that they begin.
  let done = 0;
  for (const [i, [, atMs]] of reads.entries()) {
    const end = Math.min(reads[i + 1]?.[0] ?? bytes.length, bytes.length);
    if (end <= done) continue;
    history.delivery(id, bytes.subarray(done, end), atMs);
    done = end;
  }
  history.described(id, {
    flags: exchange.flags,
    ...(exchange.release === null ? {} : { release: exchange.release }),
  });
  const ended = state === 'open' || state === 'interrupted' ? 'failed' : state;
  history.ended(id, { state: ended, atMs: endMs ?? headMs ?? requestMs ?? 0, failure });
}

/** Takes the exchanges of a file into the history; nothing of them is run or sent. */
export async function importExchanges(
  history: HistoryClient,
  exchanges: AsyncIterable<SharedExchange>,
): Promise<Imported> {
  let [taken, known] = [0, 0];
  let last: ExchangeId | null = null;
  for await (const exchange of exchanges) {
    last = exchange.id;
    if (await history.ask.exchange(exchange.id)) known += 1;
    else {
      tell(history, exchange);
      taken += 1;
      if (taken % AT_A_TIME === 0) await history.ask.flush();
    }
  }
  await history.ask.flush();
  return { taken, known, last };
}

/** The same for whoever asks: says so where the file cannot be read. */
export async function openShare(
  history: HistoryClient,
  exchanges: AsyncIterable<SharedExchange>,
): Promise<OpenedShare> {
  try {
    return { ok: true, ...(await importExchanges(history, exchanges)) };
  } catch (error) {
    if (error instanceof UnreadableShare) return { ok: false, message: error.message };
    throw error;
  }
}
