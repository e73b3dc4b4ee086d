import { expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { rulesFor } from '../validation/families/index.ts';
import { capabilitiesOf } from '../validation/models/capabilities/index.ts';
import { KNOWN_MODELS } from '../validation/models/known.ts';
import { leaksOf } from './leaks.ts';

it('what a model itself takes is no leak, as the version of the API that Cohere’s reranker asks for', () => {
  const taken = new Set<string>();
  for (const base of KNOWN_MODELS) {
    const row = capabilitiesOf(base)?.row ?? {};
    const rules = rulesFor({ operation: 'InvokeModel', base, modelId: base, row, asOf: null }, {});
    for (const name of Object.keys(rules?.schema.properties ?? {})) taken.add(name);
  }
  expect(taken).toContain('api_version');
  const body: JsonObject = Object.fromEntries([...taken].map((name) => [name, 1]));
  expect(leaksOf(body)).toEqual([]);
  expect(leaksOf({ api_version: '2', messages: [] })).toEqual(['api_version']);
});
