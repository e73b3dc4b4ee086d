import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Release } from '../../shared/pipeline/releases/release.ts';
import type { Recorded } from '../../shared/pipeline/testing.ts';
import { type Answered, attempt, type State } from './engine.mts';

/** Of a release's recorded answers so many stay with the tests: those that are new in it, and others. */
const NEW = 110;
const OTHERS = 40;

/** Takes members evenly out of a list. */
const evenly = <T,>(list: readonly T[], count: number): readonly T[] =>
  list.filter(
    (_, i) => Math.floor((i * count) / list.length) !== Math.floor(((i - 1) * count) / list.length),
  );

/** Writes the answers by which the tests hold a release; those that Strata does not give stay out. */
export function keep(
  folder: string,
  release: Release,
  answered: readonly Answered[],
  older: ReadonlyMap<string, Recorded | null> | null,
  state: State,
): void {
  const textOf = (recorded: Recorded | null | undefined): string => JSON.stringify(recorded ?? null);
  const isNew = ({ one, expected }: Answered): boolean =>
    older?.has(one.id) === true && textOf(older.get(one.id)) !== textOf(expected);
  const fresh = answered.filter(isNew);
  const rest = answered.filter((one) => !isNew(one));
  const lines = [...evenly(fresh, NEW), ...evenly(rest, OTHERS)]
    .filter((one) => attempt(one, release, state).wrong.length === 0)
    .map(({ one, expected }) => JSON.stringify(expected ?? { id: one.id, crashed: true }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${release}.jsonl.gz`), gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
}
