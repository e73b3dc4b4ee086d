import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { HistoryEvent } from '../../shared/contract/history.ts';

/** What a history is opened with. */
export interface HistoryOptions {
  /** Absolute path of the store's file. */
  readonly file: string;
  /** Names this process among those that share the store. */
  readonly owner: string;
  readonly salt: string;
  /** Whether texts of the file are read so that one that is none ends nothing: after a fault. */
  readonly careful?: boolean;
  /** Pages that the file may have; more is refused as on a full disk. As many as there is room for without it. */
  readonly mostPages?: number;
  /** How long spans wait for what becomes known after the end; the usual without it, milliseconds. */
  readonly settleMs?: number;
  /** False where nobody wants to know which rows changed. */
  readonly tellsRows?: boolean;
  readonly onEvent: (event: HistoryEvent) => void;
  /** Called after each commit with the ids of the exchanges that are on disk now. */
  readonly onKept?: (ids: readonly ExchangeId[]) => void;
}
