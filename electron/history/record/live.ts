import { type AnswerFacts, AnswerReader, factsOfBody, readRefusal } from '../../../shared/capture/answer.ts';
import { answerFlags } from '../../../shared/capture/answer-flags.ts';
import type {
  Alteration,
  Delivery,
  ExchangePatch,
  ExchangeStart,
  Flag,
  HeaderList,
} from '../../../shared/capture/exchange.ts';
import { gapsOf } from '../../../shared/capture/gaps.ts';
import { leaksOf } from '../../../shared/capture/leaks.ts';
import { EVENT_STREAM, SERVER_SENT_EVENTS } from '../../../shared/capture/media-types.ts';
import { requestIdOf } from '../../../shared/capture/request-id.ts';
import { type Asked, readAsked, titleOf } from '../../../shared/capture/said.ts';
import { traceOf } from '../../../shared/capture/trace-context.ts';
import { isObject } from '../../../shared/json/json.ts';
import { valueIn } from '../../../shared/json/parse.ts';
import type { RecordedFrame } from '../../../shared/recording/recording.ts';
import type { Redactor } from '../../../shared/redaction/redactor.ts';
import { REQUEST, RESPONSE } from '../part.ts';
import type { ExchangeEnd, ResponseHead } from '../sink.ts';
import type { Database } from '../store/database.ts';
import {
  addAlterations,
  type DetailChange,
  type ExchangeChange,
  headersText,
  insertExchange,
  putDeliveries,
  putFlags,
  putWords,
  updateDetail,
  updateExchange,
} from '../store/write.ts';
import { findContinuation, rememberPrefix } from './conversation.ts';
import { header, withCounts } from './headers.ts';
import { PendingBody } from './pending-body.ts';
import { prefixHashes } from './prefix-hashes.ts';
import { Copy, EventLines } from './read-along.ts';

const NO_ASKED: Asked = { turns: [], beside: [], last: '' };

/** An exchange that is being recorded. */
export class Live {
  number: number | null = null;
  ended = false;
  readonly #start: ExchangeStart;
  readonly #redactor: Redactor;
  readonly #request: PendingBody;
  readonly #requestCopy = new Copy();
  #response: PendingBody | null = null;
  readonly #responseCopy = new Copy();
  readonly #answer = new AnswerReader();
  readonly #events = new EventLines(this.#answer);
  readonly #utf8 = new TextDecoder();
  #headers: HeaderList = [];
  #status: number | null = null;
  readonly #deliveries: Delivery[] = [];
  #deliveriesSaved = 0;
  #lastMs = 0;
  #change: ExchangeChange = {};
  #detail: DetailChange = {};
  #flags: readonly Flag[] = [];
  #alterations: readonly Alteration[] = [];
  #asked: Asked | null = null;
  #askedSaved = false;
  /** What a refusal says: the whole answer or, of events, the first. */
  #refusalText = '';
  #answered: readonly string[] | null = null;
  #answeredAbout: readonly string[] = [];

  constructor(start: ExchangeStart, redactor: Redactor) {
    this.#redactor = redactor;
    const path = redactor.url(start.path).text;
    const program = redactor.text(start.program).text;
    this.#request = new PendingBody(
      REQUEST,
      {
        redactor,
        mediaType: header(start.headers, 'content-type') || 'application/json',
        encoding: header(start.headers, 'content-encoding').toLowerCase(),
        onFrame: () => undefined,
      },
      (bytes) => this.#requestCopy.push(bytes),
    );
    const model = start.model === null ? null : redactor.text(start.model).text;
    this.#start = { ...start, path, program, model, headers: this.#clean(start.headers) };
  }

  /** Bytes that wait for the disk. */
  get waiting(): number {
    return this.#request.waiting + (this.#response?.waiting ?? 0);
  }

  requestBody(bytes: Uint8Array): void {
    this.#request.push(bytes, 0);
  }

  requestEnded(atMs: number): void {
    this.#request.end(null);
    const body = valueIn(this.#requestCopy.take());
    this.#asked = body === null ? NO_ASKED : readAsked(body);
    this.#alter({ timings: { requestMs: atMs }, requestBytes: this.#request.size });
    this.#detail = { ...this.#detail, title: titleOf(this.#asked) };
    if (this.#start.model === null && isObject(body) && typeof body.model === 'string')
      this.#alter({ model: this.#redactor.text(body.model).text.slice(0, 300) });
    const leaks = this.#start.side === 'bedrock' ? leaksOf(body) : [];
    if (leaks.length > 0) this.#mark({ kind: 'leaked', count: leaks.length, names: leaks });
  }

  head({ status, headers, atMs }: ResponseHead): void {
    this.#headers = this.#clean(headers);
    this.#status = status;
    this.#response ??= new PendingBody(
      RESPONSE,
      {
        redactor: this.#redactor,
        mediaType: header(headers, 'content-type'),
        encoding: header(headers, 'content-encoding').toLowerCase(),
        onFrame: (frame: RecordedFrame) => this.#answer.frame(frame),
      },
      (bytes) => this.#said(bytes),
    );
    const requestId = requestIdOf(headers);
    this.#alter({ status, timings: { headMs: atMs }, ...(requestId === null ? {} : { requestId }) });
    this.#detail = { ...this.#detail, response_headers: headersText(this.#headers) };
  }

  delivery(bytes: Uint8Array, atMs: number): void {
    const response = this.#response;
    if (!response || bytes.length === 0) return;
    this.#lastMs = atMs;
    this.#deliveries.push({ offset: response.size, atMs });
    response.push(bytes, atMs);
  }

  lagged(part: 'request' | 'response'): void {
    (part === 'request' ? this.#request : this.#response)?.stop('lagging');
  }

  described({ flags, alterations, ...rest }: ExchangePatch): void {
    const { release, ...others } = rest;
    this.#alter({ ...defined(others), ...(release === undefined ? {} : { release }) });
    for (const flag of flags ?? []) this.#mark(flag);
    this.#alterations = [...this.#alterations, ...(alterations ?? [])];
  }

  linked(cause: NonNullable<ExchangeChange['cause']>): void {
    this.#alter({ cause });
  }

  finish({ state, atMs, failure }: ExchangeEnd): void {
    this.ended = true;
    if (this.#asked === null) this.requestEnded(atMs);
    this.#response?.end(state === 'done' ? null : 'unfinished');
    const facts = this.#facts();
    const refused = (this.#status ?? 0) >= 400;
    const refusal = refused
      ? readRefusal(this.#refusalText, header(this.#headers, 'x-amzn-errortype') || null)
      : facts;
    const broken = state === 'done' && !facts.whole;
    const cleanFailure = this.#redactor.text(failure || refusal.failure).text;
    this.#answered = facts.texts;
    this.#answeredAbout = [refusal.error, cleanFailure, this.#change.requestId ?? ''].filter(
      (one) => one !== '',
    );
    this.#detail = { ...this.#detail, failure: cleanFailure.slice(0, 4_000) };
    const gaps = gapsOf(this.#deliveries);
    this.#alter({
      state: broken || facts.damaged > 0 ? 'failed' : state,
      error: refusal.error.slice(0, 200),
      stopReason: facts.stopReason,
      usage: facts.usage,
      frames: facts.frames,
      responseBytes: this.#response?.size ?? 0,
      timings: { firstTokenMs: refused ? null : facts.firstTokenMs, endMs: atMs, ...gaps },
      released: true,
    });
    const { damaged, frames } = facts;
    const course = { ...gaps, cutOff: broken, damaged, frames, deliveries: this.#deliveries.length };
    for (const flag of answerFlags(course)) this.#mark(flag);
  }

  #facts(): AnswerFacts {
    const type = this.#response?.mediaType ?? '';
    if (type === EVENT_STREAM) return this.#answer.ofFrames();
    if (type === SERVER_SENT_EVENTS) {
      this.#refusalText = this.#answer.firstEvent;
      return this.#answer.ofEvents();
    }
    const text = this.#responseCopy.take();
    this.#refusalText = text;
    return withCounts(factsOfBody(text), this.#headers);
  }

  /** Where it was captured, or what it was read from. */
  get source(): ExchangeStart['source'] {
    return this.#start.source;
  }

  /** Writes what is new, inside a transaction; gives its number, and what is to be called once that is done. */
  save(database: Database, owner: string): { readonly number: number; readonly done: () => void } {
    const number = this.number ?? insertExchange(database, this.#start, owner);
    const done: (() => void)[] = [
      () => {
        this.number = number;
      },
    ];
    if (this.#request.changed) done.push(this.#request.save(database, number));
    if (this.#response?.changed) done.push(this.#response.save(database, number));
    if (this.#deliveries.length > this.#deliveriesSaved) {
      const saved = this.#deliveries.length;
      putDeliveries(database, number, this.#deliveries, this.#deliveriesSaved);
      done.push(() => {
        this.#deliveriesSaved = saved;
      });
    }
    if (this.#asked && !this.#askedSaved) {
      this.#saveAsked(database, number, this.#asked);
      done.push(() => {
        this.#askedSaved = true;
        this.#asked = NO_ASKED;
      });
    }
    if (this.#answered)
      putWords(database, number, 1, { answered: this.#answered, about: this.#answeredAbout });
    updateExchange(database, number, this.#change);
    if (Object.keys(this.#detail).length > 0) updateDetail(database, number, this.#detail);
    if (this.#flags.length > 0) putFlags(database, number, this.#flags);
    if (this.#alterations.length > 0) addAlterations(database, number, this.#alterations);
    done.push(() => {
      this.#change = {};
      this.#detail = {};
      this.#flags = [];
      this.#alterations = [];
      this.#answered = null;
    });
    return {
      number,
      done: () => {
        for (const step of done) step();
      },
    };
  }

  /** Frees memory where the disk takes nothing. */
  drop(): void {
    this.#request.drop();
    this.#response?.drop();
  }

  #saveAsked(database: Database, number: number, asked: Asked): void {
    const hashes = prefixHashes(asked);
    const known = findContinuation(database, hashes);
    const own = this.#change.conversation ?? this.#start.conversation;
    const conversation = own ?? known?.conversation ?? (hashes.length > 0 ? this.#start.id : null);
    const fresh = asked.turns.slice(known?.known ?? 0);
    const { model, program, path, operation } = { ...this.#start, ...defined(this.#change) };
    const trace = traceOf(this.#start.headers)?.traceId ?? '';
    putWords(database, number, 0, {
      asked: [...fresh.flatMap(({ texts }) => texts), ...(known ? [] : asked.beside)],
      about: [model ?? '', program, path, operation, trace].filter((one) => one !== ''),
    });
    if (conversation === null) return;
    if (own === null) updateExchange(database, number, { conversation });
    rememberPrefix(database, number, conversation, hashes);
  }

  /** What is kept of an answer that is no event stream. */
  #said(bytes: Uint8Array): void {
    const type = this.#response?.mediaType;
    if (type === EVENT_STREAM) return;
    if (type === SERVER_SENT_EVENTS)
      this.#events.push(this.#utf8.decode(bytes, { stream: true }), this.#lastMs);
    else this.#responseCopy.push(bytes);
  }

  #alter(change: ExchangeChange): void {
    const timings = { ...this.#change.timings, ...change.timings };
    this.#change = { ...this.#change, ...change, ...(Object.keys(timings).length > 0 ? { timings } : {}) };
  }

  #mark(flag: Flag): void {
    const names = flag.names.map((name) => this.#redactor.text(name).text);
    this.#flags = [...this.#flags.filter(({ kind }) => kind !== flag.kind), { ...flag, names }];
  }

  #clean(headers: HeaderList): HeaderList {
    return headers.map(([name, value]) => [name, this.#redactor.header(name, value).text] as const);
  }
}

/** Without members that are not set. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
