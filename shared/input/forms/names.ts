import { firstWhere } from '../../bisect/first-where.ts';
import {
  type Change,
  changed,
  type Holding,
  isShared,
  type PartChange,
  type Place,
  partAt,
  throughPlace,
} from './changes.ts';
import type { Loop, Rounds } from './round.ts';
import type { Value } from './value.ts';

/** What happens to a name at one place of a text. */
interface Step {
  /** From here on. */
  readonly at: number;
  /** Up to here: the end of the function that the name belongs to. */
  readonly until: number;
  readonly change: Change;
  /** The loop around it, the outermost of several. */
  readonly loop: Loop | null;
}

/** A name that changes more often than this is left open: calls that people write are far below. */
const MOST_STEPS = 1000;

/** Names of one list or map lead to each other no further than this. */
const MOST_NAMES = 20;

/** What a name holds that holds something else’s list or map as well. */
interface Same {
  readonly places: readonly Place[];
  readonly until: number;
}

/** How many of the steps, in order, happen up to a place. */
const countUpTo = (steps: readonly Step[], at: number): number =>
  firstWhere(steps.length, (step) => (steps[step]?.at ?? 0) > at);

const isBehind = ({ loop }: Step, at: number): boolean => loop !== null && loop.to <= at;

/** The names of a text and what happens to them, in order. */
export class Names {
  readonly #steps = new Map<string, Step[]>();
  readonly #sorted = new Set<string>();
  readonly #known = new Map<Step, Value | null>();
  /** What a name holds behind a loop, by the last step in it. */
  readonly #knownBehind = new Map<Step, Value | null>();
  readonly #rounds: Rounds;
  readonly #loops: Loop[] = [];

  /** The names whose value is part of another's, as far as the text has been read. */
  readonly #same = new Map<string, Same>();
  /** Names whose value is part of one's. */
  readonly #followers = new Map<string, Set<string>>();
  #followed = 0;

  constructor(rounds: Rounds) {
    this.#rounds = rounds;
  }

  /** What is noted from here on happens in each round of a loop. */
  enter(loop: Loop): void {
    this.#loops.push(loop);
  }

  leave(): void {
    this.#loops.pop();
  }

  /** Notes what happens to a name, and to whatever shares its list or map; a text is read from its beginning. */
  note(name: string, at: number, until: number, change: Change): void {
    if (change.kind === 'is') {
      this.#hold(name, at, until, change);
      return;
    }
    this.#put(name, at, until, change);
    this.#noteOfSame(name, at, until, change);
  }

  /** From here on a name has nothing to do with what held the same as it did before. */
  #hold(name: string, at: number, until: number, { kind, value, of = [] }: Holding): void {
    this.#same.delete(name);
    for (const other of this.#followers.get(name) ?? []) this.#same.delete(other);
    this.#followers.delete(name);
    const places = of.some((place) => place.name === name) ? [] : of;
    this.#put(name, at, until, { kind, value, of: places });
    if (places.length === 0) return;
    this.#same.set(name, { places, until });
    for (const place of places) {
      const followers = this.#followers.get(place.name) ?? new Set();
      this.#followers.set(place.name, followers.add(name));
    }
  }

  #noteOfSame(name: string, at: number, until: number, change: PartChange, seen = new Set<string>()): void {
    seen.add(name);
    const same = this.#same.get(name);
    if (!same || at >= same.until) return;
    for (const place of same.places) {
      if (seen.has(place.name) || seen.size >= MOST_NAMES) continue;
      const moved = throughPlace(change, place);
      this.#put(place.name, at, until, moved);
      this.#noteOfSame(place.name, at, until, moved, seen);
    }
  }

  #put(name: string, at: number, until: number, change: Change): void {
    const step = { at, until, change, loop: this.#loops[0] ?? null };
    const before = this.#steps.get(name);
    if (before) before.push(step);
    else this.#steps.set(name, [step]);
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
    const low = countUpTo(steps, at);
    const upTo: Step[] = [];
    for (let i = low - 1; i >= 0 && upTo.length < MOST_STEPS; i--) {
      const step = steps[i];
      if (!step || at >= step.until) continue;
      upTo.push(step);
      if (step.change.kind === 'is' || this.#knownAt(step, at).has(step)) break;
    }
    const since = upTo.reverse();
    return this.#ofSame(since, at) ?? this.#folded(since, at);
  }

  /** The list or map that a name holds with others, by what happened to it under any name; null where it holds none. */
  #ofSame(steps: readonly Step[], at: number): Value | null {
    const [step, ...later] = steps;
    const places = step?.change.kind === 'is' ? (step.change.of ?? []) : [];
    if (!step || places.length === 0 || this.#followed >= MOST_NAMES) return null;
    this.#followed++;
    try {
      const first = this.#folded([step], step.at);
      if (!first || !isShared(first)) return null;
      for (const { name, path } of places) {
        const end = this.#heldUntil(name, step.at, at);
        const value = partAt(this.valueOf(name, end), path);
        const alone = later.filter((one) => one.at > end);
        if (value && isShared(value))
          return alone.reduce<Value | null>((made, one) => changed(made, one.change), value);
      }
      return null;
    } finally {
      this.#followed--;
    }
  }

  /** Up to where a name holds what it does at a place, within bounds and at most up to another place. */
  #heldUntil(name: string, from: number, at: number): number {
    const steps = this.#stepsOf(name);
    const first = countUpTo(steps, from);
    const next = steps.slice(first, first + MOST_STEPS).find(({ change }) => change.kind === 'is');
    return next && next.at <= at ? next.at - 1 : at;
  }

  /** The last value that a name is given anywhere: members of an object may be set below their use. */
  lastOf(name: string): Value | null {
    return this.valueOf(name, this.#stepsOf(name).at(-1)?.at ?? 0);
  }

  /** What is known of a name after a step; nothing of what is read for one round of several. */
  #knownAt(step: Step, at: number): Map<Step, Value | null> {
    if (this.#rounds.isAround(step.at)) return new Map();
    return isBehind(step, at) ? this.#knownBehind : this.#known;
  }

  /** What steps one after the other make, as it is at a place: behind a loop after all its rounds, in it in the first. */
  #folded(steps: readonly Step[], at: number): Value | null {
    let value: Value | null = null;
    for (let i = 0; i < steps.length; ) {
      const step = steps[i];
      if (!step) break;
      const inLoop = isBehind(step, at) ? steps.slice(i).findIndex((one) => one.loop !== step.loop) : 1;
      const group = steps.slice(i, inLoop < 0 ? steps.length : i + inLoop);
      const last = group.at(-1) ?? step;
      const all = this.#knownAt(last, at);
      const known = all.get(last);
      value = known === undefined ? this.#afterLoop(value, group, isBehind(step, at)) : known;
      all.set(last, value);
      i += group.length;
    }
    return value;
  }

  #afterLoop(value: Value | null, group: readonly Step[], behind: boolean): Value | null {
    const once = (of: Value | null): Value | null =>
      group.reduce<Value | null>((made, { change }) => changed(made, change), of);
    const [first] = group;
    const goes = behind && first?.loop && first.change.kind !== 'is' ? first.loop.rounds() : null;
    if (!goes || !this.#rounds.mayGo(goes.length * group.length)) return once(value);
    return goes.reduce<Value | null>((made, round) => this.#rounds.within(round, () => once(made)), value);
  }
}
