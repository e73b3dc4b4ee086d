/**
 * The made cases (`oracle/generate.py`) under every LiteLLM profile: what Strata sends must be what
 * the release sent. What differs on purpose stands in `testdata/corpus/exceptions.json`, with the reason.
 *
 *   npx vitest run shared/pipeline/corpus.test.ts
 *   CORPUS_TAG=adapter:tools CORPUS_PROFILE=litellm-1.90 CORPUS_SHOW=5 npx vitest run shared/pipeline/corpus.test.ts
 *   CORPUS_ID=adapter-0d778a1f …    one case (or several, with commas; CORPUS_TAG too); CORPUS_FAMILY=nova
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ProfileId, profileOf } from './releases/profile.ts';
import { type Case, mismatch, parseLines, RECORDED, type Recorded, unexplained } from './testing.ts';
import { transform } from './transform.ts';

interface Exception {
  readonly profiles: readonly ProfileId[];
  readonly reason: string;
  readonly ids: readonly string[];
}

const read = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`./testdata/corpus/${name}`, import.meta.url)));
const readLines = <T>(name: string): readonly T[] =>
  parseLines<T>(gunzipSync(read(`${name}.jsonl.gz`)).toString('utf8'));

const {
  CORPUS_TAG = '',
  CORPUS_FAMILY,
  CORPUS_PROFILE: only,
  CORPUS_ID: ids,
  CORPUS_SHOW: shown = '0',
} = process.env;
const tags = CORPUS_TAG.split(',');
const cases = readLines<Case>('cases').filter(
  (one) =>
    tags.some((tag) => one.tag.startsWith(tag)) &&
    (!CORPUS_FAMILY || one.family === CORPUS_FAMILY) &&
    (!ids || ids.split(',').includes(one.id)),
);
const exceptions = JSON.parse(read('exceptions.json').toString('utf8')) as readonly Exception[];

const groupOf = ({ tag: name }: Case): string => name.split(':').slice(0, 2).join(':');
const groups = new Map<string, Case[]>();
for (const one of cases) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one]);

for (const profile of RECORDED.filter((id) => !only || only === id)) {
  describe(`${profile} sends what LiteLLM ${profileOf(profile).release} sent`, () => {
    const recorded = new Map(
      readLines<Recorded>(`litellm-${profileOf(profile).release}`).map((line) => [line.id, line]),
    );
    const excepted = new Set(
      exceptions.flatMap(({ profiles, ids }) => (profiles.includes(profile) ? ids : [])),
    );

    const wrongWith = (one: Case): readonly string[] => {
      const ours = transform({ api: one.api, request: one.request, profile });
      return [...mismatch(recorded.get(one.id), ours), ...unexplained(ours)];
    };

    for (const [name, members] of groups) {
      it(`${name} (${members.length})`, () => {
        const failed = members
          .filter(({ id }) => !excepted.has(id))
          .map((one) => ({ one, lines: wrongWith(one) }))
          .filter(({ lines }) => lines.length > 0);
        for (const { one, lines } of failed.slice(0, Number(shown))) {
          console.log(
            `${profile} ${one.id} ${one.tag}\n${JSON.stringify(one.request)}\n  ${lines.join('\n  ')}`,
          );
        }
        const listed = failed.slice(0, 8).map(({ one, lines }) => `${one.id} (${lines[0]})`);
        if (failed.length > 0)
          expect.fail(`${failed.length} of ${members.length} differ: ${listed.join('; ')}`);
      });
    }

    it('differs where an exception says so, and only there', () => {
      const stale = cases.filter((one) => excepted.has(one.id) && wrongWith(one).length === 0);
      expect(stale.map(({ id }) => id)).toEqual([]);
    });
  });
}

it('holds at least 600 cases that go through the adapter of the messages API', () => {
  const adapted = readLines<Case>('cases').filter(
    ({ api, route, family }) => api === 'messages' && !(route === 'invoke' && family === 'anthropic'),
  );
  expect(adapted.length).toBeGreaterThanOrEqual(600);
});
