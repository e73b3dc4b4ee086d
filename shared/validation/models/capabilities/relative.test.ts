import { describe, expect, test } from 'vitest';
import { familyOf } from '../../families/index.ts';
import { check } from '../../testdata/check.ts';
import { KNOWN_MODELS } from '../known.ts';
import { capabilitiesOf } from './index.ts';

const image = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
const asked = (content: object, rest: object = {}) =>
  ({ messages: [{ role: 'user', content: [{ text: 'hi' }, content] }], ...rest }) as Parameters<
    typeof check
  >[2];
const options = (inferenceConfig: object, rest: object = {}) =>
  ({ messages: [{ role: 'user', content: [{ text: 'hi' }] }], inferenceConfig, ...rest }) as Parameters<
    typeof check
  >[2];

describe('a model that no row names', () => {
  test.each(['zai.glm-6', 'deepseek.v4', 'nvidia.nemotron-4-vl'])(
    '%s may have learnt to see: that its relative does not is a warning',
    (model) => {
      const verdict = check('Converse', model, asked(image));
      expect(verdict.status).toBe(200);
      expect(verdict.problems.map(({ severity }) => severity)).toEqual(['warning']);
    },
  );

  test('what it calls its fields is its relative’s', () => {
    expect(check('Converse', 'zai.glm-6', options({ stopSequences: ['X'] })).message).toContain(
      'stopSequences',
    );
  });
});

test('Nova Premier reads images, documents and videos, unlike Nova Micro', () => {
  for (const model of ['us.amazon.nova-premier-v1:0', 'amazon.nova-micro-v1:0'])
    expect(check('Converse', model, asked(image)).status).toBe(model.includes('micro') ? 400 : 200);
});

describe('an answer that is asked to fill the window', () => {
  const kimi = 'moonshotai.kimi-k2.5';

  test('is refused with both lengths, on Converse at the option that asks for it', () => {
    const { message, problems } = check('Converse', kimi, options({ maxTokens: 262_144 }));
    expect(message).toMatch(/^The model returned the following errors: .*length is 262144 tokens/);
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/inferenceConfig/maxTokens']);
    const native = { messages: [{ role: 'user', content: 'hi' }], max_tokens: 300_000 };
    expect(check('InvokeModel', kimi, native).message).toContain('you requested 300000 output tokens');
  });

  test('is taken where a token is left', () => {
    expect(check('Converse', kimi, options({ maxTokens: 262_143 })).status).toBe(200);
  });
});

test('Qwen3 235B gives 65,536 tokens at most, says its server', () => {
  const model = 'qwen.qwen3-235b-a22b-2507-v1:0';
  expect(check('Converse', model, options({ maxTokens: 65_536 })).status).toBe(200);
  expect(check('Converse', model, options({ maxTokens: 65_537 })).message).toContain(
    "'max_completion_tokens' (65537) exceeds model maximum (65536)",
  );
});

test('gpt-oss has profiles in GovCloud alone', () => {
  const model = 'openai.gpt-oss-120b-1:0';
  expect(check('Converse', `us-gov.${model}`, options({})).status).toBe(200);
  expect(check('Converse', `us.${model}`, options({})).status).toBe(400);
});

test('every listed chat model has a row of its own', () => {
  const without = [...KNOWN_MODELS].filter(
    (model) => familyOf(model)?.kind === 'chat' && capabilitiesOf(model)?.nearest !== null,
  );
  expect(without).toEqual([]);
});
