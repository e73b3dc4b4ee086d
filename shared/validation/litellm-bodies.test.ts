import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import type { Operation } from './problem.ts';
import { validate } from './validate.ts';

const OPERATION_OF: Readonly<Record<string, Operation>> = {
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
};

interface Sent {
  readonly id: string;
  readonly tag: string;
  readonly modelId: string;
  readonly operation: Operation;
  readonly body: Json;
}

function read<T>(name: string): readonly T[] {
  const file = new URL(`../pipeline/testdata/${name}.jsonl.gz`, import.meta.url);
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
}

const ORDINARY: ReadonlySet<string> = new Set([
  'base',
  ...[
    'tool-round',
    'tool-parallel',
    'system',
    'two-systems',
    'developer',
    'multi-turn',
    'prefill',
    'two-users',
  ].map((name) => `messages:${name}`),
  ...['unicode', 'named', 'thinking-history', 'text-parts', 'image', 'pdf', 'cache-control'].map(
    (name) => `messages:${name}`,
  ),
]);
// LiteLLM leaves its own prefix on some imported models over Converse.
const NOT_AN_ID = /^(deepseek_r1|openai)\/arn:/;

// What single models are on record to refuse; Claude and Nova have fewer excuses.
const OWN_LIMITS =
  /^This model doesn.t support |cannot be provided in the same turn\.$|requires the last turn in the conversation/;
const ANY_LIMITS =
  /with on-demand throughput isn.t supported|did not allow prompt caching|does not support assistant message prefill|^User messages cannot contain reasoning content/;

const tags = new Map(read<{ id: string; tag: string }>('cases').map(({ id, tag }) => [id, tag]));

const sentBy = (release: string): readonly Sent[] =>
  read<{ id: string; path?: string; body?: Json }>(`litellm-${release}`).flatMap(({ id, path, body }) => {
    const [, model = '', action = ''] = /^\/model\/(.*)\/([a-z-]+)$/.exec(path ?? '') ?? [];
    const operation = OPERATION_OF[action];
    if (!operation || body === undefined) return [];
    return [{ id, tag: tags.get(id) ?? '', modelId: decodeURIComponent(model), operation, body }];
  });

describe.each(['1.87.0', '1.90.0', '1.109.1'])('bodies that LiteLLM %s sends', (release) => {
  const verdicts = sentBy(release).map((sent) => ({
    ...sent,
    verdict: validate({ ...sent, body: JSON.stringify(sent.body) }),
  }));

  test('every one gets a verdict whose message belongs to its problems', () => {
    expect(verdicts.length).toBeGreaterThan(3000);
    for (const { id, verdict } of verdicts) {
      const errors = verdict.problems.filter(({ severity }) => severity === 'error');
      expect([id, errors.length > 0]).toEqual([id, verdict.kind === 'refused']);
      for (const { confirmed, evidence } of errors)
        expect([id, confirmed, evidence.length > 0]).toEqual([id, true, true]);
    }
  });

  test('ordinary conversations with Claude and Nova, and with any model over Converse, are accepted', () => {
    const ordinary = verdicts.filter(
      ({ tag, modelId, operation }) =>
        ORDINARY.has(tag) &&
        !NOT_AN_ID.test(modelId) &&
        (operation.startsWith('Converse') || /claude-(3|sonnet|opus|haiku)|nova/.test(modelId)),
    );
    expect(ordinary.length).toBeGreaterThan(200);
    const refused = ordinary.filter(
      ({ modelId, verdict }) =>
        verdict.status !== 200 &&
        !ANY_LIMITS.test(verdict.message) &&
        (/claude|nova-(lite|pro)/.test(modelId) || !OWN_LIMITS.test(verdict.message)),
    );
    expect(refused.map(({ id, tag, verdict }) => [id, tag, verdict.message])).toEqual([]);
  });
});
