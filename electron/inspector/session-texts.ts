import type { EditedText, SessionQuestion } from '../../shared/contract/inspect-session.ts';
import { MAX_TEXT } from '../../shared/contract/limits.ts';
import { composed, type Splice, spliced } from '../../shared/delta/splice.ts';

/** So many pages are remembered, the last ones that asked … */
const MOST_SESSIONS = 6;
/** … and fewer where their texts are longer than this together, UTF-16 units; the last one always. */
const MOST_UNITS = 16 * 1024 * 1024;

/** What was changed in a text is put into it once it spans so much, UTF-16 units: each key would copy that much from then on. */
const FAR = 64 * 1024;

/** A text by what was changed in one that came whole: to put a large one together with every key would hold up all pages. */
interface Known {
  readonly text: string;
  readonly splice: Splice | null;
}

const put = ({ text, splice }: Known): string => (splice ? spliced(text, splice) : text);

function edited({ text, splice }: Known, next: Splice | null): Known {
  const both = composed(text, splice, next);
  const isFar = both !== null && Math.max(both.insert.length, both.to - both.from) > FAR;
  return isFar ? { text: spliced(text, both), splice: null } : { text, splice: both };
}

const lengthOf = ({ text, splice }: Known): number =>
  text.length + (splice ? splice.insert.length - (splice.to - splice.from) : 0);

type Texts = ReadonlyMap<number, Known>;

const unitsOf = (texts: Texts): number =>
  [...texts.values()].reduce((sum, known) => sum + lengthOf(known), 0);

/**
 * The texts of the questions of each page. A draft is told by what was changed in one of them, also by a page that closes:
 * so they stand on the thread that serves, which no question that is given up takes with it.
 */
export class SessionTexts {
  readonly #known = new Map<string, Texts>();

  /** Notes what a question is about; that of the one which the page holds stays known. */
  note({
    session,
    number,
    text,
    holds,
  }: Pick<SessionQuestion, 'session' | 'number' | 'text' | 'holds'>): void {
    const known = this.#known.get(session);
    const held = holds === null ? undefined : known?.get(holds);
    const texts = new Map<number, Known>();
    if (holds !== null && held) texts.set(holds, held);
    const now = typeof text === 'string' ? { text, splice: null } : this.#edited({ session, ...text });
    if (now && lengthOf(now) <= MAX_TEXT) texts.set(number, now);
    this.#known.delete(session);
    this.#known.set(session, texts);
    this.#forgetOldest();
  }

  /** A text, told as it is or by what was changed in that of a question; null where that is not known any more, or it has grown beyond what is taken. */
  whole(given: string | EditedText): string | null {
    if (typeof given === 'string') return given;
    const known = this.#edited(given);
    return known && lengthOf(known) <= MAX_TEXT ? put(known) : null;
  }

  #edited({ session, of, splice }: EditedText): Known | null {
    const before = this.#known.get(session)?.get(of);
    return before ? edited(before, splice) : null;
  }

  #forgetOldest(): void {
    let [pages, units] = [0, 0];
    for (const [session, texts] of [...this.#known].reverse()) {
      units += unitsOf(texts);
      if (pages > 0 && (pages >= MOST_SESSIONS || units > MOST_UNITS)) this.#known.delete(session);
      pages++;
    }
  }
}
