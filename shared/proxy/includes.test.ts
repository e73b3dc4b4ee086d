import { describe, expect, it } from 'vitest';
import { type ProxyConfig, readConfig } from './config.ts';
import { configurationOf } from './includes.ts';

const deployment = (name: string, model = 'bedrock/amazon.nova-lite-v1:0'): string =>
  `model_list:\n  - model_name: ${name}\n    litellm_params: { model: ${model} }\n`;

const files = (text: string, included: Readonly<Record<string, string>> = {}) =>
  readConfig({ text, name: 'config.yaml', included });

function read(...given: Parameters<typeof files>): ProxyConfig {
  const found = files(...given);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.config;
}

describe('include', () => {
  it('joins lists in the order of LiteLLM, and lets the last file win where there is none', () => {
    const config = read(
      `include: [sub/a.yaml, b.yaml]\n${deployment('main')}litellm_settings: { drop_params: true }\n`,
      {
        'sub/a.yaml': `include: [c.yaml]\n${deployment('a')}`,
        'sub/c.yaml': deployment('c'),
        'c.yaml': deployment('other'),
        'b.yaml': `litellm_settings: { modify_params: true }\n${deployment('b')}`,
      },
    );
    expect(config.deployments.map(({ name }) => name)).toEqual(['main', 'a', 'b', 'c']);
    expect(config.litellmSettings).toEqual({ modify_params: true });
  });

  it('knows file and line of every value', () => {
    const { rangeOf } = read(`include: [a.yaml]\n${deployment('main')}`, {
      'a.yaml': `# mine\nlitellm_settings:\n  drop_params: true\n${deployment('a')}`,
    });
    const place = (pointer: string) => [rangeOf(pointer)?.file, rangeOf(pointer)?.line];
    expect(place('/model_list/0/model_name')).toEqual([null, 3]);
    expect(place('/model_list/1/litellm_params/model')).toEqual(['a.yaml', 6]);
    expect(place('/litellm_settings/drop_params')).toEqual(['a.yaml', 3]);
    expect(place('/include')).toEqual([null, 1]);
  });

  it('falls back to the folder of the configuration, as LiteLLM does', () => {
    const { deployments } = read(`include: [sub/a.yaml]\n`, {
      'sub/a.yaml': 'include: [c.yaml]',
      'c.yaml': deployment('root'),
    });
    expect(deployments[0]?.name).toBe('root');
  });

  it('names what is missing, and keeps all else', () => {
    const text = `include: [../a.yaml]\n${deployment('main')}`;
    const { warnings, deployments } = read(text);
    expect(files(text).missing.map(({ file }) => file)).toEqual(['../a.yaml']);
    expect(warnings[0]).toMatchObject({ range: { line: 1 } });
    expect(deployments).toHaveLength(1);
  });

  it('names what is missing also where nothing else is left', () => {
    const found = files('include: [models.yaml]\n');
    expect(found.ok).toBe(false);
    expect(found.missing.map(({ file }) => file)).toEqual(['models.yaml']);
  });

  it.each([
    ['itself', 'include: [config.yaml]\n', {}, 'config.yaml → config.yaml'],
    [
      'each other',
      'include: [a.yaml]\n',
      { 'a.yaml': 'include: [b.yaml]', 'b.yaml': 'include: [./a.yaml]' },
      'a.yaml → b.yaml → a.yaml',
    ],
    [
      'the first one again',
      'include: [a.yaml]\n',
      { 'a.yaml': 'include: [config.yaml]' },
      'config.yaml → a.yaml → config.yaml',
    ],
  ])('says where files include %s, and reads each once', (_, text, included, way) => {
    const { warnings, deployments } = read(text + deployment('main'), included);
    expect(warnings.map(({ message }) => message)).toEqual([`These files include each other: ${way}`]);
    expect(deployments).toHaveLength(1);
  });

  it('reads a hundred files, and says where it stops', () => {
    const many = Array.from({ length: 105 }, (_, i) => `f${i}.yaml`);
    const { warnings, deployments } = read(
      `include: [${many}]\n${deployment('main')}`,
      Object.fromEntries(many.map((file) => [file, deployment(file)])),
    );
    expect(deployments).toHaveLength(101);
    expect(warnings.map(({ message }) => message)).toEqual([
      'More than 100 files are included: f100.yaml and those after it are not read',
    ]);
  });

  it.each([
    ['the one that the others do not include', ['models.yaml', 'data-models.yaml', 'main.yaml'], 'main.yaml'],
    ['the first where none includes another', ['models.yaml', 'data-models.yaml'], 'models.yaml'],
    ['the first where they include each other', ['a.yaml', 'b.yaml'], 'a.yaml'],
  ])('tells of several files %s', (_, names, main) => {
    const texts: Readonly<Record<string, string>> = {
      'models.yaml': deployment('x'),
      'data-models.yaml': `# include: models.yaml, models.yaml\n${deployment('y')}`,
      'main.yaml': 'include: ["models.yaml", sub/data-models.yaml]\n',
      'a.yaml': 'include: [b.yaml]\n',
      'b.yaml': 'include: [a.yaml]\n',
    };
    expect(configurationOf(names.map((name) => ({ name, text: texts[name] ?? '' })))?.name).toBe(main);
  });

  it('says that a file is named twice', () => {
    const { warnings, deployments } = read('include: [a.yaml, a.yaml]\n', { 'a.yaml': deployment('a') });
    expect(warnings[0]?.message).toBe('a.yaml is included a second time');
    expect(deployments).toHaveLength(1);
  });

  it.each([
    ['include: a.yaml', undefined, 1, 'include is no list of files'],
    ['include: [a.yaml]', 'a.yaml', 2, 'knows no such tag'],
    ['include: [b.yaml]', 'b.yaml', 1, 'An included file is a mapping'],
  ])('refuses %s with its file and line', (text, file, line, message) => {
    const found = files(text, { 'a.yaml': '\nmodel_list: !x 1', 'b.yaml': '- 1' });
    expect(found.ok ? [] : found.problems).toMatchObject([
      { ...(file !== undefined && { file }), range: { line }, message: expect.stringContaining(message) },
    ]);
  });
});
