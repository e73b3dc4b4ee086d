/**
 * Odd requests under the releases that answered them. They were found by search: requests with rare features, and
 * those of the other sets, changed by chance, of which those were kept, cut down, that take a branch which no other case takes (`oracle/README.md`).
 * What differs stands in `testdata/corners/exceptions.json` with the reason.
 *
 *   CORNER_ID=corner-8e79c36f npx vitest run shared/pipeline/corners.test.ts     one case, with its differences
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Release } from './releases/release.ts';
import { type Case, mismatch, parseLines, type Recorded, unexplained } from './testing.ts';
import { transform } from './transform.ts';

const read = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`./testdata/corners/${name}`, import.meta.url)));
const readLines = <T>(name: string): readonly T[] =>
  parseLines<T>(gunzipSync(read(`${name}.jsonl.gz`)).toString('utf8'));

interface Exception {
  readonly reason: string;
  readonly ids: readonly string[];
}

const RELEASES: readonly Release[] = ['1.87.0', '1.90.0', '1.109.1', '1.110.2'];

const wanted = process.env.CORNER_ID;
const cases = readLines<Case>('cases').filter(({ id }) => wanted === undefined || id === wanted);
const exceptions = new Set(
  (JSON.parse(read('exceptions.json').toString('utf8')) as readonly Exception[]).flatMap(({ ids }) => ids),
);

/** What is wrong with the answers to some of the requests under a release: a line for each, by its id. */
function wrongUnder(release: Release, asked: readonly Case[]): ReadonlyMap<string, string> {
  const recorded = new Map(readLines<Recorded>(`litellm-${release}`).map((one) => [one.id, one]));
  return new Map(
    asked.flatMap(({ id, api, request }) => {
      const ours = transform({ api, request, profile: `litellm-${release}` });
      const lines = [...mismatch(recorded.get(id), ours), ...unexplained(ours)];
      return lines.length > 0 ? [[id, lines.join('; ')] as const] : [];
    }),
  );
}

describe('odd requests', () => {
  const held = cases.filter(({ id }) => !exceptions.has(id));

  it.each(RELEASES)(
    'are answered as %s answered them',
    (release) => {
      expect([...wrongUnder(release, held)].map((line) => line.join(': '))).toEqual([]);
    },
    120_000,
  );

  it('differ where an exception says so, and only there', () => {
    const excepted = cases.filter(({ id }) => exceptions.has(id));
    const wrong = new Set(RELEASES.flatMap((release) => [...wrongUnder(release, excepted).keys()]));
    expect(excepted.flatMap(({ id }) => (wrong.has(id) ? [] : [id]))).toEqual([]);
  });
});
