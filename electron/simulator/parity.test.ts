import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../shared/json/json.ts';
import type { ModelOperation } from '../../shared/validation/problem.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { differences as differencesOn, type Posted } from './testing/compare.ts';
import { changedExamples, exampleBodies, pathOf } from './testing/examples.ts';
import { linesOf, RECORDED_RELEASES, recordedBodies } from './testing/recorded.ts';
import { FAST } from './testing/send-all.ts';

const TESTDATA = new URL('../../shared/pipeline/testdata/', import.meta.url);

let simulator: Simulator;
beforeAll(async () => {
  // Of what is answered only whether it can be read counts: a short answer is as good as a long one.
  simulator = await startSimulator({ settings: { ...FAST, answer: 'Yes.' } });
});
afterAll(() => simulator.close());

const differences = (cases: readonly Posted[]): Promise<readonly string[]> =>
  differencesOn(simulator.port, cases);

/** A body that another release sends to the same path, too, is tried with the first. */
const tried = new Set<string>();
const notTried = ({ path, body }: Posted): boolean => tried.size < tried.add(`${path} ${body}`).size;

test.each(RECORDED_RELEASES)(
  'what is predicted is what is answered, for every body that LiteLLM %s sent',
  async (release) => {
    const cases = recordedBodies(TESTDATA, release);
    expect(cases.length).toBeGreaterThan(1000);
    expect(await differences(cases.filter(notTried))).toEqual([]);
  },
  120_000,
);

test('what is predicted is what is answered, for every family and operation, one change at a time', async () => {
  const cases = [...exampleBodies(), ...changedExamples()];
  expect(cases.length).toBeGreaterThan(3000);
  expect(await differences(cases)).toEqual([]);
}, 120_000);

test('what is predicted is what is answered, for bodies with an answer on record', async () => {
  const url = new URL('../../shared/validation/testdata/reported.jsonl', import.meta.url);
  const cases = linesOf(readFileSync(url, 'utf8')).map((line) => {
    const { operation, modelId, body } = line as { operation: ModelOperation; modelId: string; body: Json };
    return { path: pathOf(operation, modelId) ?? '', body: JSON.stringify(body) };
  });
  expect(cases.length).toBeGreaterThan(10);
  expect(await differences(cases)).toEqual([]);
});

test('what is predicted is what is answered, for bodies that are hardly any', async () => {
  const claude = 'anthropic.claude-3-haiku-20240307-v1:0';
  const valid =
    '{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}';
  const bom = '\uFEFF';
  const bodies = [
    ...['', ' ', bom, 'null', '1', '"text"', '[]', '{}', '[{}]', 'nul', '{"a":}'],
    ...[valid, bom + valid, bom + bom + valid, ` ${valid}`, `${valid}${bom}`, `${valid}x`],
    `${'['.repeat(5000)}${']'.repeat(5000)}`,
    `{"messages":${'[{"content":'.repeat(3000)}1${'}]'.repeat(3000)}}`,
  ];
  const counted = bodies.map((body) =>
    JSON.stringify({ input: { invokeModel: { body: Buffer.from(body).toString('base64') } } }),
  );
  const odd = [
    '[]',
    '"x"',
    '{}',
    '{"converse":[]}',
    '{"invokeModel":{"body":"*"}}',
    '{"invokeModel":{"body":[]}}',
    '{"converse":null}',
  ];
  const cases = [
    ...[claude, 'amazon.titan-embed-text-v2:0', 'no.such-model', 'qwen.qwen3-32b-v1:0'].flatMap((model) =>
      ['invoke', 'converse', 'invoke-with-response-stream'].flatMap((action) =>
        bodies.map((body) => ({ path: `/model/${model}/${action}`, body })),
      ),
    ),
    ...[...counted, ...counted.map((body) => bom + body), ...odd.map((input) => `{"input":${input}}`)].map(
      (body) => ({
        path: `/model/${claude}/count-tokens`,
        body,
      }),
    ),
  ];
  expect(await differences(cases)).toEqual([]);
});
