import type { FixAction } from '../../shared/contract/inspection.ts';
import { type Edit, withEdits } from '../../shared/json/edit.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { Api, ModuleSettings } from '../../shared/pipeline/call/result.ts';
import type { RepeatedDumps } from '../../shared/pipeline/python/json.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import type { Fix, Verdict } from '../../shared/validation/problem.ts';
import type { Editor } from './edit-request.ts';
import { type Entered, type Entrance, enter } from './enter.ts';
import { type Prediction, predict } from './predict.ts';
import type { Trials } from './trials.ts';

/** A request under a profile on a route. */
export interface Attempt {
  readonly request: JsonObject;
  readonly api: Api;
  readonly profile: ProfileId;
  readonly route: Route;
  /** How the request comes to LiteLLM. */
  readonly entrance: Entrance;
  /** Edits the text that `request` was read from. */
  readonly editor: Editor;
  /** Has written bodies that were much like those of this request. */
  readonly dumps: RepeatedDumps;
  readonly trials: Trials;
  /** Of so many values that it is worked out again no more often than it must be. */
  readonly huge: boolean;
  /** What the request becomes as it stands, each once for all that ask. */
  readonly unchanged: Unchanged;
}

/** What one request becomes under a profile on a route, each worked out once. */
export class Unchanged {
  readonly #subject: Pick<Attempt, 'request' | 'entrance' | 'dumps'>;
  readonly #found: Map<string, EnteredPrediction | null>;
  /** What was found last on each route: profiles often send the same. */
  readonly #onRoute: Map<Route, EnteredPrediction>;

  /** @param known what is worked out already */
  constructor(
    subject: Pick<Attempt, 'request' | 'entrance' | 'dumps'>,
    known: { readonly profile: ProfileId; readonly route: Route; readonly prediction: EnteredPrediction },
  ) {
    this.#subject = subject;
    this.#found = new Map([[nameOf(known.profile, known.route), known.prediction]]);
    this.#onRoute = new Map([[known.route, known.prediction]]);
  }

  isKnown(profile: ProfileId, route: Route): boolean {
    return this.#found.has(nameOf(profile, route));
  }

  /** Null where nothing gets to LiteLLM. */
  under(profile: ProfileId, route: Route): EnteredPrediction | null {
    const name = nameOf(profile, route);
    const before = this.#found.get(name);
    if (before !== undefined) return before;
    const prediction = predictEntering({
      ...this.#subject,
      profile,
      route,
      before: this.#onRoute.get(route) ?? null,
    });
    this.#found.set(name, prediction);
    if (prediction) this.#onRoute.set(route, prediction);
    return prediction;
  }
}

const nameOf = (profile: ProfileId, route: Route): string => `${profile} ${route}`;

/** What a request becomes that comes in the same way; null where nothing gets to LiteLLM. */
export function predictEntering({
  request,
  profile,
  route,
  entrance,
  dumps = null,
  before = null,
}: Pick<Attempt, 'request' | 'profile' | 'route' | 'entrance'> & {
  readonly dumps?: RepeatedDumps | null;
  /** What the same request became under another profile. */
  readonly before?: Prediction | null;
}): EnteredPrediction | null {
  const result = enter(request, entrance, profile);
  if (!result.ok) return null;
  const { entered } = result;
  return { entered, ...predict({ ...entered.input, route }, dumps, before, entrance.day) };
}

/** A prediction with the call that it is of. */
export interface EnteredPrediction extends Prediction {
  readonly entered: Entered;
}

/** What a button changes: the request or a selector; null leaves a selector as it is. */
export interface Change {
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly route: Route | null;
  readonly profile: ProfileId | null;
  readonly settings: ModuleSettings | null;
}

export const NO_CHANGE = { edits: [], route: null, profile: null, settings: null } as const;

const ROUTE_LABELS: Readonly<Record<Route, string>> = {
  invoke: 'Use the invoke route',
  converse: 'Use the converse route',
};

/** The change that another route or release is. */
export function selectorChange(fix: Extract<Fix, { kind: 'route' | 'profile' }>): Change {
  return fix.kind === 'route'
    ? { ...NO_CHANGE, label: ROUTE_LABELS[fix.route], route: fix.route }
    : { ...NO_CHANGE, label: `Switch to ${profileOf(fix.profile).label}`, profile: fix.profile };
}

/** Bedrock's predicted answer after a change; null where nothing is sent then, or that is tried later or not at all. */
export function verdictAfter(change: Omit<Change, 'label'>, attempt: Attempt): Verdict | null {
  const { unchanged, huge } = attempt;
  const { edits, settings } = change;
  const profile = change.profile ?? attempt.profile;
  const route = change.route ?? attempt.route;
  const sameRequest = edits.length === 0 && settings === null;
  const costly = huge && !(sameRequest && unchanged.isKnown(profile, route));
  const name = JSON.stringify([profile, route, edits, settings]);
  return attempt.trials.verdict({ name, view: attempt.route, costly }, () => {
    const after = sameRequest
      ? unchanged.under(profile, route)
      : predictEntering({
          request: withEdits(attempt.request, edits),
          profile,
          route,
          dumps: attempt.dumps,
          entrance: { ...attempt.entrance, settings: { ...attempt.entrance.settings, ...settings } },
        });
    return after?.verdict ?? null;
  });
}

/** A change as a button carries it: what it does to the typed text; null where the text has no such place. */
export function asAction(change: Change, fix: FixAction['fix'], { editor }: Attempt): FixAction | null {
  const { label, route, profile, settings } = change;
  const edits = editor(change.edits);
  return edits && { label, fix, edits, route, profile, settings };
}
