import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Exchange, ExchangeRow } from '../capture/exchange.ts';
import { endpoint } from './fields.ts';
import {
  type Distribution,
  type Facet,
  type FacetValue,
  type HistoryBody,
  type HistoryEvent,
  type HistoryPage,
  type HistoryState,
  type Overview,
  type Retention,
  type SavedFilter,
  SORT_KEYS,
} from './history.ts';
import type { TelemetryState } from './telemetry.ts';

const id = z.string().min(1).max(64);
const ids = z.array(id).max(10_000);
const query = z.string().max(8_000);
const field = z.string().max(32);

const retention = z.object({
  maxBytes: z.number().int().min(1_000_000).max(1e13),
  maxDays: z.number().min(0.01).max(36_500).nullable(),
  maxExchanges: z.number().int().min(1).max(1e9).nullable(),
});

/** What was captured and sent: listed, found, opened, kept. */
export const history = {
  state: oc.output(type<HistoryState>()),
  /** A page of the list. A filter that is not understood in places is taken without them. */
  page: oc
    .input(
      z.object({
        query,
        sort: z.object({ by: z.enum(SORT_KEYS), descending: z.boolean() }),
        after: z.string().max(1_000).nullable(),
        limit: z.number().int().min(1).max(1_000),
      }),
    )
    .output(type<HistoryPage>()),
  /** What happens from now on; of rows those that the filter lets through, and that it let through before. */
  follow: oc.input(z.object({ query })).output(eventIterator(type<HistoryEvent>())),
  exchange: oc.input(z.object({ id })).output(type<Exchange | null>()),
  /** Bytes of a body from `from` to before `to`. */
  body: oc
    .input(
      z.object({
        id,
        part: z.enum(['request', 'response']),
        from: z.number().int().min(0),
        to: z.number().int().min(0),
      }),
    )
    .output(type<HistoryBody>()),
  count: oc.input(z.object({ query })).output(type<number>()),
  facets: oc.input(z.object({ query, fields: z.array(field).max(12) })).output(type<readonly Facet[]>()),
  /** How the measured values are spread, for small charts. */
  numbers: oc.input(z.object({ query })).output(type<readonly Distribution[]>()),
  /** What the filtered exchanges come to over time, and by model, release and refusal. */
  overview: oc.input(z.object({ query })).output(type<Overview>()),
  /** The exchanges of LiteLLM's other side that are joined with these, and what else is joined with those. */
  joined: oc.input(z.object({ ids: z.array(id).max(2_000) })).output(type<readonly ExchangeRow[]>()),
  /** Values of a field in the whole store, for completion. */
  values: oc.input(z.object({ field })).output(type<readonly FacetValue[]>()),
  pin: oc.input(z.object({ ids, pinned: z.boolean() })),
  remove: oc.input(z.object({ ids })),
  retention: {
    get: oc.output(type<Retention>()),
    set: oc.input(retention).output(type<Retention>()),
  },
  /** Where exchanges go as spans, and how that stands. */
  telemetry: {
    follow: oc.output(eventIterator(type<TelemetryState>())),
    set: oc
      .input(
        z.object({ on: z.boolean(), endpoint: z.union([z.literal(''), endpoint]), content: z.boolean() }),
      )
      .output(type<TelemetryState>()),
  },
  filters: {
    get: oc.output(type<readonly SavedFilter[]>()),
    set: oc
      .input(z.array(z.object({ name: z.string().min(1).max(100), query })).max(200))
      .output(type<readonly SavedFilter[]>()),
  },
};
