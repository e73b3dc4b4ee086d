import type { EditedText, SessionQuestion } from '../../shared/contract/inspect-session.ts';
import { spliced } from '../../shared/delta/splice.ts';

/** So many pages are remembered, the last ones that asked. */
const MOST_SESSIONS = 6;
/** A text of more is not kept a second time, UTF-16 units. */
const LARGEST = 4 * 1024 * 1024;

/**
 * The texts of the questions of each page, beside those that a working thread remembers. Such a thread may be ended, for a
 * question that nobody waits for any more, and the draft that a closing page hands over as a change would be lost with it.
 */
export class SessionTexts {
  readonly #known = new Map<string, ReadonlyMap<number, string>>();

  /** Notes what a question is about, and keeps that of the one which it goes on from. */
  note({
    session,
    number,
    text,
    holds,
  }: Pick<SessionQuestion, 'session' | 'number' | 'text' | 'holds'>): void {
    const known = this.#known.get(session);
    const now = typeof text === 'string' ? text : this.text({ session, ...text });
    const held = holds === null ? undefined : known?.get(holds);
    this.#known.delete(session);
    this.#known.set(
      session,
      new Map([
        ...(held === undefined || holds === null ? [] : [[holds, held] as const]),
        ...(now === null || now.length > LARGEST ? [] : [[number, now] as const]),
      ]),
    );
    for (const oldest of [...this.#known.keys()].slice(0, -MOST_SESSIONS)) this.#known.delete(oldest);
  }

  /** A text by what was changed in that of a question; null where that is not known any more. */
  text({ session, of, splice }: EditedText): string | null {
    const base = this.#known.get(session)?.get(of);
    if (base === undefined) return null;
    return splice ? spliced(base, splice) : base;
  }
}
