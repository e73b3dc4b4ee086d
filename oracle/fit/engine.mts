import { BEHAVIOURS, type Behaviour, observed } from '../../shared/pipeline/releases/behaviours.ts';
import type { Release } from '../../shared/pipeline/releases/release.ts';
import { namesIn } from '../../shared/pipeline/releases/timeline.ts';
import { type Case, compared, mismatch, type Recorded } from '../../shared/pipeline/testing.ts';
import { transform } from '../../shared/pipeline/transform.ts';

/** Behaviours that hold together. */
export type State = ReadonlySet<Behaviour>;

/** A case with what a release made of it; undefined where it crashed. */
export interface Answered {
  readonly one: Case;
  readonly expected: Recorded | undefined;
}

/** What came of a case under a state: how it differs from the answer, and which behaviours were asked after. */
export interface Trial {
  readonly wrong: readonly string[];
  readonly consulted: State;
}

/** What the tables say of a release today. */
export const stateOf = (release: Release): State => namesIn(BEHAVIOURS, release) as State;

export const flipped = (state: State, behaviours: Iterable<Behaviour>): State => {
  const next = new Set(state);
  for (const one of behaviours) if (!next.delete(one)) next.add(one);
  return next;
};

/** How a case differs under what the tables say of a release: quicker, because nobody watches. */
export const differs = ({ one, expected }: Answered, release: Release): readonly string[] =>
  mismatch(
    compared(expected, release),
    transform({ api: one.api, request: one.request, profile: `litellm-${release}` }),
  );

export function attempt({ one, expected }: Answered, release: Release, state: State): Trial {
  const consulted = new Set<Behaviour>();
  const result = observed(
    (behaviour) => {
      consulted.add(behaviour);
      return state.has(behaviour);
    },
    () => transform({ api: one.api, request: one.request, profile: `litellm-${release}` }),
  );
  return { wrong: mismatch(compared(expected, release), result), consulted };
}
