import { countValues } from '../../shared/json/count.ts';
import type { Edit } from '../../shared/json/edit.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { type Pointer, parent, segments } from '../../shared/json/pointer.ts';
import type { Fix, Problem, Verdict } from '../../shared/validation/problem.ts';
import { type Attempt, type Change, NO_CHANGE, verdictAfter } from './change.ts';

/** A fix of a problem as an edit of the request, before anybody knows whether it helps. */
export interface Candidate {
  readonly problem: Problem;
  readonly fix: Extract<Fix, { readonly pointer: Pointer }>;
  readonly edit: Edit;
}

/** So many candidates of a request are tried each alone, which leaves no doubt. */
const FEW = 12;
/** How often a request is worked out again for its candidates, at most … */
const MOST_TRIALS = 48;
/** … and at least, where it is of a common size or not. */
const LEAST_TRIALS = 6;
const LEAST_TRIALS_OF_HUGE = 1;
/** How much is worked out again, counted in problems that are worded anew. */
const MOST_PROBLEMS = 10_000;
/** A request of more values than this is huge. */
const HUGE = 20_000;

/** True for requests that are worked out again no more often than they must be. */
export const isHuge = (request: JsonObject): boolean => countValues(request, HUGE) >= HUGE;

/** Bedrock's predicted answer after a change. */
type TryOut = (change: Omit<Change, 'label'>, attempt: Attempt) => Verdict | null;

const nameOf = ({ key, message }: Problem): string => `${key}\n${message}`;

/** The keys that are gone or changed after an edit, in the body and in the request. */
const keysOf = ({ fix, edit }: Candidate): readonly (string | null)[] =>
  [fix.pointer, edit.pointer].map((pointer) => segments(pointer).at(-1) ?? null);

/** Those of some candidates, tried together, whose problems are gone; null where they did harm among them. */
function helpedBy(
  tried: readonly Candidate[],
  after: Verdict | null,
  before: ReadonlySet<string>,
): readonly Candidate[] | null {
  if (after === null) return null;
  const left = new Set(after.problems.map(nameOf));
  const touched = new Set(tried.flatMap(keysOf));
  // What a rule misses now that it is gone, or does not like in its new form.
  const harm = after.problems.some(
    (problem) => problem.severity === 'error' && touched.has(problem.key) && !before.has(nameOf(problem)),
  );
  return harm ? null : tried.filter(({ problem }) => !left.has(nameOf(problem)));
}

const sameEdit = (a: Edit, b: Edit): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Candidates that can be tried together, as none changes what another one speaks of, and those left over. */
function apart(candidates: readonly Candidate[]): readonly [together: Candidate[], left: Candidate[]] {
  const taken = new Map<Pointer, Edit>();
  const together: Candidate[] = [];
  const left: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => a.edit.pointer.length - b.edit.pointer.length)) {
    const { pointer } = candidate.edit;
    const own = taken.get(pointer);
    let around = parent(pointer);
    while (around !== undefined && !taken.has(around)) around = parent(around);
    const clashes = around !== undefined || (own !== undefined && !sameEdit(own, candidate.edit));
    (clashes ? left : together).push(candidate);
    if (!clashes) taken.set(pointer, candidate.edit);
  }
  return [together, left];
}

const ofKind = (candidates: readonly Candidate[], kind: Edit['kind']): readonly Candidate[] =>
  candidates.filter(({ edit }) => edit.kind === kind);

const halves = (list: readonly Candidate[]): readonly (readonly Candidate[])[] => {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
};

/**
 * Finds the candidates after which the verdict is better. A few are tried one by one. Many are tried together, all of
 * one kind at once; where that does harm, by halves. The number of trials is bounded, so that the cost is that of
 * working out the request some times; what could not be tried within it is not offered.
 * @param problems all problems of the request as it stands
 * @param tryOut works the request out again
 */
export function helpful(
  candidates: readonly Candidate[],
  problems: readonly Problem[],
  attempt: Attempt,
  tryOut: TryOut = verdictAfter,
): ReadonlySet<Candidate> {
  if (candidates.length === 0) return new Set();
  const before = new Set(problems.map(nameOf));
  const { huge } = attempt;
  const affordable = huge ? 0 : Math.floor(MOST_PROBLEMS / (problems.length + 1));
  const least = huge ? LEAST_TRIALS_OF_HUGE : LEAST_TRIALS;
  let trials = Math.min(MOST_TRIALS, Math.max(least, affordable));
  const kinds: readonly Edit['kind'][] = ['drop', 'rename', 'set'];
  const waiting: (readonly Candidate[])[] =
    candidates.length <= FEW && candidates.length <= trials
      ? candidates.map((candidate) => [candidate])
      : kinds.map((kind) => ofKind(candidates, kind));
  const found = new Set<Candidate>();
  for (let group = waiting.shift(); group; group = waiting.shift()) {
    if (group.length === 0) continue;
    if (trials-- === 0) break;
    const [together, left] = apart(group);
    waiting.push(left);
    const after = tryOut({ ...NO_CHANGE, edits: together.map(({ edit }) => edit) }, attempt);
    const helped = helpedBy(together, after, before);
    if (helped === null && together.length > 1) waiting.push(...halves(together));
    for (const candidate of helped ?? []) found.add(candidate);
  }
  return found;
}
