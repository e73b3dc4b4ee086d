import type { ExchangeId, ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { LiveEvent, OpenedExchange } from '../../../shared/contract/capture.ts';
import type { Encoded } from '../../../shared/contract/encoded.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import type { Recorded } from '../replay.ts';

/** The exchanges of this session for a window, wherever they are held. */
export interface LiveView {
  /** By it a secret has the same mark in this list as wherever else it is taken out. */
  readonly salt: string;
  /** The rows now and as they change, until `signal` aborts. */
  follow(signal: AbortSignal): AsyncGenerator<Encoded<LiveEvent>>;
  /** An exchange with its bodies, without secrets; null where it is not held any more. */
  open(id: ExchangeId, profile: ProfileId, signal: AbortSignal): Promise<Encoded<OpenedExchange> | null>;
  /** The newest whole answer to the same request (operation, model and body alike); null where none is held. */
  answered(row: ExchangeRow, body: Uint8Array): Promise<Recorded | null>;
  /** Forgets all exchanges that are over. */
  clear(): void;
}
