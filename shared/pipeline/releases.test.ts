/**
 * What other releases answered: for each the cases that changed in it, as far as Strata answers them as it did, and a
 * few others. Chosen by `oracle/fit`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { KNOWN_RELEASES } from './releases/known.ts';
import { isRelease } from './releases/release.ts';
import { type Case, compared, mismatch, parseLines, type Recorded } from './testing.ts';
import { transform } from './transform.ts';

const folder = new URL('./testdata/', import.meta.url);
const readLines = <T>(name: string): readonly T[] =>
  parseLines<T>(gunzipSync(readFileSync(new URL(name, folder))).toString('utf8'));

const cases = new Map(
  ['cases.jsonl.gz', 'corpus/cases.jsonl.gz', 'corners/cases.jsonl.gz', 'new-models.jsonl.gz'].flatMap(
    (name) => readLines<Case>(name).map((one) => [one.id, one] as const),
  ),
);
const releases = readdirSync(new URL('releases/', folder)).map((name) => name.replace('.jsonl.gz', ''));

describe('Each recorded release', () => {
  it.each(releases)('%s answers as it was recorded', (release) => {
    if (!isRelease(release)) throw new Error(`${release} is no release`);
    const answers = readLines<Recorded & { readonly crashed?: boolean }>(`releases/${release}.jsonl.gz`);
    const wrong = answers.flatMap((answer) => {
      const one = cases.get(answer.id);
      if (!one) return [`${answer.id} is no case`];
      const ours = transform({ api: one.api, request: one.request, profile: `litellm-${release}` });
      return mismatch(answer.crashed ? undefined : compared(answer, release), ours).map(
        (line) => `${answer.id} ${line}`,
      );
    });
    expect(wrong).toEqual([]);
    expect(answers.length).toBeGreaterThan(10);
  });

  it('is known by its figures', () => {
    const measured = KNOWN_RELEASES.filter((one) => one.measured !== null).map(({ release }) => release);
    expect(measured).toEqual(expect.arrayContaining(releases));
  });
});
