import type { Exchange, ExchangeId, ExchangeRow } from '../../../shared/capture/exchange.ts';
import type {
  Distribution,
  Facet,
  FacetValue,
  HistoryEvent,
  HistoryPage,
  HistoryState,
  Overview,
  PageCursor,
  Retention,
  SavedFilter,
  Sort,
} from '../../../shared/contract/history.ts';
import type { SpanState, TelemetrySettings } from '../../../shared/contract/telemetry.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import type { Recorded } from '../../capture/replay.ts';
import type { Part } from '../part.ts';
import type { AskedAgain } from '../read/answered.ts';
import type { PageOf, SizedExchange } from '../read/page.ts';
import type { KeptWholes } from '../read/wholes.ts';
import type { BodyBytes } from '../store/bodies.ts';
import type { SpanTarget } from '../telemetry/sender.ts';
import type { Packed } from './pack.ts';

/** What can be asked of the exchanges of this session, whether there is a store or not. Whoever asks gives a name. */
export interface LiveCalls {
  /**
   * The next {@link LiveEvent} of a list as JSON; all rows at first. Null once it was left. Whoever is slow gets rows as
   * they are then.
   */
  liveNext(asker: string): Promise<string | null>;
  /** Gives up what was asked under this name. */
  liveLeave(asker: string): void;
  /** An {@link OpenedExchange} as JSON; null where it is not held. */
  liveOpen(asker: string, id: ExchangeId, profile: ProfileId): Promise<string | null>;
  /** The newest whole answer to the same request; null where none is held. */
  liveAnswered(row: ExchangeRow, body: Uint8Array): Promise<Recorded | null>;
  liveClear(): void;
  /** Answers once it is known what the bodies of exchanges that are over say, or that takes too long. */
  settled(): Promise<void>;
}

export const LIVE_METHODS = [
  'liveNext',
  'liveLeave',
  'liveOpen',
  'liveAnswered',
  'liveClear',
  'settled',
] as const satisfies readonly (keyof LiveCalls)[];

/** What the store can be asked, with what it answers. */
export interface StoreCalls extends LiveCalls {
  state(): HistoryState;
  page(query: string, sort: Sort, after: PageCursor | null, limit: number): HistoryPage;
  sizes(query: string, sort: Sort, after: PageCursor | null, limit: number): PageOf<SizedExchange>;
  matching(query: string, numbers: readonly number[]): HistoryPage['rows'];
  exchange(id: ExchangeId): Exchange | null;
  body(id: ExchangeId, part: Part, from: number, to: number): BodyBytes;
  wholes(wanted: readonly (ExchangeId | number)[]): KeptWholes;
  facets(query: string, fields: readonly string[]): readonly Facet[];
  numbers(query: string): readonly Distribution[];
  values(field: string): readonly FacetValue[];
  count(query: string): number;
  overview(query: string): Overview;
  joined(ids: readonly ExchangeId[]): HistoryPage['rows'];
  answered(asked: AskedAgain): ExchangeId | null;
  pin(ids: readonly ExchangeId[], pinned: boolean): void;
  remove(ids: readonly ExchangeId[]): void;
  retention(): Retention;
  retain(retention: Retention): void;
  telemetry(): TelemetrySettings;
  saveTelemetry(settings: TelemetrySettings): void;
  spanState(): SpanState;
  filters(): readonly SavedFilter[];
  saveFilters(filters: readonly SavedFilter[]): void;
  /** Writes at once what waits. */
  flush(): void;
}
export type StoreMethod = keyof StoreCalls;

/** What the store's process is told. */
export type ToStore =
  | {
      readonly type: 'open';
      readonly file: string;
      readonly salt: string;
      /** Whether a process before it ended by a fault, which a damaged text may have been. */
      readonly careful: boolean;
      /** The program that works out what captured bodies say, as an absolute path; null where nobody is to. */
      readonly worker: string | null;
      /** Whether a window lists the exchanges of this session, and the number that the first one has there. */
      readonly listed: boolean;
      readonly firstNumber: number;
      /** Whether it tells which rows changed, until it is told otherwise. */
      readonly tellsRows: boolean;
    }
  | { readonly type: 'tell-rows'; readonly on: boolean }
  | ({ readonly type: 'take' } & Packed)
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: StoreMethod;
      readonly args: readonly unknown[];
    }
  /** Where spans go from now on; null for nowhere. */
  | { readonly type: 'export'; readonly target: SpanTarget | null }
  | { readonly type: 'close' };

/** What it tells. */
export type FromStore =
  | { readonly type: 'event'; readonly event: HistoryEvent }
  /** So many bytes of what was told have been taken in. */
  | { readonly type: 'took'; readonly bytes: number }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
  | { readonly type: 'closed' };

/** A line between two processes, whatever carries it. */
export interface StoreLine {
  /** @param onSent called once the bytes of a batch may be written over */
  send(message: ToStore, onSent?: () => void): void;
  onMessage(listener: (message: FromStore) => void): void;
  /** Called once, when the process is no more. */
  onExit(listener: () => void): void;
  kill(): void;
}
