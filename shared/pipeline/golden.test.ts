/**
 * Every golden case under every LiteLLM profile: what Strata sends must be what the release sent.
 *
 *   npx vitest run shared/pipeline/golden.test.ts
 *
 * Environment variables narrow it down and show more:
 *   GOLDEN_FAMILY=titan,nova    golden families (see the family column of the cases)
 *   GOLDEN_ROUTE=invoke         invoke, converse, auto
 *   GOLDEN_API=chat             chat, messages
 *   GOLDEN_PROFILE=litellm-1.87 one profile
 *   GOLDEN_TAG=param:stop       cases whose tag contains this
 *   GOLDEN_BODY=titan           cases for which the route stage picks this body form (FamilyId)
 *   GOLDEN_ID=d0778             one case (or several, with commas): prints request, expected and ours
 *   GOLDEN_SHOW=3               prints that many differences per group
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isObject } from '../json/json.ts';
import { profileOf } from './releases/profile.ts';
import { type Case, mismatch, parseLines, RECORDED, type Recorded, unexplained } from './testing.ts';
import { transform } from './transform.ts';

function readLines<T>(name: string): readonly T[] {
  const file = fileURLToPath(new URL(`./testdata/${name}.jsonl.gz`, import.meta.url));
  return parseLines<T>(gunzipSync(readFileSync(file)).toString('utf8'));
}

const wanted = (variable: string, value: string): boolean => {
  const setting = process.env[variable];
  return !setting || setting.split(',').includes(value);
};

const cases = readLines<Case>('cases').filter(
  (one) =>
    wanted('GOLDEN_FAMILY', one.family) &&
    wanted('GOLDEN_ROUTE', one.route) &&
    wanted('GOLDEN_API', one.api) &&
    wanted('GOLDEN_ID', one.id) &&
    one.tag.includes(process.env.GOLDEN_TAG ?? ''),
);

for (const profile of RECORDED.filter((id) => wanted('GOLDEN_PROFILE', id))) {
  describe(`${profile} sends what LiteLLM ${profileOf(profile).release} sent`, () => {
    const expected = new Map(
      readLines<Recorded>(`litellm-${profileOf(profile).release}`).map((line) => [line.id, line]),
    );
    const groups = new Map<string, Case[]>();
    for (const one of cases) {
      const name = `${one.family} ${one.route} ${one.api}`;
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
    for (const [name, members] of groups) {
      it(`${name} (${members.length})`, () => {
        const failed = members.flatMap((one) => {
          const ours = transform({ api: one.api, request: one.request, profile });
          if (ours.model && !wanted('GOLDEN_BODY', ours.model.family)) return [];
          const lines = [...mismatch(expected.get(one.id), ours), ...unexplained(ours)];
          if (process.env.GOLDEN_ID) {
            const sent = ours.kind === 'outgoing' ? ours.outgoing : ours.error;
            console.log(
              JSON.stringify({ case: one, expected: expected.get(one.id), ours: sent }, null, 1),
              lines,
            );
          }
          return lines.length > 0 ? [{ one, lines }] : [];
        });
        const tags = new Map<string, number>();
        for (const { one } of failed) tags.set(one.tag, (tags.get(one.tag) ?? 0) + 1);
        for (const { one, lines } of failed.slice(0, Number(process.env.GOLDEN_SHOW ?? 0))) {
          console.log(`${profile} ${name} ${one.id} ${one.tag}\n  ${lines.slice(0, 8).join('\n  ')}`);
        }
        const summary = [...tags].map(([tag, count]) => `${tag} ×${count}`).join(', ');
        if (failed.length > 0) expect.fail(`${failed.length} of ${members.length} differ: ${summary}`);
      });
    }
  });
}

it('reads requests and answers', () => {
  expect(cases.every((one) => isObject(one.request))).toBe(true);
});
