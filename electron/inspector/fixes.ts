import type { FixAction } from '../../shared/contract/inspection.ts';
import type { Edit } from '../../shared/json/edit.ts';
import { isObject } from '../../shared/json/json.ts';
import { parent, segments, valueAt } from '../../shared/json/pointer.ts';
import type { Ledger } from '../../shared/pipeline/ledger/entry.ts';
import type { Fix, Problem, Verdict } from '../../shared/validation/problem.ts';
import { type Attempt, asAction, NO_CHANGE, selectorChange, verdictAfter } from './change.ts';
import { clientPlace, type Entered } from './enter.ts';
import { type SourceOf, sourcesIn } from './source-pointer.ts';
import { thinned } from './thinned.ts';
import { type Candidate, helpful } from './try-fixes.ts';
import { waysOut } from './ways-out.ts';

/** What a fix is applied to: a request, and how it came to its body. */
export interface FixSubject extends Attempt {
  /** The call that the request became on its way to LiteLLM. */
  readonly entered: Entered;
  readonly ledger: Ledger;
}

type Selector = Extract<Fix, { kind: 'route' | 'profile' }>;

const isSelector = (fix: Fix): fix is Selector => fix.kind === 'route' || fix.kind === 'profile';

/** A fix of the body as an edit of the incoming request; null where there is none. */
function editOf(fix: Exclude<Fix, Selector>, { request }: Attempt, sourceOf: SourceOf): Edit | null {
  if (fix.kind === 'move') return null;
  const pointer = sourceOf(fix.pointer);
  if (pointer === null || pointer === '') return null;
  if (fix.kind === 'drop') return { kind: 'drop', pointer };
  if (fix.kind === 'set') return { kind: 'set', pointer, value: fix.value };
  const holder = valueAt(request, parent(pointer) ?? '') ?? null;
  const isFree = isObject(holder) && !Object.hasOwn(holder, fix.key);
  return isFree ? { kind: 'rename', pointer, key: fix.key } : null;
}

/** What a button for an edit says. `alone`: the problem has no other fix of this kind, so that "it" is enough. */
function labelOf(edit: Edit, alone: boolean): string {
  switch (edit.kind) {
    case 'drop':
      return alone ? 'Drop it' : `Drop ${segments(edit.pointer).at(-1)}`;
    case 'rename':
      return `Rename it to ${edit.key}`;
    case 'set':
      return `Set it to ${JSON.stringify(edit.value)}`;
  }
}

const errorsOf = (problems: readonly Problem[]): number =>
  problems.filter(({ severity }) => severity === 'error').length;

/** Says whether another route or release makes a problem go away and leaves fewer; each is worked out once. */
function selectorTrial(
  problems: readonly Problem[],
  attempt: Attempt,
): (fix: Selector, problem: Problem) => boolean {
  const known = new Map<string, Verdict | null>();
  const errors = errorsOf(problems);
  return (fix, { key, message }) => {
    const name = JSON.stringify(fix);
    const after = known.has(name) ? (known.get(name) ?? null) : verdictAfter(selectorChange(fix), attempt);
    known.set(name, after);
    if (after === null || after.kind === 'accepted') return after !== null;
    const gone = !after.problems.some((one) => one.key === key && (key !== null || one.message === message));
    return gone && errorsOf(after.problems) < errors;
  };
}

/** A huge request is worked out again without what no candidate speaks of, as far as that changes nothing for them. */
function asTried(subject: FixSubject, candidates: readonly Candidate[]): FixSubject {
  const { request, entered, ledger, huge } = subject;
  const isTyped = entered.input.request === request;
  return huge && isTyped && candidates.length > 0
    ? { ...subject, request: thinned(request, ledger, candidates) }
    : subject;
}

/**
 * The buttons for each problem of one request, in the order of the problems: those of a problem's own fixes that can be
 * applied to the request and do help, else, for an error, the ways out that help against any. The cost is that of working out the
 * request a bounded number of times, however many problems it has.
 */
export function fixesOf(
  { problems, status }: Pick<Verdict, 'problems' | 'status'>,
  subject: FixSubject,
): readonly (readonly FixAction[])[] {
  const placeOf = sourcesIn(subject.ledger);
  const sourceOf: SourceOf = (outgoing) => {
    const place = placeOf(outgoing);
    return place === null ? null : clientPlace(subject.entered, place);
  };
  const candidates = new Map<Fix, Candidate>();
  for (const problem of problems) {
    for (const fix of problem.fixes) {
      const edit = isSelector(fix) ? null : editOf(fix, subject, sourceOf);
      if (edit && 'pointer' in fix) candidates.set(fix, { problem, fix, edit });
    }
  }
  const all = [...candidates.values()];
  const helping = helpful(all, problems, asTried(subject, all));
  const selectorHelps = selectorTrial(problems, subject);
  let out: readonly FixAction[] | null = null;
  return problems.map((problem) => {
    const own = problem.fixes.flatMap((fix): readonly FixAction[] => {
      if (isSelector(fix)) {
        const action = selectorHelps(fix, problem) ? asAction(selectorChange(fix), fix, subject) : null;
        return action ? [action] : [];
      }
      const candidate = candidates.get(fix);
      if (!candidate || !helping.has(candidate)) return [];
      const alone = problem.fixes.every((other) => other === fix || other.kind !== fix.kind);
      const { edit } = candidate;
      const action = asAction({ ...NO_CHANGE, label: labelOf(edit, alone), edits: [edit] }, fix, subject);
      return action ? [action] : [];
    });
    // Bedrock takes a body with warnings: there is nothing to get out of.
    if (own.length > 0 || problem.severity === 'warning') return own;
    // A model that is not served is not served on another route either.
    out ??= status === 404 ? [] : waysOut(subject);
    return out;
  });
}
