import type { Behaviour } from '../../shared/pipeline/releases/behaviours.ts';
import type { Release } from '../../shared/pipeline/releases/release.ts';
import { type Answered, attempt, flipped, type State, type Trial } from './engine.mts';

/** What a fit came to. */
export interface Fitted {
  readonly state: State;
  /** What is new in the release: cases that no behaviour that is known explains. */
  readonly left: readonly { readonly answered: Answered; readonly trial: Trial }[];
}

/** More behaviours than these are not tried in pairs for one case. */
const PAIRED = 24;
/** So many pairs are tried in one release. */
const MOST_PAIRS = 12_000;

class Fit {
  readonly #trials = new Map<Answered, Trial>();
  readonly #release: Release;
  #state: State;

  constructor(cases: readonly Answered[], release: Release, start: State) {
    this.#release = release;
    this.#state = start;
    for (const one of cases) this.#trials.set(one, attempt(one, release, start));
  }

  get state(): State {
    return this.#state;
  }

  failing(): readonly (readonly [Answered, Trial])[] {
    return [...this.#trials].filter(([, { wrong }]) => wrong.length > 0);
  }

  /** Keeps a change where it mends something and breaks nothing, or mends far more than it breaks. */
  tryOut(behaviours: readonly Behaviour[]): boolean {
    const next = flipped(this.#state, behaviours);
    const touched = [...this.#trials].filter(([, { consulted }]) =>
      behaviours.some((one) => consulted.has(one)),
    );
    const failing = touched.filter(([, { wrong }]) => wrong.length > 0);
    const again = new Map<Answered, Trial>();
    let mended = 0;
    for (const [one] of failing) {
      const trial = attempt(one, this.#release, next);
      again.set(one, trial);
      if (trial.wrong.length === 0) mended++;
    }
    if (mended === 0) return false;
    let broken = 0;
    for (const [one, { wrong }] of touched) {
      if (wrong.length > 0) continue;
      const trial = attempt(one, this.#release, next);
      again.set(one, trial);
      if (trial.wrong.length > 0) broken++;
      if (broken * 4 > mended) return false;
    }
    this.#state = next;
    for (const [one, trial] of again) this.#trials.set(one, trial);
    return true;
  }

  /** Behaviours by how many failing cases asked after them. */
  candidates(): readonly Behaviour[] {
    const counts = new Map<Behaviour, number>();
    for (const [, { consulted }] of this.failing())
      for (const one of consulted) counts.set(one, (counts.get(one) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([one]) => one);
  }

  /** The fewest of some changes that still mend a case. */
  fewest(answered: Answered, changes: readonly Behaviour[]): readonly Behaviour[] {
    const mends = (some: readonly Behaviour[]): boolean =>
      attempt(answered, this.#release, flipped(this.#state, some)).wrong.length === 0;
    if (!mends(changes)) return [];
    return changes.reduce<readonly Behaviour[]>((kept, one) => {
      const without = kept.filter((other) => other !== one);
      return mends(without) ? without : kept;
    }, changes);
  }
}

const pairsOf = (behaviours: readonly Behaviour[]): readonly (readonly [Behaviour, Behaviour])[] =>
  behaviours.flatMap((a, i) => behaviours.slice(i + 1).map((b) => [a, b] as const));

/**
 * Finds which behaviours a release has: starting from those of its neighbour, it flips the ones that failing cases
 * asked after and keeps what mends. `towards` is the state of the next release that is known, if any: what several
 * differences make together is looked for among those.
 */
export function fitRelease(
  cases: readonly Answered[],
  release: Release,
  start: State,
  towards: State | null,
): Fitted {
  const work = new Fit(cases, release, start);
  for (let again = true; again; ) {
    again = false;
    for (const one of work.candidates()) again = work.tryOut([one]) || again;
  }
  let pairs = 0;
  const seen = new Set<string>();
  for (const [answered, { wrong, consulted }] of work.failing()) {
    const kind = `${wrong[0]?.replace(/\d+/g, '') ?? ''}`;
    if (seen.has(kind)) continue;
    seen.add(kind);
    const differing = towards ? [...consulted].filter((one) => towards.has(one) !== work.state.has(one)) : [];
    const together = differing.length > 1 ? work.fewest(answered, differing) : [];
    if (together.length > 0) {
      work.tryOut(together);
      continue;
    }
    const few = [...(differing.length > 0 ? differing : consulted)].slice(0, PAIRED);
    for (const pair of pairsOf(few)) {
      if (pairs++ > MOST_PAIRS) break;
      if (attempt(answered, release, flipped(work.state, pair)).wrong.length > 0) continue;
      if (work.tryOut(pair)) break;
    }
  }
  return { state: work.state, left: work.failing().map(([answered, trial]) => ({ answered, trial })) };
}
