/**
 * Calls of LiteLLM's other entry points as programs make them, as real releases answered: testdata/entries/alone holds
 * embeddings, rerank, images, text completions and responses. Through proxies they stand in golden.test.ts.
 *
 *   GOLDEN_ID=embeddings-7f69cfaf npx vitest run shared/proxy/entries.test.ts     one case, with its differences
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ENTRIES, type FormId } from '../input/forms.ts';
import type { JsonObject } from '../json/json.ts';
import type { TransformResult } from '../pipeline/call/result.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { transformAsProfile } from '../strict/transform-as-profile.ts';
import { bridgeAlone, isBridged } from './alone.ts';

interface Case {
  readonly id: string;
  readonly api: FormId;
  readonly request: JsonObject;
}

interface Recorded {
  readonly id: string;
  readonly path?: string;
  readonly headers?: JsonObject;
  readonly body?: JsonObject;
  readonly more?: readonly JsonObject[];
}

function readLines<T>(name: string): readonly T[] {
  const file = fileURLToPath(new URL(`./testdata/entries/alone/${name}.jsonl.gz`, import.meta.url));
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

function called({ api, request }: Case, profile: ProfileId): TransformResult | null {
  const entry = ENTRIES[api];
  if (entry) return transformAsProfile({ api: 'chat', request, profile, entry });
  if (!isBridged(api)) throw new Error(`${api} is no entry point of its own`);
  const bridged = bridgeAlone(api, request, profile);
  return bridged.ok ? transformAsProfile({ api: 'chat', request: bridged.request, profile }) : null;
}

/** What is sent, keys in their order; null where nothing is. */
function sentBy(result: TransformResult | null): object | null {
  if (result?.kind !== 'outgoing') return null;
  const { path, headers, body, more = [] } = result.outgoing;
  return { path, headers, body: JSON.stringify(body), more };
}

const theirs = ({ path, headers, body, more = [] }: Recorded): object | null =>
  path === undefined ? null : { path, headers, body: JSON.stringify(body), more };

const PROFILES = [
  ['litellm-1.87.0', '1.87.0'],
  ['litellm-1.90.0', '1.90.0'],
  ['litellm-1.109.1', '1.109.1'],
  ['litellm-1.110.2', '1.110.2'],
] as const;

describe.each(PROFILES)('other entry points under %s', (profile, release) => {
  it('are sent or refused as recorded', () => {
    const wanted = process.env.GOLDEN_ID;
    const recorded = new Map(readLines<Recorded>(`litellm-${release}`).map((one) => [one.id, one]));
    const different: string[] = [];
    for (const one of readLines<Case>('cases')) {
      const record = recorded.get(one.id);
      if (wanted !== undefined && one.id !== wanted) continue;
      const mine = sentBy(called(one, profile));
      // A case without a line is one on which the release crashed: nothing may be sent.
      const expected = record ? theirs(record) : null;
      try {
        expect(mine).toEqual(expected);
      } catch (difference) {
        if (wanted !== undefined) throw difference;
        different.push(one.id);
      }
    }
    expect(different).toEqual([]);
  });
});
