import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { HistoryEvent } from '../../shared/contract/history.ts';
import { REQUEST, RESPONSE } from './part.ts';
import type { HistoryClient } from './process/client.ts';
import type { TelemetryChoice } from './telemetry/choice.ts';

const NEVER = new AbortController().signal;

/** A body is given in pieces of at most this, bytes. */
const LARGEST_PIECE = 16 * 1024 * 1024;
/** Events that a list which lags may leave waiting; then it is told to ask anew. */
const MOST_WAITING = 2_000;

/** Binds the history's part of the contract to the store. */
export function historyRoutes(history: HistoryClient, telemetry: TelemetryChoice) {
  const os = implement(contract).history;
  const { ask } = history;
  return {
    // What the client remembers is of the last time that something was the matter: how much is kept is asked anew.
    state: os.state.handler(() => ask.state().catch(() => history.state)),
    page: os.page.handler(({ input }) => ask.page(input.query, input.sort, input.after, input.limit)),
    follow: os.follow.handler(({ input, signal }) => follow(history, input.query, signal)),
    exchange: os.exchange.handler(({ input }) => ask.exchange(input.id)),
    body: os.body.handler(async ({ input }) => {
      const part = input.part === 'request' ? REQUEST : RESPONSE;
      const to = Math.min(input.to, input.from + LARGEST_PIECE);
      const { bytes, damaged } = await ask.body(input.id, part, input.from, to);
      return { base64: Buffer.from(bytes).toString('base64'), damaged };
    }),
    count: os.count.handler(({ input }) => ask.count(input.query)),
    facets: os.facets.handler(({ input }) => ask.facets(input.query, input.fields)),
    numbers: os.numbers.handler(({ input }) => ask.numbers(input.query)),
    overview: os.overview.handler(({ input }) => ask.overview(input.query)),
    joined: os.joined.handler(({ input }) => ask.joined(input.ids)),
    values: os.values.handler(({ input }) => ask.values(input.field)),
    pin: os.pin.handler(({ input }) => ask.pin(input.ids, input.pinned)),
    remove: os.remove.handler(({ input }) => ask.remove(input.ids)),
    retention: {
      get: os.retention.get.handler(() => ask.retention()),
      set: os.retention.set.handler(async ({ input }) => {
        await ask.retain(input);
        return ask.retention();
      }),
    },
    telemetry: {
      follow: os.telemetry.follow.handler(({ signal = NEVER }) => telemetry.follow(signal)),
      set: os.telemetry.set.handler(({ input }) => telemetry.set(input)),
    },
    filters: {
      get: os.filters.get.handler(() => ask.filters()),
      set: os.filters.set.handler(async ({ input }) => {
        await ask.saveFilters(input);
        return ask.filters();
      }),
    },
  };
}

/** Events for one list, until it is left. */
async function* follow(
  history: HistoryClient,
  query: string,
  signal?: AbortSignal,
): AsyncGenerator<HistoryEvent> {
  const waiting: HistoryEvent[] = [{ type: 'state', state: history.state }];
  let wake: (() => void) | null = null;
  const stop = history.follow((event) => {
    if (waiting.length < MOST_WAITING) waiting.push(event);
    wake?.();
  });
  const onAbort = (): void => wake?.();
  signal?.addEventListener('abort', onAbort);
  try {
    while (!signal?.aborted) {
      const event = waiting.shift();
      if (event) yield await through(history, query, event);
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Of rows, those that the filter lets through; those that it does not let through any more are removed. */
async function through(history: HistoryClient, query: string, event: HistoryEvent): Promise<HistoryEvent> {
  if (event.type !== 'rows' || query.trim() === '') return event;
  const numbers = event.rows.map((row) => row.number);
  const rows = await history.ask.matching(query, numbers).catch(() => event.rows);
  return { type: 'rows', rows };
}
