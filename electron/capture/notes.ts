import type { CaptureNote, NoteKind } from '../../shared/contract/capture.ts';

/** Different notes that are kept; who asks with ever new ones pushes out the oldest. */
const KEPT = 20;
/** UTF-16 units of a sentence that holds words of a request. */
const LONGEST = 400;

export type NewNote = Omit<CaptureNote, 'count' | 'at'>;

/** A client that speaks TLS to a port that does not. */
export const SPEAKS_TLS: NewNote = {
  kind: 'protocol',
  message: 'A program spoke TLS to this port: its address begins with https://.',
  hint: 'Strata’s address begins with http://; copy it again from “Connect a program”.',
  program: '',
};

/** What came and was not passed on, or went wrong on its way: the same again only counts. */
export class Notes {
  #kept: readonly CaptureNote[] = [];
  readonly #onChange: () => void;

  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  list(): readonly CaptureNote[] {
    return this.#kept;
  }

  add(note: NewNote): void {
    const message = note.message.slice(0, LONGEST);
    const isSame = (other: CaptureNote): boolean => other.kind === note.kind && other.message === message;
    const count = (this.#kept.find(isSame)?.count ?? 0) + 1;
    const others = this.#kept.filter((other) => !isSame(other));
    this.#kept = [...others, { ...note, message, count, at: Date.now() }].slice(-KEPT);
    this.#onChange();
  }

  /** Forgets notes of a kind, once what they were about works. */
  forget(kind: NoteKind): void {
    if (!this.#kept.some((note) => note.kind === kind)) return;
    this.#kept = this.#kept.filter((note) => note.kind !== kind);
    this.#onChange();
  }
}
