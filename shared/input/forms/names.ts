import { type Change, changed } from './changes.ts';
import type { Value } from './value.ts';

/** What happens to a name at one place of a text. */
interface Step {
  /** From here on. */
  readonly at: number;
  /** Up to here: the end of the function that the name belongs to. */
  readonly until: number;
  readonly change: Change;
}

/** A name that changes more often than this is left open: calls that people write are far below. */
const MOST_STEPS = 1000;

/** The names of a text and what happens to them, in order. */
export class Names {
  readonly #steps = new Map<string, Step[]>();
  readonly #sorted = new Set<string>();
  readonly #known = new Map<Step, Value | null>();

  note(name: string, at: number, until: number, change: Change): void {
    const before = this.#steps.get(name);
    if (before) before.push({ at, until, change });
    else this.#steps.set(name, [{ at, until, change }]);
  }

  #stepsOf(name: string): readonly Step[] {
    const steps = this.#steps.get(name) ?? [];
    if (!this.#sorted.has(name)) {
      steps.sort((a, b) => a.at - b.at);
      this.#sorted.add(name);
    }
    return steps;
  }

  /** What a name holds at a place; null where the text does not say. */
  valueOf(name: string, at: number): Value | null {
    const steps = this.#stepsOf(name);
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const upTo: Step[] = [];
    for (let i = low - 1; i >= 0 && upTo.length < MOST_STEPS; i--) {
      const step = steps[i];
      if (!step || at >= step.until) continue;
      upTo.push(step);
      if (step.change.kind === 'is' || this.#known.has(step)) break;
    }
    return this.#folded(upTo.reverse());
  }

  /** The last value that a name is given anywhere: members of an object may be set below their use. */
  lastOf(name: string): Value | null {
    return this.valueOf(name, this.#stepsOf(name).at(-1)?.at ?? 0);
  }

  #folded(steps: readonly Step[]): Value | null {
    let value: Value | null = null;
    for (const step of steps) {
      const known = this.#known.get(step);
      value = known === undefined ? changed(value, step.change) : known;
      this.#known.set(step, value);
    }
    return value;
  }
}
