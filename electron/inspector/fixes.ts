import type { FixAction } from '../../shared/contract/inspection.ts';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { segments } from '../../shared/json/pointer.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';
import type { Route } from '../../shared/pipeline/model.ts';
import { PROFILE_IDS, PROFILES, type ProfileId } from '../../shared/pipeline/profiles/profile.ts';
import type { Api } from '../../shared/pipeline/result.ts';
import type { Fix, Problem, Verdict } from '../../shared/validation/problem.ts';
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

function verdictAfter(change: Change, subject: FixSubject): Verdict | null {
  return predict({
    api: subject.api,
    request: requestOf(change, subject),
    profile: change.profile ?? subject.profile,
    route: change.route ?? subject.route,
  }).verdict;
}

/** True where the problem is gone after the change: no button promises what it does not do. */
function helps(change: Change, problem: Problem, subject: FixSubject): boolean {
  const after = verdictAfter(change, subject);
  return (
    after !== null &&
    !after.problems.some(({ key, message }) => key === problem.key && message === problem.message)
  );
}

/** The other route and the later releases, each as a fix. */
function elsewhere({ route, profile }: FixSubject): readonly Fix[] {
  const later = PROFILE_IDS.slice(PROFILE_IDS.indexOf(profile) + 1).filter((id) => !PROFILES[id].strict);
  return [
    { kind: 'route', route: route === 'invoke' ? 'converse' : 'invoke' },
    ...later.map((id) => ({ kind: 'profile', profile: id }) as const),
  ];
}

/** Ways out of any problem: the other route and the first later release, where Bedrock accepts what they send. */
function waysOut(subject: FixSubject): readonly FixAction[] {
  const accepted = elsewhere(subject).flatMap((fix) => {
    const change = changeOf(fix, subject, true);
    return change && verdictAfter(change, subject)?.status === 200 ? [{ ...change, fix }] : [];
  });
  return accepted.filter(({ fix }, i) => accepted.findIndex((other) => other.fix.kind === fix.kind) === i);
}

/**
 * Finds the buttons for problems of one request: those of a problem's own fixes that can be applied to the request and
 * do help, else the ways out that help against any.
 */
export function fixer(subject: FixSubject): (problem: Problem) => readonly FixAction[] {
  let out: readonly FixAction[] | null = null;
  return (problem) => {
    const own = problem.fixes.flatMap((fix) => {
      const alone = problem.fixes.every((other) => other === fix || other.kind !== fix.kind);
      const change = changeOf(fix, subject, alone);
      return change && helps(change, problem, subject) ? [{ ...change, fix }] : [];
    });
    if (own.length > 0) return own;
    out ??= waysOut(subject);
    return out;
  };
}
