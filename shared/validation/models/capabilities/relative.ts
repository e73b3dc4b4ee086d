import type { Evidence } from '../../problem.ts';
import type { Capabilities, Cell } from './capability.ts';

/** What models of a line have gained from one generation to the next: that an elder lacks it refuses nothing. */
const GAINED = [
  'caching',
  'history',
  'images',
  'media',
  'mediaInResults',
  'nativeOutput',
  'output',
  'strictTools',
  'structuredOutput',
  'system',
  'tools',
  'window',
] as const satisfies readonly (keyof Capabilities)[];

const inferredFrom = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.map((one) => ({ ...one, grade: 'inferred' }));

const likely = <T>({ evidence, before, ...rest }: Cell<T>): Cell<T> => ({
  ...rest,
  evidence: inferredFrom(evidence),
  ...(before === undefined ? {} : { before: likely(before) }),
});

/**
 * A row as it stands for a model that no row names: what its kind may have gained since is only likely, so that it
 * warns; the rest (sampling, thinking, names of fields) holds as for the relative.
 */
export function asRelative(row: Capabilities): Capabilities {
  const cells = GAINED.flatMap((name) => {
    const cell = row[name] as Cell<unknown> | undefined;
    return cell === undefined ? [] : [[name, likely(cell)] as const];
  });
  return { ...row, ...Object.fromEntries(cells) };
}
