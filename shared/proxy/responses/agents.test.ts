/**
 * Calls of the Responses API as coding agents make them, and what each release sent for them: drawn by
 * `oracle/fresh.py codex`, kept by `oracle/spread.py`.
 *
 *   GOLDEN_ID=codex-7f69cfaf npx vitest run shared/proxy/responses/agents.test.ts     one case, with its differences
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { isRelease, type Release } from '../../pipeline/releases/release.ts';
import { parseLines } from '../../pipeline/testing.ts';
import { transform } from '../../pipeline/transform.ts';
import { bridgeAlone } from '../alone.ts';

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
  const file = new URL(`../testdata/responses/${name}.jsonl.gz`, import.meta.url);
  return parseLines<T>(gunzipSync(readFileSync(file)).toString('utf8'));
};
const requests = new Map(
  read<{ readonly id: string; readonly request: JsonObject }>('cases').map((one) => [one.id, one.request]),
);
const answers = read<Answer>('answers').filter(({ id }) => id === (process.env.GOLDEN_ID ?? id));
const releases = [...new Set(answers.flatMap((answer) => answer.releases))].filter(isRelease);

/** What is sent, keys of the body in their order. */
const asSent = ({ path, headers, body }: Sent): object => ({ path, headers, body: JSON.stringify(body) });

function sentBy(request: JsonObject, release: Release): object | null {
  const bridged = bridgeAlone('responses', request, `litellm-${release}`);
  if (!bridged.ok) return null;
  const result = transform({ api: 'chat', request: bridged.request, profile: `litellm-${release}` });
  if (result.kind !== 'outgoing') return null;
  return asSent(result.outgoing);
}

describe('Calls of coding agents to the Responses API', () => {
  it.each(releases)('are sent or refused under %s as it did', (release) => {
    const different = answers.flatMap(({ id, releases: by, sent }) => {
      if (!by.includes(release)) return [];
      const mine = sentBy(requests.get(id) ?? {}, release);
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
    expect(answers.length).toBeGreaterThan(2 * requests.size);
    expect(releases.length).toBeGreaterThan(15);
  });
});
