import type { ExchangeId, ExchangeRow } from '../capture/exchange.ts';
import type { SpanState } from './telemetry.ts';

/** How the store is. Only `open` keeps what comes. */
export interface HistoryState {
  /**
   * `open`: all is well. `read-only`: a later Strata wrote it. `full`: the disk takes no more. `damaged`: parts cannot be
   * read. `missing`: the database's native part is not there. `failed`: it ended and is being started again.
   */
  readonly kind: 'opening' | 'open' | 'read-only' | 'full' | 'damaged' | 'missing' | 'failed';
  /** What is the matter and what to do, for the user; empty where all is well. */
  readonly sentence: string;
  /** The store's file. */
  readonly file: string;
  readonly exchanges: number;
  /** Bytes on disk. */
  readonly bytes: number;
}

/** What the list may be sorted by. */
export const SORT_KEYS = [
  'started',
  'program',
  'model',
  'asked',
  'route',
  'status',
  'tokens-in',
  'tokens-out',
  'first-token',
  'duration',
  'stall',
  'size',
  'flags',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sort {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** The place after a row, as the host gave it. */
export type PageCursor = string;

/** Rows in their order. A search that takes long gives what it has and where it stands: ask on with `next`. */
export interface HistoryPage {
  readonly rows: readonly ExchangeRow[];
  /** Where the next page begins; null at the end. */
  readonly next: PageCursor | null;
  /** Milliseconds since 1970 of the oldest exchange that was looked at so far; null where all were. */
  readonly searchedTo: number | null;
}

/** What changed in the store, for lists that are open. */
export type HistoryEvent =
  | { readonly type: 'state'; readonly state: HistoryState }
  /** New or changed exchanges; those that are opened first come in the order of their numbers. */
  | { readonly type: 'rows'; readonly rows: readonly ExchangeRow[] }
  | { readonly type: 'removed'; readonly ids: readonly ExchangeId[] }
  /** Spans were sent, or could not be. */
  | { readonly type: 'telemetry'; readonly state: SpanState };

/** What is kept: whatever is reached first. Pinned exchanges stay. */
export interface Retention {
  /** Bytes on disk. */
  readonly maxBytes: number;
  /** Days; null keeps them for ever. */
  readonly maxDays: number | null;
  readonly maxExchanges: number | null;
}

/** A value of a field and how many of the filtered exchanges have it. */
export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface Facet {
  readonly field: string;
  readonly values: readonly FacetValue[];
  /** False while older exchanges have not been counted yet. */
  readonly complete: boolean;
}

/** A filter that has a name. */
export interface SavedFilter {
  readonly name: string;
  readonly query: string;
}

/** Bytes of a body, base64. `damaged`: some cannot be read. */
export interface HistoryBody {
  readonly base64: string;
  readonly damaged: boolean;
}

/** Fields that are shown as distributions. */
export const NUMBER_FIELDS = [
  'first-token',
  'duration',
  'stall',
  'burst',
  'tokens-in',
  'tokens-out',
] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

/** How many exchanges have a value from `from` to before `to`; the last has no end. */
export interface Bucket {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

/** How a field's values are spread over the filtered exchanges. */
export interface Distribution {
  readonly field: NumberField;
  readonly buckets: readonly Bucket[];
  readonly average: number | null;
}

/** Fields by which exchanges are summed up. */
export const GROUPED_BY = ['model', 'release', 'error'] as const;
export type GroupedBy = (typeof GROUPED_BY)[number];

/** What the exchanges with one value of a field come to. Means are over those that have a value. */
export interface GroupRow {
  readonly value: string;
  readonly calls: number;
  readonly refused: number;
  readonly firstTokenMs: number | null;
  readonly stallMs: number | null;
  /** 0 … 1. */
  readonly burstShare: number | null;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cacheRead: number;
}

/** Calls over time, in steps of one length. */
export interface TimeSeries {
  /** Milliseconds since 1970 of the first step. */
  readonly from: number;
  readonly stepMs: number;
  /** Calls of each step by model; the models that are not named alone have null together. */
  readonly series: readonly { readonly model: string | null; readonly counts: readonly number[] }[];
  readonly refused: readonly number[];
  /** The mean of each step; null where nothing has one. */
  readonly firstTokenMs: readonly (number | null)[];
}

/** What the filtered exchanges come to. */
export interface Overview {
  readonly over: TimeSeries;
  readonly groups: readonly { readonly field: GroupedBy; readonly rows: readonly GroupRow[] }[];
}
