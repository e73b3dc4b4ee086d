import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { Api } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

/** A request on an edge where JavaScript and Python differ, and the bodies that releases made of it. */
interface Edge {
  readonly id: string;
  readonly api: Api;
  readonly request: JsonObject;
  readonly bodies: Readonly<Record<string, Json>>;
}

const lines = readFileSync(new URL('../testdata/python-edges.jsonl', import.meta.url), 'utf8').trimEnd();
const edges = lines.split('\n').map((line) => JSON.parse(line) as Edge);

describe.each([
  ['1.87.0', 'litellm-1.87'],
  ['1.109.1', 'litellm-1.109'],
] as const)(
  'White space, numbers and values as text leave as from LiteLLM %s',
  (version, profile: ProfileId) => {
    it.each(edges.filter(({ bodies }) => version in bodies))('$id', ({ api, request, bodies }) => {
      const result = transform({ api, request, profile });
      expect(result.kind === 'outgoing' ? result.outgoing.body : result.error).toEqual(bodies[version]);
    });
  },
);
