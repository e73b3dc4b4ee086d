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

  it.each([
    ['an alias that stands for itself', 'a: &a\n  b: *a\nmodel_list: []', 2, 6, 'The alias *a stands inside'],
    ['an alias of a list in itself', 'model_list: &a\n  - *a', 2, 5, 'The alias *a stands inside'],
    ['an alias of nothing', 'model_list: *nope', 1, 13, 'Nothing above is named &nope'],
    [
      'a merge key without a mapping',
      'model_list:\n  - litellm_params:\n      <<: 5',
      3,
      11,
      'A merge key brings',
    ],
    [
      'merge keys in a list that holds itself',
      'x: &a [*a]\ny: {<<: [*a]}',
      1,
      8,
      'The alias *a stands inside',
    ],
    ['a file that another library would include', 'model_list: !include a.yaml', 1, 13, 'knows no such tag'],
    ['something to run', 'model_list: !!python/object/apply:os.system ["ls"]', 1, 13, 'knows no such tag'],
    ['a second document', 'model_list: []\n---\nmodel_list: []', 2, 1, 'A second document'],
    ['a tab', 'model_list:\n\t- model_name: m', 2, 1, 'Tabs are not allowed'],
    ['brackets without end', `a: ${'['.repeat(100_000)}`, 1, 103, 'This nests too deep'],
    ['braces without end', '{"a":'.repeat(3_000), 1, 501, 'This nests too deep'],
    ['lists in lists', `${'- '.repeat(3_000)}x`, 1, 201, 'This nests too deep'],
    ['keys that are lists', `${'{? '.repeat(3_000)}x`, 1, 301, 'This nests too deep'],
    [
      'aliases that nest together',
      Array.from(
        { length: 9 },
        (_, i) => `a${i}: &a${i} ${'['.repeat(90)}${i ? `*a${i - 1}` : 'x'}${']'.repeat(90)}`,
      ).join('\n'),
      1,
      1,
      'This nests too deep',
    ],
  ])('names the place of %s', (_, text, line, column, message) => {
    const [found] = problems(text);
    expect(found?.[2]).toContain(message);
    expect(found?.slice(0, 2)).toEqual([line, column ?? found?.[1]]);
  });

  it('reads any number of models that share what one anchor names', () => {
    const models = Array.from(
      { length: 900 },
      (_, i) => `  - {model_name: m${i}, litellm_params: {<<: *shared, model: bedrock/m${i}}}`,
    );
    const text = ['x: &shared {aws_region_name: eu-west-1}', 'model_list:', ...models].join('\n');
    expect(problems(text)).toEqual([]);
  });

  it('says of aliases that multiply without measure what they do', () => {
    const rows = [...'bcdefghi'].map(
      (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join()}]`,
    );
    const text = ['a: &a [x, x, x, x, x, x, x, x, x]', ...rows, 'model_list: *i'].join('\n');
    expect(problems(text)).toEqual([[1, 1, 'Anchors and aliases multiply beyond reason']]);
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

  it.each([
    ['files that are not at hand', 'include: [more.yaml]\n', 'more.yaml is named here and is not', 1],
    [
      'an alias of an alias',
      'router_settings: { model_group_alias: { a: b, b: a } }\n',
      'an alias itself',
      1,
    ],
    ['an alias of nobody', 'router_settings:\n  model_group_alias:\n    a: nobody\n', 'no deployment', 3],
    ['guardrails', 'guardrails:\n  - guardrail_name: g\n', 'Guardrails', 1],
    ['programs of its own', 'litellm_settings:\n  callbacks: own.hooks\n', 'own.hooks', 2],
  ])('warns of %s, with the line', (_, text, words, line) => {
    const [first] = read(`${text}${one}`).warnings;
    expect(first?.message).toContain(words);
    expect(first?.range.line).toBe(line);
  });

  it('says in which line and column an alias without a model is, which keeps a proxy from starting', () => {
    const text = `${one}router_settings:\n  model_group_alias:\n    ok: x\n    bad: { hidden: true }\n`;
    const [first] = problems(text);
    expect([first?.[0], first?.[1]]).toEqual([text.split('\n').length - 1, 5]);
    expect(first?.[2]).toContain('“bad”');
  });

  it('names what it cannot tell of a call: what LiteLLM says of the key to Bedrock', () => {
    const fields = (value: string): readonly string[] =>
      read(`${one}litellm_settings: { bedrock_request_metadata_fields: ${value} }\n`).warnings.map(
        ({ message }) => message,
      );
    expect(fields('[user_api_key_alias]').join()).toContain('which is not shown here');
    expect(fields('[]')).toEqual([]);
  });
});
