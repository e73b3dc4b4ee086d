import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GuardrailSetting } from '../../../shared/contract/host.ts';
import type { JsonObject } from '../../../shared/json/json.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST, requestOf, sendAll } from '../testing/send-all.ts';
import { answerGuardrail } from './apply-guardrail.ts';
import { TRIGGERS } from './judge.ts';

const CLAUDE = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const TITAN = 'amazon.titan-text-express-v1';
const ANSWER = 'the harbour of Lisbon is old';
const ID = 'gr1strata001';
const HEADERS = {
  'x-amzn-bedrock-guardrailidentifier': ID,
  'x-amzn-bedrock-guardrailversion': 'DRAFT',
  'x-amzn-bedrock-trace': 'ENABLED',
};
const guardrailConfig = { guardrailIdentifier: ID, guardrailVersion: 'DRAFT', trace: 'enabled' };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { ...FAST, answer: ANSWER } });
});
beforeEach(() => simulator.change({ guardrail: 'words' }));
afterAll(() => simulator.close());

type Operation = Parameters<typeof requestOf>[0];
const send = (operation: Operation, model: string, body: JsonObject, headers = {}) =>
  sendAll({ ...requestOf(operation, model, body), headers }, { kind: 'simulator', url: simulator.url });
const converse = (text: string): JsonObject => ({
  messages: [{ role: 'user', content: [{ text }] }],
  guardrailConfig,
});

const ROUTES: readonly (readonly [string, (text: string) => ReturnType<typeof send>])[] = [
  ['Converse', (text) => send('Converse', CLAUDE, converse(text))],
  ['ConverseStream', (text) => send('ConverseStream', CLAUDE, converse(text))],
  ['InvokeModel', (text) => send('InvokeModel', TITAN, { inputText: text }, HEADERS)],
  [
    'InvokeModelWithResponseStream',
    (text) => send('InvokeModelWithResponseStream', TITAN, { inputText: text }, HEADERS),
  ],
];

describe.each(ROUTES)('%s with a guardrail', (_, ask) => {
  test('passes what no trigger word stands in, and traces it', async () => {
    const { end, failures } = await ask('Hello');
    expect(failures).toEqual([]);
    expect(end).toMatchObject({
      reason: 'complete',
      guardrail: { intervened: false, reason: 'No action.', findings: [] },
    });
  });

  test.each([
    ['block-input', 'input', 'BLOCKED', 'topicPolicy'],
    ['block-output', 'output', 'BLOCKED', 'topicPolicy'],
    ['mask', 'output', 'ANONYMIZED', 'sensitiveInformationPolicy'],
  ] as const)('does %s at its trigger word and by the setting', async (kind, side, action, policy) => {
    const change = (guardrail: GuardrailSetting) => simulator.change({ guardrail });
    const byWord = await ask(`Hello ${TRIGGERS[kind]}`);
    change(kind);
    const bySetting = await ask('Hello');
    for (const { end, failures } of [byWord, bySetting]) {
      expect(failures).toEqual([]);
      expect(end).toMatchObject({
        reason: 'complete',
        guardrail: { intervened: true, findings: [{ guardrail: ID, side, action, policy }] },
      });
    }
  });
});

test('words marked for the guardrail are read like any other', async () => {
  const content = [{ guardContent: { text: { text: TRIGGERS['block-input'] } } }];
  const body = { messages: [{ role: 'user', content }], guardrailConfig };
  expect((await send('Converse', CLAUDE, body)).end.guardrail).toMatchObject({ intervened: true });
});

test('a masked answer hides the name, a blocked one everything', async () => {
  const text = async (word: string) => (await send('ConverseStream', CLAUDE, converse(word))).text;
  expect(await text(TRIGGERS.mask)).toBe('the harbour of {NAME} is old');
  expect(await text(TRIGGERS['block-output'])).not.toContain('harbour');
});

test('a Titan stream that is blocked at its input is one chunk without metrics or a reason to complete', async () => {
  const body = { inputText: TRIGGERS['block-input'] };
  const { frames } = await send('InvokeModelWithResponseStream', TITAN, body, HEADERS);
  expect(frames.map(({ content }) => Object.keys(JSON.parse(content)))).toEqual([
    [
      'outputText',
      'index',
      'totalOutputTextTokenCount',
      'inputTextTokenCount',
      'amazon-bedrock-guardrailAction',
      'amazon-bedrock-trace',
    ],
  ]);
});

test('an answer without a guardrail says nothing of one', async () => {
  const { end, body } = await send('InvokeModel', TITAN, { inputText: TRIGGERS['block-input'] });
  expect(end.guardrail).toBeNull();
  expect(body).not.toContain('guardrail');
});

test('ApplyGuardrail goes by the same words', () => {
  const apply = (text: string) =>
    answerGuardrail({ source: 'INPUT', content: [{ text: { text } }] }, 'words');
  expect(apply('Hello')).toMatchObject({ action: 'NONE', outputs: [] });
  expect(apply(TRIGGERS['block-input'])).toMatchObject({ action: 'GUARDRAIL_INTERVENED' });
  expect(apply(`${TRIGGERS.mask} Lisbon`)).toMatchObject({ outputs: [{ text: `${TRIGGERS.mask} {NAME}` }] });
});

test('ApplyGuardrail names its members as recorded, nulls among them', () => {
  const body = {
    source: 'INPUT',
    content: [{ text: { text: `${TRIGGERS.mask} Lisbon` } }],
    guardrailIdentifier: `arn:aws:bedrock:us-east-1:123456789012:guardrail/${ID}`,
    guardrailVersion: '1',
  };
  const answer = answerGuardrail({ ...body, outputScope: 'FULL' }, 'words');
  expect(Object.keys(answer)).toEqual([
    ...['action', 'actionReason', 'assessments', 'blockedResponse', 'guardrailCoverage'],
    ...['output', 'outputs', 'usage'],
  ]);
  expect(answer).toMatchObject({
    blockedResponse: null,
    assessments: [
      {
        appliedGuardrailDetails: { guardrailId: ID, guardrailVersion: '1', guardrailOwnership: 'SELF' },
        contentPolicy: null,
        sensitiveInformationPolicy: { piiEntities: [{ action: 'ANONYMIZED', match: 'Lisbon' }] },
        topicPolicy: { topics: [{ action: 'NONE', detected: false }] },
      },
    ],
  });
  const brief = answerGuardrail({ ...body, content: [{ text: { text: 'hi' } }] }, 'words');
  expect(brief).toMatchObject({ assessments: [{ sensitiveInformationPolicy: null, topicPolicy: null }] });
  const full = answerGuardrail(
    { ...body, content: [{ text: { text: 'hi' } }], outputScope: 'FULL' },
    'words',
  );
  expect(full).toMatchObject({
    assessments: [{ sensitiveInformationPolicy: { piiEntities: [{ action: 'NONE', match: '' }] } }],
  });
  expect(answerGuardrail(body, 'block-input')).toMatchObject({ blockedResponse: expect.any(String) });
});

test('a trace tells what the model said only where it was changed', async () => {
  const traced = async (text: string) =>
    JSON.parse((await send('Converse', CLAUDE, converse(text))).body ?? '{}').trace.guardrail;
  expect((await traced('Hello')).modelOutput).toEqual([]);
  const masked = await traced(TRIGGERS.mask);
  expect(masked.modelOutput).toHaveLength(1);
  expect(Object.keys(masked.outputAssessments[ID][0])).toEqual([
    'appliedGuardrailDetails',
    'invocationMetrics',
    'sensitiveInformationPolicy',
  ]);
});
