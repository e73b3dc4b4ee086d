import type { FixAction, LocatedProblem } from '../../shared/contract/inspection.ts';
import { type Pointer, placeOf } from '../../shared/json/pointer.ts';
import type { TextEdit } from '../../shared/json/text-edit.ts';

/** A fix of one problem, or of so many at once. */
export interface GroupFix extends FixAction {
  readonly times?: number;
}

/** One rule that is broken at places which differ in their lists’ indices alone. */
export interface ProblemGroup {
  /** Unique among the groups of a verdict. */
  readonly id: string;
  /** The first: Bedrock names no other. */
  readonly problem: LocatedProblem;
  readonly pointers: readonly Pointer[];
  /** What mends all of them; of a single one its own fixes. */
  readonly actions: readonly GroupFix[];
}

/** The same for problems whose words differ in numbers alone, such as a message’s index. */
const idOf = ({ severity, message, why, pointer }: LocatedProblem): string =>
  [severity, message.replace(/\d+/g, '#'), why, placeOf(pointer)].join('\n');

/** True where no edit reaches into another, so that all of them can be made at once. */
function areApart(edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  return sorted.every(({ from }, i) => from >= (sorted[i - 1]?.to ?? 0));
}

/** Selectors as they are and the same kind of change: such fixes can be made together. */
const isTextOnly = ({ edits, route, profile, settings }: FixAction): boolean =>
  edits.length > 0 && route === null && profile === null && settings === null;

function together(action: FixAction, index: number, problems: readonly LocatedProblem[]): GroupFix | null {
  if (!isTextOnly(action)) return action;
  const all = problems.flatMap(({ actions }) => actions[index] ?? []);
  if (all.length < problems.length || all.some(({ fix }) => fix.kind !== action.fix.kind)) return null;
  const edits = all.flatMap((each) => each.edits);
  const times = all.length;
  return areApart(edits) ? { ...action, label: `${action.label}, ${times} times`, edits, times } : null;
}

/** Puts together what one rule says of many places, in the order of the first of each. */
export function groupProblems(problems: readonly LocatedProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, LocatedProblem[]>();
  for (const problem of problems) {
    const id = idOf(problem);
    const known = groups.get(id);
    if (known) known.push(problem);
    else groups.set(id, [problem]);
  }
  return [...groups].flatMap(([id, all]): readonly ProblemGroup[] => {
    const [problem] = all;
    if (!problem) return [];
    const pointers = [...new Set(all.map(({ pointer }) => pointer))];
    const actions =
      all.length === 1
        ? problem.actions
        : problem.actions.flatMap((action, index) => together(action, index, all) ?? []);
    return [{ id, problem, pointers, actions }];
  });
}
