import type { Exchange, ExchangeId } from '../../shared/capture/exchange.ts';
import type {
  Distribution,
  Facet,
  FacetValue,
  HistoryPage,
  HistoryState,
  Overview,
  PageCursor,
  Retention,
  SavedFilter,
  Sort,
} from '../../shared/contract/history.ts';
import type { SpanState, TelemetrySettings } from '../../shared/contract/telemetry.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { Health } from './health.ts';
import type { HistoryOptions } from './options.ts';
import type { Part } from './part.ts';
import { type AskedAgain, findAnswered } from './read/answered.ts';
import { Bodies } from './read/bodies.ts';
import { readExchange } from './read/exchange.ts';
import { Filtered } from './read/filtered.ts';
import { readJoined } from './read/joined.ts';
import { Others } from './read/others.ts';
import { type PageOf, rowsByNumber, type SizedExchange } from './read/page.ts';
import { readFilters, writeFilters } from './read/saved-filters.ts';
import type { KeptWholes } from './read/wholes.ts';
import type { SinkMessage } from './record/message.ts';
import { Recorder } from './record/recorder.ts';
import type { BodyBytes } from './store/bodies.ts';
import { type Database, number } from './store/database.ts';
import { openStore } from './store/open.ts';
import { bytesInUse, removeExchanges } from './store/remove.ts';
import { readRetention, writeRetention } from './store/retention.ts';
import { Upkeep } from './store/upkeep.ts';
import { numberOfId, updateExchange } from './store/write.ts';
import { SpanExport } from './telemetry/export.ts';
import type { SpanTarget } from './telemetry/sender.ts';
import { readTelemetry, writeTelemetry } from './telemetry/settings.ts';

/** Exchanges that one call removes at a time. */
const SLICE = 200;

/**
 * The store in this process: takes what sinks tell, answers what lists ask. Everything is done at once, in the order in
 * which it comes. Throws `DatabaseError` from its constructor where no store can be opened at all.
 */
export class History {
  readonly #database: Database;
  readonly #recorder: Recorder;
  readonly #redactor: Redactor;
  readonly #spans: SpanExport;
  readonly #options: HistoryOptions;
  readonly #file: string;
  readonly #newer: boolean;
  readonly #upkeep: Upkeep;
  readonly #others: Others;
  readonly #health: Health;
  readonly #bodies: Bodies;
  readonly #filtered: Filtered;
  #tellsRows: boolean;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#tellsRows = options.tellsRows ?? true;
    const { database, newer, file, state } = openStore(options.file, options);
    if (options.mostPages !== undefined) database.exec(`PRAGMA max_page_count = ${options.mostPages}`);
    this.#database = database;
    this.#file = file;
    this.#newer = newer;
    const onChange = (): void => options.onEvent({ type: 'state', state: this.state });
    this.#health = new Health({ file, state, onChange });
    this.#bodies = new Bodies(database, this.#health);
    this.#filtered = new Filtered(database, this.#health);
    database.onOddText(() => this.#health.damaged('a text of it is no UTF-8'));
    this.#redactor = new Redactor(options.salt);
    this.#recorder = new Recorder({
      database,
      redactor: this.#redactor,
      owner: options.owner,
      onCommit: (numbers, ids) => this.#committed(numbers, ids),
      onWriting: (writing, message) => this.#health.wrote(writing, message),
      onEnded: (exchange) => this.#spans.put(exchange),
    });
    this.#spans = new SpanExport({
      database,
      redactor: this.#redactor,
      holder: options.owner,
      onState: (state) => options.onEvent({ type: 'telemetry', state }),
      settleMs: options.settleMs,
    });
    this.#upkeep = new Upkeep({
      database,
      owner: options.owner,
      onRemoved: (ids) => options.onEvent({ type: 'removed', ids }),
    });
    if (!newer) this.#upkeep.start();
    this.#others = new Others(database, options.owner, (numbers) => this.#tellRows(numbers));
  }

  get state(): HistoryState {
    const exchanges = this.#health.read(
      () => number(this.#database.get('SELECT exchanges FROM total')?.exchanges),
      0,
    );
    return {
      ...this.#health.state,
      file: this.#file,
      exchanges,
      bytes: this.#health.read(() => bytesInUse(this.#database), 0),
    };
  }

  take(message: SinkMessage): void {
    if (!this.#newer) this.#recorder.take(message);
  }

  /** Whether it is told from now on which rows changed. */
  tellRows(on: boolean): void {
    this.#tellsRows = on;
  }

  /** Writes at once what waits. */
  flush(): void {
    if (!this.#newer) this.#recorder.flush();
  }

  page(query: string, sort: Sort, after: PageCursor | null, limit: number): HistoryPage {
    return this.#filtered.page(query, sort, after, limit);
  }

  /** The same with numbers and sizes alone. */
  sizes(query: string, sort: Sort, after: PageCursor | null, limit: number): PageOf<SizedExchange> {
    return this.#filtered.sizes(query, sort, after, limit);
  }

  /** Of the given numbers, the lines that a filter lets through. */
  matching(query: string, numbers: readonly number[]): HistoryPage['rows'] {
    return this.#filtered.matching(query, numbers);
  }

  exchange(which: ExchangeId | number): Exchange | null {
    const onDamage = (message: string): void => this.#health.damaged(message);
    return this.#health.read(() => readExchange(this.#database, which, onDamage), null);
  }

  body(id: ExchangeId, part: Part, from: number, to: number): BodyBytes {
    const exchange = numberOfId(this.#database, id);
    return exchange === null
      ? { bytes: new Uint8Array(0), damaged: false }
      : this.#bodies.bytes(exchange, part, from, to);
  }

  /** Exchanges with their bodies, by id or by number, as many of the first ones as go in one message. */
  wholes(wanted: readonly (ExchangeId | number)[]): KeptWholes {
    return this.#bodies.wholes(wanted, (which) => this.exchange(which));
  }

  facets(query: string, fields: readonly string[]): readonly Facet[] {
    return this.#filtered.facets(query, fields);
  }

  /** How the measured values of the filtered exchanges are spread. */
  numbers(query: string): readonly Distribution[] {
    return this.#filtered.numbers(query);
  }

  /** What the filtered exchanges come to over time and in groups. */
  overview(query: string): Overview {
    return this.#filtered.overview(query);
  }

  /** What is joined with the given exchanges, themselves included where it is. */
  joined(ids: readonly ExchangeId[]): HistoryPage['rows'] {
    return readJoined(this.#database, ids, this.#health);
  }

  /** Values that a field has, for completion. */
  values(field: string): readonly FacetValue[] {
    return this.#filtered.values(field);
  }

  count(query: string): number {
    return this.#filtered.count(query);
  }

  /** The newest exchange whose request was the same and whose answer came whole. */
  answered(asked: AskedAgain): ExchangeId | null {
    return this.#health.read(() => findAnswered(this.#database, this.#redactor, asked), null);
  }

  pin(ids: readonly ExchangeId[], pinned: boolean): void {
    const numbers = this.#numbers(ids);
    this.#database.transaction(() => {
      for (const one of numbers) updateExchange(this.#database, one, { pinned });
    });
    this.#committed(numbers, []);
  }

  /** Removes exchanges, pinned ones too: somebody asked for it. */
  remove(ids: readonly ExchangeId[]): void {
    const numbers = this.#numbers(ids);
    for (let at = 0; at < numbers.length; at += SLICE)
      this.#database.transaction(() => removeExchanges(this.#database, numbers.slice(at, at + SLICE)));
    this.#options.onEvent({ type: 'removed', ids });
  }

  retention(): Retention {
    return readRetention(this.#database);
  }

  retain(retention: Retention): void {
    writeRetention(this.#database, retention);
    this.#upkeep.now();
  }

  /** What was decided in the window, for the next start. */
  telemetry(): TelemetrySettings {
    return readTelemetry(this.#database);
  }

  saveTelemetry(settings: TelemetrySettings): void {
    const before = readTelemetry(this.#database);
    writeTelemetry(this.#database, settings);
    this.#spans.moved(before, settings);
  }

  /** Sends spans there from now on, or nowhere. */
  exportSpans(target: SpanTarget | null): void {
    if (!this.#newer) this.#spans.to(target);
  }

  spanState(): SpanState {
    return this.#spans.state;
  }

  filters(): readonly SavedFilter[] {
    return readFilters(this.#database);
  }

  saveFilters(filters: readonly SavedFilter[]): void {
    writeFilters(this.#database, filters);
  }

  /** Writes what waits and lets go of the file. */
  close(): void {
    this.#others.close();
    this.#upkeep.close();
    if (!this.#newer) {
      this.#recorder.close();
      this.#spans.close();
      // The log of changes goes into the file where nobody else is reading it.
      this.#health.read(() => this.#database.get('PRAGMA wal_checkpoint(TRUNCATE)'), undefined);
    }
    this.#database.close();
  }

  #numbers(ids: readonly ExchangeId[]): readonly number[] {
    return ids.flatMap((id) => numberOfId(this.#database, id) ?? []);
  }

  #committed(numbers: readonly number[], ids: readonly ExchangeId[]): void {
    this.#options.onKept?.(ids);
    this.#spans.wake();
    this.#tellRows(numbers);
  }

  #tellRows(numbers: readonly number[]): void {
    const tellsRows = this.#tellsRows;
    // Damage is met by reading: where nobody follows the rows, the newest is read all the same.
    const read = tellsRows ? numbers : numbers.slice(-1);
    const rows = rowsByNumber(this.#database, read, (message) => this.#health.damaged(message));
    if (tellsRows && rows.length > 0) this.#options.onEvent({ type: 'rows', rows });
  }
}
