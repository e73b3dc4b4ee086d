import { ENTRIES, type FormId } from '../../shared/input/forms.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { TransformResult } from '../../shared/pipeline/call/result.ts';
import { BEHAVIOURS, type Behaviour, observed } from '../../shared/pipeline/releases/behaviours.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Release } from '../../shared/pipeline/releases/release.ts';
import { namesIn } from '../../shared/pipeline/releases/timeline.ts';
import { type Case, compared, mismatch, type Recorded } from '../../shared/pipeline/testing.ts';
import { transform } from '../../shared/pipeline/transform.ts';
import { bridgeAlone, isBridged } from '../../shared/proxy/alone.ts';

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

/** What Strata makes of a case; `request` is the chat call that came of it, `result` null where none did. */
export interface Outcome {
  readonly result: TransformResult | null;
  readonly request: JsonObject;
}

/** What the tables say of a release today. */
export const stateOf = (release: Release): State => namesIn(BEHAVIOURS, release) as State;

export const flipped = (state: State, behaviours: Iterable<Behaviour>): State => {
  const next = new Set(state);
  for (const one of behaviours) if (!next.delete(one)) next.add(one);
  return next;
};

/** A case of any entry point, run alone as a program calls it. */
export function outcome({ api, request }: Case, release: Release): Outcome {
  const form: FormId = api;
  const profile: ProfileId = `litellm-${release}`;
  const entry = ENTRIES[form];
  const bridged = isBridged(form) ? bridgeAlone(form, request, profile) : null;
  if (bridged?.ok === false) return { result: null, request };
  const given = bridged?.request ?? request;
  const call = { api: entry || bridged ? 'chat' : api, request: given, profile } as const;
  return { result: transform(entry ? { ...call, entry } : call), request: given };
}

const isEntry = ({ api }: Case): boolean => !['chat', 'messages'].includes(api);

/** How a case differs from the answer; empty where it does not. */
export function wrongIn(
  { one, expected }: Answered,
  release: Release,
  { result }: Outcome,
): readonly string[] {
  // Why the other entry points refuse is not compared: most of it are exceptions that nobody meant.
  if (isEntry(one) && expected?.path === undefined)
    return result?.kind === 'outgoing' ? ['expected nothing, got a body'] : [];
  return result ? mismatch(compared(expected, release), result) : ['expected a body, got none'];
}

/** How a case differs under what the tables say of a release: quicker, because nobody watches. */
export const differs = (answered: Answered, release: Release): readonly string[] =>
  wrongIn(answered, release, outcome(answered.one, release));

export function attempt(answered: Answered, release: Release, state: State): Trial {
  const consulted = new Set<Behaviour>();
  const result = observed(
    (behaviour) => {
      consulted.add(behaviour);
      return state.has(behaviour);
    },
    () => outcome(answered.one, release),
  );
  return { wrong: wrongIn(answered, release, result), consulted };
}
