import { joined, type Value } from './value.ts';

/** What happens to a name at one place of a text. */
interface Step {
  /** From here on. */
  readonly at: number;
  /** Up to here: the end of the function that the name belongs to. */
  readonly until: number;
  readonly change: Change;
}

/** A value that is worked out when it is asked for; null where only a run would tell. */
export type Late = () => Value | null;

export type Change =
  | { readonly kind: 'is'; readonly value: Late }
  /** `name["key"] = value`, `name.key = value` */
  | { readonly kind: 'member'; readonly key: string; readonly value: Late }
  /** `name.append(value)` */
  | { readonly kind: 'item'; readonly value: Late }
  /** `name += value`, `name.extend(value)`, `name.update(value)` */
  | { readonly kind: 'more'; readonly value: Late };

/** A name that changes more often than this is left open: calls that people write are far below. */
const MOST_STEPS = 1000;

const OPEN = Symbol('open');

/** A value after a change. */
function changed(value: Value, change: Change): Value | typeof OPEN {
  const by = change.value();
  if (change.kind === 'is') return by ?? OPEN;
  if (by === null) return value;
  switch (change.kind) {
    case 'member':
      return value.kind === 'map'
        ? { kind: 'map', members: new Map([...value.members, [change.key, by]]) }
        : value;
    case 'item':
      return value.kind === 'list' ? { kind: 'list', items: [...value.items, by] } : value;
    case 'more':
      if (value.kind === 'list' && by.kind === 'list')
        return { kind: 'list', items: [...value.items, ...by.items] };
      if (value.kind === 'map' && by.kind === 'map')
        return { kind: 'map', members: new Map([...value.members, ...by.members]) };
      return value.kind === 'text' ? (joined([value, by]) ?? value) : value;
  }
}

/** The names of a text and what happens to them, in order. */
export class Names {
  readonly #steps = new Map<string, Step[]>();
  readonly #sorted = new Set<string>();
  readonly #known = new Map<Step, Value | typeof OPEN>();

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
    let value: Value | typeof OPEN = OPEN;
    for (const step of steps) {
      const known = this.#known.get(step);
      if (known !== undefined) value = known;
      else if (value !== OPEN || step.change.kind === 'is') {
        value = changed(value === OPEN ? { kind: 'list', items: [] } : value, step.change);
      }
      this.#known.set(step, value);
    }
    return value === OPEN ? null : value;
  }
}
