import type {
  Alteration,
  Change,
  ExchangeId,
  ExchangeRow,
  HeaderList,
} from '../../shared/capture/exchange.ts';
import {
  type CaptureRule,
  type HeldDecision,
  namesModel,
  rewritten,
  withModel,
} from '../../shared/capture/rule.ts';
import { askedWords } from '../../shared/query/asked-words.ts';
import { matcher, type Said } from '../../shared/query/match.ts';
import { parseQuery } from '../../shared/query/parse.ts';
import { problemOf } from '../../shared/query/rule-problem.ts';
import { wordsOf } from '../../shared/query/words.ts';
import { readPath } from '../../shared/validation/read-path.ts';
import type { ExchangeSink } from '../history/sink.ts';
import { type ErrorAnswer, EXCEPTIONS, type ExceptionName, exception } from '../http/errors.ts';
import type { Gone } from '../http/gone.ts';
import { until } from '../simulator/stream/until.ts';
import type { Holds } from './holds.ts';
import type { Recorded } from './replay.ts';

/** A request as it is about to go on. */
export interface Outbound {
  readonly target: string;
  readonly body: Buffer;
  /** As received or as changed, before those are left out that Strata makes anew. */
  readonly headers: HeaderList;
}

/** What becomes of a call. */
export type Intervention =
  | { readonly kind: 'send'; readonly outbound: Outbound; readonly toSimulator: boolean }
  | { readonly kind: 'answer'; readonly error: ErrorAnswer }
  | { readonly kind: 'replay'; readonly recorded: Recorded }
  | { readonly kind: 'gone' };

/** A call that rules look at: what its request tells. */
export interface Subject {
  readonly id: ExchangeId;
  /** Made where a rule asks for it; null where the call does not run any more. */
  row(): ExchangeRow | null;
  readonly outbound: Outbound;
  readonly gone: Gone;
}

export interface InterveneOptions {
  readonly sink: ExchangeSink;
  readonly holds: Holds;
  /** The answer to the same request before, where it is kept. */
  recorded(row: ExchangeRow, body: Buffer): Promise<Recorded | null>;
  /** A body that was edited as it is shown, with its secrets back in their places. */
  restore(id: ExchangeId, edited: string): string;
  /** Headers that were edited as they are shown, those that were left alone as they came. */
  restoreHeaders(id: ExchangeId, edited: HeaderList): HeaderList;
  /** A text, and headers, as they are kept and shown. */
  clean(text: string): string;
  cleanHeaders(headers: HeaderList): HeaderList;
}

type Continued = Extract<HeldDecision, { kind: 'continue' }>;

const CHANGED: Readonly<Record<Change['kind'], string>> = {
  body: 'its body',
  member: 'its body',
  model: 'its model',
  headers: 'its headers',
};

/** What a change is of, and of a model, which none of its headers and no body tells, which it is. */
const changeWords = (change: Change): string =>
  change.kind === 'model' ? `${CHANGED.model}, now ${change.model}` : CHANGED[change.kind];

interface ReadRule extends CaptureRule {
  readonly passes: (row: ExchangeRow, said: Said) => boolean;
}

/** What the flag of a call says that went on by itself. */
const TIMED_OUT = 'timed out';
const LEFT = 'Was held, and its program left before anybody decided: it was not sent.';

const isException = (name: string): name is ExceptionName => Object.hasOwn(EXCEPTIONS, name);

export const faultOf = (name: string): ErrorAnswer =>
  exception(
    isException(name) ? name : 'InternalServerException',
    `${isException(name) ? EXCEPTIONS[name][1] : name}`,
  );

/** The rules that are on, and what they do to calls. A call that no rule passes is not looked at further. */
export class Interventions {
  #rules: readonly ReadRule[] = [];
  readonly #options: InterveneOptions;

  constructor(options: InterveneOptions) {
    this.#options = options;
  }

  set(rules: readonly CaptureRule[]): void {
    this.#rules = rules
      .filter((rule) => rule.on && problemOf(rule) === '')
      .map((rule) => {
        const test = matcher(parseQuery(rule.filter, Date.now()).tree);
        return { ...rule, passes: test };
      });
  }

  /**
   * What becomes of a call: each rule that passes it is done in order, the first that answers it ends them. A call may wait
   * long: what was changed of the rules after it counts when it goes on.
   */
  async of(subject: Subject): Promise<Intervention> {
    let { outbound } = subject;
    let toSimulator = false;
    const begun = this.#rules;
    let row = begun.length === 0 ? null : subject.row();
    if (row === null) return { kind: 'send', outbound, toSimulator };
    const said = new SaidByRequest(row, outbound.body);
    for (const known of begun) {
      const rule = this.#rules === begun ? known : this.#rules.find(({ id }) => id === known.id);
      if (!rule?.passes(row, said)) continue;
      const done = await this.#do(rule, row, { ...subject, outbound });
      if (done.kind !== 'send') return done;
      if (done.outbound.target !== outbound.target) {
        const model = readPath(done.outbound.target)?.modelId ?? null;
        row = { ...row, model: model && this.#options.clean(model) };
      }
      outbound = done.outbound;
      toSimulator ||= done.toSimulator;
    }
    return { kind: 'send', outbound, toSimulator };
  }

  async #do({ action, filter }: ReadRule, row: ExchangeRow, subject: Subject): Promise<Intervention> {
    const { id, outbound, gone } = subject;
    const by = filter === '' ? 'a rule for every call' : `the rule ${filter}`;
    const go = { kind: 'send', outbound, toSimulator: false } as const;
    switch (action.kind) {
      case 'hold':
        return this.#hold(subject);
      case 'fault':
        this.#fault(id, action.exception, `Answered with ${action.exception} by ${by}.`);
        return { kind: 'answer', error: faultOf(action.exception) };
      case 'delay':
        this.#note(id, { kind: 'delayed', what: `Went on ${action.ms} ms later by ${by}.` });
        await until(performance.now() + action.ms, gone);
        return gone.isSo ? { kind: 'gone' } : go;
      case 'rewrite': {
        const text = rewritten(outbound.body.toString('utf8'), action.member, action.json);
        if (text === null) return go;
        const what = action.json === null ? `${action.member} was taken out` : `${action.member} was set`;
        const json = action.json === null ? null : this.#options.clean(action.json);
        const changes = [{ kind: 'member', member: action.member, json }] as const;
        this.#note(id, { kind: 'rewritten', what: `${what} by ${by}.`, changes });
        return { ...go, outbound: { ...outbound, body: Buffer.from(text) } };
      }
      case 'simulator':
        this.#note(id, { kind: 'answered', what: `Answered by the simulator, by ${by}.` });
        return { ...go, toSimulator: true };
      case 'replay': {
        const recorded = await this.#options.recorded(row, outbound.body);
        if (!recorded) return go;
        this.#note(id, { kind: 'answered', what: `Answered as the same request was before, by ${by}.` });
        return { kind: 'replay', recorded };
      }
    }
  }

  async #hold({ id, outbound, gone }: Subject): Promise<Intervention> {
    const go = { kind: 'send', outbound, toSimulator: false } as const;
    const waiting = this.#options.holds.hold(id, gone, outbound.body.length);
    if (!waiting) {
      this.#tell(id, 'Was not held, as too many wait already: it went on at once.');
      return go;
    }
    const { sink } = this.#options;
    sink.described(id, { flags: [{ kind: 'held', count: 1, names: ['waiting'] }] });
    const end = await waiting;
    const names = end.kind === 'timed-out' ? [TIMED_OUT] : [];
    sink.described(id, { flags: [{ kind: 'held', count: 1, names }] });
    switch (end.kind) {
      case 'gone':
        sink.described(id, { alterations: [{ kind: 'unsent', what: LEFT }] });
        return end;
      case 'timed-out':
        this.#tell(id, 'Was held; nobody decided in time, so it went on unchanged.');
        return go;
      case 'fault':
        this.#fault(id, end.exception, `Was held and answered with ${end.exception}.`);
        return { kind: 'answer', error: faultOf(end.exception) };
      case 'simulator':
        this.#note(id, { kind: 'answered', what: 'Was held and answered by the simulator.' });
        return { ...go, toSimulator: true };
      case 'continue': {
        const { bodyText, headers } = end;
        const model = namesModel(outbound.target) ? end.model : null;
        if (bodyText === null && model === null && headers === null) return go;
        const changes = this.#changes({ ...end, model });
        const what = changes.map(changeWords).join(', ');
        this.#note(id, { kind: 'edited', what: `Was held, and edited before it went on: ${what}.`, changes });
        const body = bodyText === null ? outbound.body : Buffer.from(this.#options.restore(id, bodyText));
        return {
          ...go,
          outbound: {
            body,
            target: model === null ? outbound.target : withModel(outbound.target, model),
            headers: headers === null ? outbound.headers : this.#options.restoreHeaders(id, headers),
          },
        };
      }
    }
  }

  #changes({ bodyText, model, headers }: Continued): readonly Change[] {
    const { clean, cleanHeaders } = this.#options;
    return [
      ...(bodyText === null ? [] : [{ kind: 'body', text: clean(bodyText) } as const]),
      ...(model === null ? [] : [{ kind: 'model', model: clean(model) } as const]),
      ...(headers === null ? [] : [{ kind: 'headers', headers: cleanHeaders(headers) } as const]),
    ];
  }

  #note(id: ExchangeId, alteration: Alteration): void {
    this.#options.sink.described(id, {
      alterations: [alteration],
      flags: [{ kind: 'altered', count: 1, names: [alteration.kind] }],
    });
  }

  #fault(id: ExchangeId, exception: string, what: string): void {
    this.#options.sink.described(id, {
      alterations: [{ kind: 'fault', what }],
      flags: [{ kind: 'fault', count: 1, names: [exception] }],
    });
  }

  /** Says what became of a call that goes on as it came. */
  #tell(id: ExchangeId, what: string): void {
    this.#options.sink.described(id, { alterations: [{ kind: 'delayed', what }] });
  }
}

/** What a call's request says: nothing of a body is read before a filter asks for it. */
class SaidByRequest implements Said {
  readonly answered: readonly string[] = [];
  readonly #row: ExchangeRow;
  readonly #body: Buffer;
  #asked: readonly string[] | null = null;

  constructor(row: ExchangeRow, body: Buffer) {
    this.#row = row;
    this.#body = body;
  }

  get asked(): readonly string[] {
    this.#asked ??= askedWords(this.#body);
    return this.#asked;
  }

  get about(): readonly string[] {
    const { model, program, path, operation } = this.#row;
    return [model ?? '', program, path, operation].flatMap(wordsOf);
  }
}
