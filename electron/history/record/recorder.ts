import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import type { Redactor } from '../../../shared/redaction/redactor.ts';
import { type Database, DatabaseError } from '../store/database.ts';
import { addAlterations, numberOfId, putFlags, updateExchange } from '../store/write.ts';
import { Live } from './live.ts';
import type { SinkMessage } from './message.ts';
import { RETRY_MS, type Writing } from './writing.ts';

/** Writes are gathered for so long, milliseconds, or until so many bytes have come. */
const GROUP_MS = 100;
const GROUP_BYTES = 256 * 1024;
/** Where the disk takes nothing, bodies are given up beyond this, bytes. */
const MOST_WAITING = 64 * 1024 * 1024;

export interface RecorderOptions {
  readonly database: Database;
  readonly redactor: Redactor;
  /** Names this process among those that share the store. */
  readonly owner: string;
  /** Called after each commit with the numbers of what changed, and the ids that can be counted on from now on. */
  readonly onCommit: (numbers: readonly number[], ids: readonly ExchangeId[]) => void;
  readonly onWriting: (writing: Writing, message: string) => void;
  /** Called inside the transaction that writes the end of an exchange, with its number. */
  readonly onEnded?: (exchange: number) => void;
}

/** Turns what a sink tells into rows, in groups. Exchanges of other sinks may be written to the same file meanwhile. */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #live = new Map<ExchangeId, Live>();
  readonly #changed = new Map<ExchangeId, Live>();
  /** What came for exchanges that are over. */
  #later: Extract<SinkMessage, { type: 'described' | 'linked' }>[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #writing: Writing = 'fine';

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Exchanges that run. */
  get running(): number {
    return this.#live.size;
  }

  take(message: SinkMessage): void {
    if (message.type === 'learn') {
      this.#options.redactor.learn(...message.secrets);
      return;
    }
    const id =
      message.type === 'opened'
        ? message.start.id
        : message.type === 'linked'
          ? message.link.bedrock
          : message.id;
    if (message.type === 'opened') this.#live.set(id, new Live(message.start, this.#options.redactor));
    const live = this.#live.get(id);
    if (live) this.#apply(live, message, id);
    else if (message.type === 'described' || message.type === 'linked') this.#later.push(message);
    else return;
    if ('bytes' in message) this.#bytes += message.bytes.length;
    if (this.#bytes >= GROUP_BYTES && this.#writing === 'fine') this.flush();
    else this.#schedule(this.#writing === 'fine' ? GROUP_MS : RETRY_MS);
  }

  #apply(live: Live, message: SinkMessage, id: ExchangeId): void {
    this.#changed.set(id, live);
    switch (message.type) {
      case 'request-body':
        live.requestBody(message.bytes);
        break;
      case 'request-ended':
        live.requestEnded(message.atMs);
        break;
      case 'head':
        live.head(message.head);
        break;
      case 'delivery':
        live.delivery(message.bytes, message.atMs);
        break;
      case 'lagged':
        live.lagged(message.part);
        break;
      case 'described':
        live.described(message.patch);
        break;
      case 'linked':
        live.linked(message.link);
        break;
      case 'ended':
        this.#live.delete(id);
        live.finish(message.end);
    }
  }

  /** Writes everything that waits, in one transaction. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#changed.size === 0 && this.#later.length === 0) return;
    const { database, onCommit } = this.#options;
    const changed = [...this.#changed];
    const later = this.#later;
    try {
      const { done, numbers } = database.transaction(() => ({
        done: changed.map(([, live]) => this.#save(live)),
        numbers: later.flatMap((message) => applyLater(database, message)),
      }));
      for (const step of done) step();
      this.#changed.clear();
      this.#later = [];
      this.#bytes = 0;
      this.#tell('fine', '');
      const own = changed.flatMap(([, live]) => live.number ?? []);
      onCommit(
        [...new Set([...own, ...numbers])],
        changed.map(([id]) => id),
      );
    } catch (error) {
      this.#failed(error);
    }
  }

  #save(live: Live): () => void {
    const { database, owner, onEnded } = this.#options;
    const { done, number } = live.save(database, owner);
    if (live.ended && live.source !== 'import') onEnded?.(number);
    return done;
  }

  /** Nothing is lost but what there is no room for: it is tried again. */
  #failed(error: unknown): void {
    if (!(error instanceof DatabaseError)) throw error;
    const full = error.code.startsWith('SQLITE_FULL') || error.code.startsWith('SQLITE_IOERR');
    if (error.code.startsWith('SQLITE_CONSTRAINT')) {
      this.#flushOneByOne();
      return;
    }
    const waiting = [...this.#changed.values()].reduce((sum, live) => sum + live.waiting, 0);
    if (waiting > MOST_WAITING) for (const live of this.#changed.values()) live.drop();
    this.#tell(full ? 'full' : 'failed', error.message);
    this.#schedule(RETRY_MS);
  }

  /** One exchange that cannot be written must not hold up the others. */
  #flushOneByOne(): void {
    const { database, onCommit } = this.#options;
    for (const [id, live] of this.#changed) {
      this.#changed.delete(id);
      try {
        database.transaction(() => this.#save(live))();
        onCommit(live.number === null ? [] : [live.number], [id]);
      } catch {
        this.#live.delete(id);
      }
    }
    this.#later = [];
  }

  #tell(writing: Writing, message: string): void {
    if (writing === this.#writing) return;
    this.#writing = writing;
    this.#options.onWriting(writing, message);
  }

  #schedule(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.flush();
    }, ms);
  }

  /** Writes the rest; what still runs stays as it is. */
  close(): void {
    this.flush();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function applyLater(
  database: Database,
  message: Extract<SinkMessage, { type: 'described' | 'linked' }>,
): readonly number[] {
  const number = numberOfId(database, message.type === 'linked' ? message.link.bedrock : message.id);
  if (number === null) return [];
  if (message.type === 'linked') {
    updateExchange(database, number, { cause: message.link });
    return [number];
  }
  const { flags, alterations, ...change } = message.patch;
  updateExchange(database, number, change as Parameters<typeof updateExchange>[2]);
  if (flags) putFlags(database, number, flags);
  if (alterations) addAlterations(database, number, alterations);
  return [number];
}
