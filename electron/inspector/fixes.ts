import type { FixAction } from '../../shared/contract/inspection.ts';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { segments } from '../../shared/json/pointer.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';
import type { Route } from '../../shared/pipeline/model.ts';
import { PROFILES, type ProfileId } from '../../shared/pipeline/profiles/profile.ts';
import type { Api } from '../../shared/pipeline/result.ts';
import type { Fix, Problem } from '../../shared/validation/problem.ts';
import { dropValue, renameKey, setValue } from './edit-request.ts';
import { predict } from './predict.ts';
import { sourcePointer } from './source-pointer.ts';

/** What a fix is applied to. `text` is JSON that parses to `request`. */
export interface FixSubject {
  readonly text: string;
  readonly request: JsonObject;
  readonly api: Api;
  readonly profile: ProfileId;
  readonly route: Route;
  readonly ledger: Ledger;
}

interface Change {
  readonly label: string;
  readonly text: string | null;
  readonly route: Route | null;
  readonly profile: ProfileId | null;
}

const ROUTE_LABELS: Readonly<Record<Route, string>> = {
  invoke: 'Use the invoke route',
  converse: 'Use the converse route',
};

/**
 * Expresses a fix of the body as a change of the incoming request or the selectors; null where there is none.
 * @param alone false where the problem has other fixes of the same kind, so that the label has to tell them apart
 */
function changeOf(fix: Fix, subject: FixSubject, alone: boolean): Change | null {
  const none = { text: null, route: null, profile: null };
  if (fix.kind === 'route') return { ...none, label: ROUTE_LABELS[fix.route], route: fix.route };
  if (fix.kind === 'profile') {
    return { ...none, label: `Switch to ${PROFILES[fix.profile].label}`, profile: fix.profile };
  }
  const source = sourcePointer(subject.ledger, fix.pointer);
  if (source === null || source === '') return null;
  const { text, request } = subject;
  switch (fix.kind) {
    case 'drop': {
      const [key] = segments(source).slice(-1);
      const label = alone ? 'Drop it' : `Drop ${key}`;
      return { ...none, label, text: dropValue(text, request, source) };
    }
    case 'rename':
      return { ...none, label: `Rename it to ${fix.key}`, text: renameKey(text, request, source, fix.key) };
    case 'set':
      return {
        ...none,
        label: `Set it to ${JSON.stringify(fix.value)}`,
        text: setValue(text, request, source, fix.value),
      };
    case 'move':
      return null;
  }
}

const requestOf = (change: Change, subject: FixSubject): JsonObject =>
  change.text === null ? subject.request : (JSON.parse(change.text) as Json & JsonObject);

/** True where the problem is gone after the change: no button promises what it does not do. */
function helps(change: Change, problem: Problem, subject: FixSubject): boolean {
  const after = predict({
    api: subject.api,
    request: requestOf(change, subject),
    profile: change.profile ?? subject.profile,
    route: change.route ?? subject.route,
  });
  if (after.result.kind !== 'outgoing' || !after.verdict) return false;
  return !after.verdict.problems.some(
    ({ key, message }) => key === problem.key && message === problem.message,
  );
}

/** The buttons for a problem: those of its fixes that can be applied to this request and do help. */
export function fixActions(problem: Problem, subject: FixSubject): readonly FixAction[] {
  return problem.fixes.flatMap((fix) => {
    const alone = problem.fixes.every((other) => other === fix || other.kind !== fix.kind);
    const change = changeOf(fix, subject, alone);
    return change && helps(change, problem, subject) ? [{ ...change, fix }] : [];
  });
}
