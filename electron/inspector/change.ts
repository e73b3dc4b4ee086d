import type { Json, JsonObject } from '../../shared/json/json.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { Api } from '../../shared/pipeline/call/result.ts';
import { PROFILES, type ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Fix, Verdict } from '../../shared/validation/problem.ts';
import { predict } from './predict.ts';

/** A request under a profile on a route. `text` is JSON that parses to `request`. */
export interface Attempt {
  readonly text: string;
  readonly request: JsonObject;
  readonly api: Api;
  readonly profile: ProfileId;
  readonly route: Route;
}

/** What a button changes: the typed text or a selector; null leaves it as it is. */
export interface Change {
  readonly label: string;
  readonly text: string | null;
  readonly route: Route | null;
  readonly profile: ProfileId | null;
}

export const NO_CHANGE = { text: null, route: null, profile: null } as const;

const ROUTE_LABELS: Readonly<Record<Route, string>> = {
  invoke: 'Use the invoke route',
  converse: 'Use the converse route',
};

/** The change that another route or release is. */
export function selectorChange(fix: Extract<Fix, { kind: 'route' | 'profile' }>): Change {
  return fix.kind === 'route'
    ? { ...NO_CHANGE, label: ROUTE_LABELS[fix.route], route: fix.route }
    : { ...NO_CHANGE, label: `Switch to ${PROFILES[fix.profile].label}`, profile: fix.profile };
}

/** Bedrock's predicted answer after a change; null where nothing is sent then. */
export function verdictAfter(change: Change, attempt: Attempt): Verdict | null {
  const request = change.text === null ? attempt.request : (JSON.parse(change.text) as Json & JsonObject);
  const { api } = attempt;
  return predict({
    api,
    request,
    profile: change.profile ?? attempt.profile,
    route: change.route ?? attempt.route,
  }).verdict;
}
