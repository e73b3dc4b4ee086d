import { latest } from './evidence.ts';
import type { Basis, Problem } from './problem.ts';

/** What a verdict stands on: the evidence of the problem that refuses, else the documented rules. */
export function basisOf(problems: readonly Problem[]): Basis {
  const refusing = problems.find(({ severity }) => severity === 'error');
  const evidence = refusing && latest(refusing.evidence);
  return { grade: evidence?.grade ?? 'documented', date: evidence?.date ?? null, nearest: null };
}
