import type { Inline, Section } from '../../contract/report-document.ts';
import type { Taken } from '../../contract/share.ts';
import { count } from './words.ts';

/** How often values of a kind stand that went, or that stayed. */
export const timesOf = ({ values }: Taken, taken: boolean): number =>
  values.reduce((sum, value) => sum + (value.taken === taken ? value.count : 0), 0);

/** Kinds with how often each stands; empty where none does. */
const listed = (taken: readonly Taken[], out: boolean): string =>
  taken
    .map((kind) => ({ label: kind.label, number: timesOf(kind, out) }))
    .filter(({ number }) => number > 0)
    .map(({ label, number }) => `${label} (${count(number, 'time')})`)
    .join(', ');

/** What was taken out before this left, in one line each: without it nobody knows what is not there. */
export function takenLines(taken: readonly Taken[]): readonly string[] {
  const [out, left] = [listed(taken, true), listed(taken, false)];
  return [
    out === '' ? 'Nothing was taken out.' : `Taken out before this was shared: ${out}.`,
    ...(left === '' ? [] : [`Looked at and left in: ${left}.`]),
  ];
}

/** The same as a section of a report; null where there was nothing to decide. */
export function takenSection(taken: readonly Taken[]): Section | null {
  if (taken.length === 0) return null;
  const items = takenLines(taken).map((line): readonly Inline[] => [line]);
  return { id: 'taken', title: 'What was taken out', blocks: [{ kind: 'list', items }] };
}
