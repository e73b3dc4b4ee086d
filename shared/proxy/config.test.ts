import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const read = (text: string) => {
  const found = readConfig(text);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.config;
};

const problems = (text: string) => {
  const found = readConfig(text);
  return found.ok ? [] : found.problems.map(({ message, range }) => [range.line, range.column, message]);
};

const one = `
model_list:
  - model_name: claude
    litellm_params:
      model: bedrock/anthropic.claude-3-haiku-20240307-v1:0
      aws_secret_access_key: os.environ/SECRET
      drop_params: yes
      top_p: 1e-1
      temperature: 0.3
`;

describe('a proxy configuration', () => {
  it('is read as PyYAML reads it: yes is true, a float needs a point', () => {
    expect(read(one).deployments[0]?.params).toMatchObject({
      drop_params: true,
      top_p: '1e-1',
      temperature: 0.3,
    });
  });

  it('keeps os.environ/NAME as it is written', () => {
    expect(read(one).deployments[0]?.params.aws_secret_access_key).toBe('os.environ/SECRET');
  });

  it('knows the line of every value', () => {
    const { rangeOf } = read(one);
    expect(rangeOf('/model_list/0/litellm_params/temperature')).toMatchObject({ line: 9, column: 7 });
    expect(rangeOf('/nowhere')).toBeNull();
  });

  it('follows anchors and merge keys', () => {
    const config = read(`
base: &base
  aws_region_name: us-east-1
  temperature: 0.1
model_list:
  - model_name: a
    litellm_params: { <<: *base, model: bedrock/x, temperature: 0.2 }
`);
    expect(config.deployments[0]?.params).toEqual({
      aws_region_name: 'us-east-1',
      temperature: 0.2,
      model: 'bedrock/x',
    });
  });

  it.each([
    ['model_list:\n  - model_name: a\n   litellm_params: 1\n', 3],
    ['model_list:\n\t- a: 1\n', 2],
    ['model_list:\n  - model_name: "a\n', 3],
    ['a: *nobody\n', 1],
    ['model_list: {}\n', 1],
    ['model_list:\n  - litellm_params: { model: x }\n', 2],
    ['model_list:\n  - model_name: a\n    litellm_params: { temperature: 1 }\n', 3],
    ['model_list: []\nlitellm_settings: [1]\n', 2],
    ['', 1],
    ['- 1\n', 1],
  ])('says where %j is wrong', (text, line) => {
    const [first] = problems(text);
    expect(first?.[0]).toBe(line);
    expect(first?.[2]).toBeTruthy();
  });

  it('refuses aliases that multiply without end, quickly', () => {
    const layers = Array.from({ length: 12 }, (_, i) => {
      const items = Array.from({ length: 10 }, () => (i === 0 ? 'x' : `*a${i - 1}`));
      return `a${i}: &a${i} [${items.join(', ')}]`;
    });
    expect(problems(layers.join('\n'))).toHaveLength(1);
  });

  it('refuses a cycle', () => {
    expect(problems('model_list: &a\n  - model_name: x\n    litellm_params: *a\n').length).toBeGreaterThan(0);
  });

  it('warns of files that it does not read', () => {
    expect(read(`include: [more.yaml]\n${one}`).warnings[0]?.message).toContain('include');
  });
});
