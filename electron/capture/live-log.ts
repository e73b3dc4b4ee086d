import { FORM_OF } from '../../shared/capture/client-form.ts';
import type {
  ExchangeId,
  ExchangePatch,
  ExchangeRow,
  ExchangeStart,
  Link,
} from '../../shared/capture/exchange.ts';
import { callsItself } from '../../shared/capture/program.ts';
import { requestIdOf } from '../../shared/capture/request-id.ts';
import type { LiveEvent, OpenedExchange } from '../../shared/contract/capture.ts';
import type { Encoded } from '../../shared/contract/encoded.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { entryOf as entryAt } from '../../shared/proxy/entry.ts';
import type { ExchangeEnd, ExchangeSink, ResponseHead } from '../history/sink.ts';
import type { ClientCall, Judged } from '../inspector/captured.ts';
import { answeredAmong } from './live/answered-among.ts';
import { type Assessed, Assessor, type Work } from './live/assessor.ts';
import { callOf, requestOf } from './live/captured-call.ts';
import { Conversations } from './live/conversations.ts';
import { type Entry, entryOf, noBodies, rowOf, withFlags } from './live/entry.ts';
import { Feed } from './live/feed.ts';
import type { GatheredBytes } from './live/gathered-bytes.ts';
import type { LiveView } from './live/live-view.ts';
import { SessionSecrets } from './live/secrets.ts';
import type { Recorded } from './replay.ts';

/** What is kept in memory: the list of this session. */
export interface LiveLimits {
  readonly exchanges: number;
  /** Bytes of all bodies; older ones give way. */
  readonly bytes: number;
}

/**
 * A window is told of an answer that goes on at most so often, milliseconds: all that changes of the row is how much has
 * come, and each row that is told costs the process that forwards as much as several frames.
 */
const TELL_MS = 1_000;

/** What is held for a window. */
export const LIMITS: LiveLimits = { exchanges: 5_000, bytes: 256 * 1024 * 1024 };

export interface LiveLogOptions {
  readonly limits?: LiveLimits;
  /** By which secrets are marked; one of its own without it. */
  readonly salt?: string;
  /** The number of the first exchange. */
  readonly firstNumber?: number;
  /** Called with what the bodies of an exchange that is over tell. */
  readonly onDescribed?: (id: ExchangeId, patch: ExchangePatch) => void;
}

/**
 * The exchanges of this session, for the window: rows at once, what their bodies say once they are over. Bodies are
 * decoded and searched by `work`.
 */
export class LiveLog implements ExchangeSink, LiveView {
  readonly #entries = new Map<ExchangeId, Entry>();
  readonly #feed = new Feed((id) => this.row(id));
  readonly #work: Work;
  readonly #limits: LiveLimits;
  readonly #assessor: Assessor;
  readonly #secrets: SessionSecrets;
  readonly #conversations = new Conversations();
  #number: number;
  #bytes = 0;

  constructor(work: Work, { limits = LIMITS, salt, firstNumber = 1, onDescribed }: LiveLogOptions = {}) {
    this.#work = work;
    this.#limits = limits;
    this.#secrets = new SessionSecrets(salt);
    this.#number = firstNumber;
    this.#assessor = new Assessor({
      work,
      subject: (id) => this.#subject(id),
      onJudged: (id, judged) => this.#judged(id, judged),
      onDescribed: (id, patch) => {
        this.described(id, patch);
        onDescribed?.(id, patch);
      },
    });
  }

  get salt(): string {
    return this.#secrets.salt;
  }

  /** Ends once everything that is over has been looked into. */
  settled(): Promise<void> {
    return this.#assessor.settled();
  }

  opened(start: ExchangeStart): void {
    this.#entries.set(start.id, entryOf(start, this.#number++, this.#secrets));
    this.#feed.changed(start.id);
    this.#makeRoom();
  }

  requestBody(id: ExchangeId, bytes: Uint8Array): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#keep(entry, entry.request, bytes);
    entry.row = { ...entry.row, requestBytes: entry.row.requestBytes + bytes.length };
  }

  requestEnded(id: ExchangeId): void {
    this.#feed.changed(id);
  }

  responseHead(id: ExchangeId, head: ResponseHead): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.head = head;
    const requestId = requestIdOf(head.headers);
    entry.row = { ...entry.row, status: head.status, headMs: head.atMs, requestId };
    this.#feed.changed(id);
  }

  delivery(id: ExchangeId, bytes: Uint8Array, atMs: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (entry.kept) {
      entry.offsets.push(entry.responseBytes);
      entry.times.push(atMs);
    }
    this.#keep(entry, entry.response, bytes);
    entry.responseBytes += bytes.length;
    entry.firstMs ??= atMs;
    if (atMs - entry.toldMs < TELL_MS) return;
    entry.toldMs = atMs;
    this.#feed.changed(id);
  }

  ended(id: ExchangeId, end: ExchangeEnd): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.failure = this.#secrets.clean(end.failure);
    entry.row = { ...rowOf(entry), state: end.state, endMs: end.atMs };
    this.#feed.changed(id);
    this.#assessor.assess(id);
  }

  described(id: ExchangeId, { flags, alterations, release, ...patch }: ExchangePatch): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (alterations) entry.alterations = [...entry.alterations, ...alterations];
    entry.row = {
      ...entry.row,
      ...patch,
      ...(release === undefined ? {} : { release }),
      ...(flags ? { flags: withFlags(entry.row.flags, flags) } : {}),
    };
    this.#feed.changed(id);
  }

  linked({ client, bedrock, evidence }: Link): void {
    const entry = this.#entries.get(bedrock);
    if (!entry) return;
    entry.row = { ...entry.row, cause: { client, evidence } };
    this.#feed.changed(bedrock);
    if (entry.row.state !== 'open') this.#assessor.recognise(bedrock);
  }

  learn(...secrets: readonly string[]): void {
    this.#secrets.learn(...secrets);
  }

  /** From here on a body has a gap: nothing can be told by it. */
  lagged(id: ExchangeId): void {
    const entry = this.#entries.get(id);
    if (entry) this.#drop(entry);
  }

  async *follow(signal: AbortSignal): AsyncGenerator<Encoded<LiveEvent>> {
    for await (const event of this.#feed.follow(this.#entries.keys(), signal))
      yield { json: JSON.stringify(event) };
  }

  clear(): void {
    for (const [id, { row }] of this.#entries) if (row.state !== 'open') this.#remove(id);
    this.#conversations.clear();
  }

  row(id: ExchangeId): ExchangeRow | null {
    const entry = this.#entries.get(id);
    return entry ? rowOf(entry) : null;
  }

  rows(): readonly ExchangeRow[] {
    return [...this.#entries.values()].map(rowOf);
  }

  async answered(row: ExchangeRow, body: Uint8Array): Promise<Recorded | null> {
    return answeredAmong([...this.#entries.values()].reverse(), row, body);
  }

  async open(
    id: ExchangeId,
    profile: ProfileId,
    signal: AbortSignal,
  ): Promise<Encoded<OpenedExchange> | null> {
    const entry = this.#entries.get(id);
    if (!entry) return null;
    const client = this.#clientOf(entry.row);
    const job = {
      kind: 'open-captured',
      call: await callOf(entry, this.#secrets),
      route: entry.row.route,
      client,
      profile,
    } as const;
    const bodies = await this.#work.one(job, signal);
    const rest = JSON.stringify({
      row: rowOf(entry),
      requestHeaders: this.#secrets.shown(entry.requestHeaders),
      responseHeaders: this.#secrets.shown(entry.head?.headers ?? []),
      alterations: entry.alterations,
      failure: entry.failure,
    });
    return { json: `${rest.slice(0, -1)},${bodies.slice(1)}` };
  }

  #judged(id: ExchangeId, { flags, prefixes, cutOff: _cut, damaged: _damaged, ...judged }: Judged): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const { row } = entry;
    const conversation = row.preparation
      ? row.conversation
      : this.#conversations.of(id, row.conversation, prefixes);
    entry.row = { ...row, ...judged, conversation, flags: withFlags(row.flags, flags) };
    this.#feed.changed(id);
  }

  #clientOf({ cause }: ExchangeRow): ClientCall | null {
    const client = cause && this.#entries.get(cause.client);
    const form = client ? FORM_OF[client.row.dialect] : undefined;
    return client?.kept && form ? { form, request: client.request.whole() } : null;
  }

  /** Whether LiteLLM made the body of a call. */
  #isLiteLlms({ cause, program }: ExchangeRow): Assessed['byLiteLlm'] {
    const client = cause && this.#entries.get(cause.client)?.row;
    // At the proxy's own /bedrock/… it makes none: the client's goes on as it is.
    if (client?.side === 'client' && entryAt(client.path)?.entry === 'pass-through') return 'no';
    if (program.startsWith('LiteLLM') || (cause !== null && cause.evidence !== 'invocation-id')) return 'yes';
    return callsItself(program) ? 'no' : 'maybe';
  }

  #subject(id: ExchangeId): Assessed | null {
    const entry = this.#entries.get(id);
    if (!entry?.kept) return null;
    return {
      call: () => callOf(entry, this.#secrets),
      request: () => requestOf(entry),
      route: entry.row.route,
      client: () => this.#clientOf(entry.row),
      byLiteLlm: this.#isLiteLlms(entry.row),
    };
  }

  #keep(entry: Entry, body: GatheredBytes, bytes: Uint8Array): void {
    if (!entry.kept) return;
    body.add(bytes);
    entry.bytes += bytes.length;
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limits.bytes) this.#makeRoom();
  }

  /** Bodies of the oldest give way first, then their rows. */
  #makeRoom(): void {
    for (const [id, entry] of this.#entries) {
      const many = this.#entries.size > this.#limits.exchanges;
      if (!many && this.#bytes <= this.#limits.bytes) return;
      if (many && entry.row.state !== 'open') this.#remove(id);
      else this.#drop(entry);
    }
  }

  #drop(entry: Entry): void {
    this.#bytes -= entry.bytes;
    Object.assign(entry, noBodies(), { bytes: 0, kept: false });
  }

  #remove(id: ExchangeId): void {
    const entry = this.#entries.get(id);
    if (entry) this.#drop(entry);
    this.#entries.delete(id);
    this.#feed.changed(id);
  }
}
