import { type SessionAnswer, type SessionQuestion, seed } from '../../shared/contract/inspect-session.ts';
import type { InspectResult } from '../../shared/contract/inspection.ts';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { deltaBetween } from '../../shared/delta/delta.ts';
import { spliced } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import { inspect } from './inspect.ts';

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

/** A question that was answered. */
interface Answered {
  readonly text: string;
  /** The last result that could be read, then or earlier. */
  readonly result: Inspected | null;
}

/** So many sessions are remembered, the last ones asked. */
const MOST_SESSIONS = 6;

/** What pages ask again and again while a request is edited: each answer tells only what is other than before. */
export class Sessions {
  readonly #answered = new Map<string, ReadonlyMap<number, Answered>>();

  /** Throws where the text has grown beyond what is taken. */
  answer(
    { session, number, text: given, holds, ...input }: SessionQuestion,
    config: ProxyConfig | null,
  ): SessionAnswer {
    const known = this.#answered.get(session);
    const base = typeof given === 'string' ? null : known?.get(given.of);
    const held = holds === null ? null : known?.get(holds);
    if (base === undefined || held === undefined) return { kind: 'unknown' };
    const text = textOf(given, base?.text ?? '');
    if (text.length > MAX_TEXT) throw new Error('This request is larger than what Strata reads.');
    const result = inspect({ ...input, text }, config);
    const last = result.kind === 'inspected' ? result : (held?.result ?? null);
    this.#remember(session, [
      [number, { text, result: last }],
      // A question that the page gave up is answered all the same: what the page holds stays known.
      ...(holds !== null && held ? [[holds, held] as const] : []),
    ]);
    if (result.kind === 'unreadable') return { kind: 'unreadable', problems: result.problems };
    const before = held?.result ?? seed(text);
    return { kind: 'inspected', delta: deltaBetween(before as unknown as Json, result as unknown as Json) };
  }

  #remember(session: string, answered: readonly (readonly [number, Answered])[]): void {
    this.#answered.delete(session);
    this.#answered.set(session, new Map(answered));
    for (const oldest of [...this.#answered.keys()].slice(0, -MOST_SESSIONS)) this.#answered.delete(oldest);
  }
}

function textOf(given: SessionQuestion['text'], base: string): string {
  if (typeof given === 'string') return given;
  return given.splice ? spliced(base, given.splice) : base;
}
