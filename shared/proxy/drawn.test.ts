/**
 * Calls drawn at random, and what each release sent for them: of coding agents to the Responses API (`responses`), with
 * cache marks and points that ask for more (`marks`), and such as tell patches of 1.80 to 1.110 apart (`between`). Drawn by
 * `oracle/fresh.py`, kept by `oracle/spread.py`.
 *
 *   GOLDEN_ID=codex-7f69cfaf npx vitest run shared/proxy/drawn.test.ts     one case, with its differences
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { Api } from '../pipeline/call/result.ts';
import { isRelease, type Release } from '../pipeline/releases/release.ts';
import { parseLines } from '../pipeline/testing.ts';
import { transform } from '../pipeline/transform.ts';
import { bridgeAlone } from './alone.ts';

interface Case {
  readonly id: string;
  readonly api: Api | 'responses';
  readonly request: JsonObject;
}
interface Sent {
  readonly path: string;
  readonly headers: object;
  readonly body: JsonObject;
}
interface Answer {
  readonly id: string;
  readonly releases: readonly Release[];
  readonly sent: Sent | null;
}

const read = <T>(name: string): readonly T[] => {
  const file = new URL(`./testdata/${name}.jsonl.gz`, import.meta.url);
  return parseLines<T>(gunzipSync(readFileSync(file)).toString('utf8'));
};

/** What is sent, keys of the body in their order. */
const asSent = ({ path, headers, body }: Sent): object => ({ path, headers, body: JSON.stringify(body) });

function sentBy({ api, request }: Case, release: Release): object | null {
  const profile = `litellm-${release}` as const;
  const bridged = api === 'responses' ? bridgeAlone(api, request, profile) : null;
  if (bridged?.ok === false) return null;
  const given = bridged?.request ?? request;
  const result = transform({ api: api === 'responses' ? 'chat' : api, request: given, profile });
  return result.kind === 'outgoing' ? asSent(result.outgoing) : null;
}

describe.each(['responses', 'marks', 'between'])('Calls drawn at random: %s', (set) => {
  const cases = new Map(read<Case>(`${set}/cases`).map((one) => [one.id, one]));
  const answers = read<Answer>(`${set}/answers`).filter(({ id }) => id === (process.env.GOLDEN_ID ?? id));
  const releases = [...new Set(answers.flatMap((answer) => answer.releases))].filter(isRelease);

  it.each(releases)('are sent or refused under %s as it did', (release) => {
    const different = answers.flatMap(({ id, releases: by, sent }) => {
      const one = cases.get(id);
      if (!one || !by.includes(release)) return [];
      const mine = sentBy(one, release);
      try {
        expect(mine).toEqual(sent && asSent(sent));
        return [];
      } catch (difference) {
        if (process.env.GOLDEN_ID !== undefined) throw difference;
        return [id];
      }
    });
    expect(different).toEqual([]);
  });

  it('are told apart by releases', () => {
    expect(answers.length).toBeGreaterThan(2 * cases.size);
    expect(releases.length).toBeGreaterThan(10);
  });
});
