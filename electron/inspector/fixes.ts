import type { FixAction } from '../../shared/contract/inspection.ts';
import { segments } from '../../shared/json/pointer.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';
import type { Fix, Problem } from '../../shared/validation/problem.ts';
import { type Attempt, type Change, NO_CHANGE, selectorChange, verdictAfter } from './change.ts';
import { dropValue, renameKey, setValue } from './edit-request.ts';
import { sourcePointer } from './source-pointer.ts';
import { waysOut } from './ways-out.ts';

/** What a fix is applied to: a request, and how it came to its body. */
export interface FixSubject extends Attempt {
  readonly ledger: Ledger;
}

/**
 * Expresses a fix of the body as a change of the incoming request or the selectors; null where there is none.
 * @param alone false where the problem has other fixes of the same kind, so that the label has to tell them apart
 */
function changeOf(fix: Fix, subject: FixSubject, alone: boolean): Change | null {
  if (fix.kind === 'route' || fix.kind === 'profile') return selectorChange(fix);
  const source = sourcePointer(subject.ledger, fix.pointer);
  if (source === null || source === '') return null;
  const { text, request } = subject;
  switch (fix.kind) {
    case 'drop': {
      const [key] = segments(source).slice(-1);
      const label = alone ? 'Drop it' : `Drop ${key}`;
      return { ...NO_CHANGE, label, text: dropValue(text, request, source) };
    }
    case 'rename':
      return {
        ...NO_CHANGE,
        label: `Rename it to ${fix.key}`,
        text: renameKey(text, request, source, fix.key),
      };
    case 'set':
      return {
        ...NO_CHANGE,
        label: `Set it to ${JSON.stringify(fix.value)}`,
        text: setValue(text, request, source, fix.value),
      };
    case 'move':
      return null;
  }
}

/** True where the problem is gone after the change: no button promises what it does not do. */
function helps(change: Change, problem: Problem, subject: FixSubject): boolean {
  const after = verdictAfter(change, subject);
  return (
    after !== null &&
    !after.problems.some(({ key, message }) => key === problem.key && message === problem.message)
  );
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
