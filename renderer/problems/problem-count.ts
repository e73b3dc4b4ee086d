import type { LocatedProblem } from '../../shared/contract/inspection.ts';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** How many there are of the kind that weighs most, for where room is scarce: "4 problems", or "2 warnings". */
export const mostTelling = (problems: Parameters<typeof problemCount>[0]): string =>
  problemCount(problems).split(', ')[0] ?? '';

/** How many of each kind there are, such as "1 problem, 2 warnings": a warning refuses nothing. */
export function problemCount(problems: readonly Pick<LocatedProblem, 'severity'>[]): string {
  const refusing = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - refusing;
  return [
    ...(refusing > 0 ? [counted(refusing, 'problem')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ');
}
