import { type Frame, opened, outermost } from './member-frame.ts';

/** What a closing bracket ended. */
export interface Closed {
  /** Of the outermost bracket that it ended. */
  readonly last: string | null;
  /** False where it ended others that were still open. */
  readonly balanced: boolean;
}

/** The brackets that are open where a walk stands, and the text itself around them. */
export class OpenBrackets {
  readonly #frames: Frame[] = [outermost()];
  /** How many of each are open: what closes none is told without looking for it. */
  readonly #counts: Record<string, number> = { '{': 0, '[': 0, '(': 0 };

  get top(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  get isNone(): boolean {
    return this.#frames.length === 1;
  }

  open(bracket: string): void {
    const frame = opened(bracket, this.top);
    this.top.key = null;
    this.#frames.push(frame);
    this.#counts[bracket] = (this.#counts[bracket] ?? 0) + 1;
  }

  /** Closes the last bracket of a kind with all that were opened in it; null where none is open. */
  close(bracket: string): Closed | null {
    if (!this.#counts[bracket]) return null;
    let balanced = true;
    let last: string | null = null;
    for (let frame = this.#frames.pop(); frame; frame = this.#frames.pop()) {
      this.#counts[frame.open] = (this.#counts[frame.open] ?? 1) - 1;
      last = frame.last;
      if (frame.open === bracket) break;
      balanced = false;
    }
    this.top.key = null;
    return { last, balanced };
  }
}
