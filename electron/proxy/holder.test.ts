import { mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProxyState } from '../../shared/contract/proxy.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { ProxyHolder } from './holder.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-holder-'));
afterAll(() => rmSync(dir, { recursive: true }));

const config = (name: string) => `model_list:
  - model_name: ${name}
    litellm_params:
      model: bedrock/anthropic.claude-3-haiku-20240307-v1:0
      aws_access_key_id: AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
      aws_region_name: os.environ/REGION
general_settings:
  master_key: sk-1234567890abcdef1234567890abcdef
`;

const holder = () => new ProxyHolder(new Redactor('salt'));
const opened = (one: ProxyHolder, text: string) => one.open([{ name: 'config.yaml', text }]);

describe('the loaded proxy configuration', () => {
  it('holds no key, neither as text nor as values', async () => {
    const one = holder();
    const { loaded } = await opened(one, config('a'));
    const shown = JSON.stringify([loaded, one.config()]);
    expect(shown).not.toMatch(/wJalrXUtn|AKIAIOSFODNN7|sk-1234567890/);
    expect(loaded?.text.length).toBe(config('a').length);
  });

  it('is read whatever its keys are: short, in quotes, inside of braces', async () => {
    const text = `model_list:
  - model_name: bedrock/*
    litellm_params: { model: bedrock/*, api_key: sk-1234, aws_access_key_id: 'AKIDEXAMPLE', aws_secret_access_key: secret }
general_settings:
  master_key: sk-1234
`;
    const { loaded } = await opened(holder(), text);
    expect(loaded).toMatchObject({ problems: [], models: [{ name: 'bedrock/*', deployments: 1 }] });
    expect(loaded?.text).not.toMatch(/sk-1234|AKID|: secret/);
    expect(loaded?.text.length).toBe(text.length);
  });

  it('names environment variables and looks none up', async () => {
    process.env.REGION = 'eu-secret-1';
    const { loaded } = await opened(holder(), config('a'));
    expect(loaded?.environment).toEqual(['os.environ/REGION']);
    expect(JSON.stringify(loaded)).not.toContain('eu-secret-1');
  });

  it('keeps the last usable one in force while the text is broken, and says where', async () => {
    const one = holder();
    await opened(one, config('a'));
    const { loaded } = await opened(one, 'model_list: [');
    expect(loaded?.problems[0]?.range.line).toBe(1);
    expect(one.config()?.deployments[0]?.name).toBe('a');
    expect(one.drop().loaded).toBeNull();
    expect(one.config()).toBeNull();
  });

  it('follows a file, also one that an editor replaces', async () => {
    const file = path.join(dir, 'config.yaml');
    writeFileSync(file, config('a'));
    const one = holder();
    await one.watch(file);
    const end = new AbortController();
    const names: (string | undefined)[] = [];
    for await (const { loaded } of one.follow(end.signal)) {
      names.push(loaded?.models[0]?.name);
      if (names.length === 2) end.abort();
      else {
        writeFileSync(`${file}.new`, config('b'));
        renameSync(`${file}.new`, file);
      }
    }
    one.close();
    expect(names).toEqual(['a', 'b']);
  });

  it('reads what a watched file includes beside it, follows that, and nothing outside of its folder', async () => {
    const inner = mkdtempSync(path.join(dir, 'inner-'));
    writeFileSync(path.join(dir, 'outside.yaml'), config('outside'));
    symlinkSync(path.join(dir, 'outside.yaml'), path.join(inner, 'link.yaml'));
    writeFileSync(path.join(inner, 'more.yaml'), config('a'));
    const file = path.join(inner, 'config.yaml');
    writeFileSync(file, 'include: [more.yaml, ../outside.yaml, link.yaml]\n');
    const one = holder();
    const { loaded } = await one.watch(file);
    expect(loaded).toMatchObject({
      included: ['more.yaml'],
      missing: ['../outside.yaml', 'link.yaml'],
      models: [{ name: 'a' }],
    });
    expect(JSON.stringify([loaded, one.source()])).not.toMatch(/wJalrXUtn|sk-1234567890/);
    const end = new AbortController();
    const names: (string | undefined)[] = [];
    for await (const state of one.follow(end.signal)) {
      names.push(state.loaded?.models[0]?.name);
      if (names.length === 2) end.abort();
      else writeFileSync(path.join(inner, 'more.yaml'), config('changed'));
    }
    one.close();
    expect(names).toEqual(['a', 'changed']);
  });

  it('takes files that were opened together or one after the other, and what they hold later', async () => {
    const main = { name: 'config.yaml', text: 'include: [sub/models.yaml, more.yaml]\n' };
    const models = { name: 'models.yaml', text: config('a') };
    const more = { name: 'more.yaml', text: config('b') };
    const names = ({ loaded }: ProxyState) => loaded?.models.map(({ name }) => name);
    const together = await holder().open([more, main, models]);
    expect(together.loaded).toMatchObject({
      name: 'config.yaml',
      included: ['sub/models.yaml', 'more.yaml'],
    });
    expect(names(together)).toEqual(['a', 'b']);
    const one = holder();
    expect((await one.open([main])).loaded?.missing).toEqual(['sub/models.yaml', 'more.yaml']);
    await one.open([models]);
    const joined = await one.open([more]);
    expect(joined.loaded).toEqual(together.loaded);
    expect(JSON.stringify([joined, one.source()])).not.toMatch(/wJalrXUtn|AKIAIOSFODNN7|sk-1234567890/);
    expect(names(await one.change({ ...models, text: config('c') }))).toEqual(['c', 'b']);
    expect(names(await one.change({ ...main, text: 'include: [more.yaml]\n' }))).toEqual(['b']);
    expect(names(await one.change({ name: 'other.yaml', text: config('d') }))).toEqual(['b']);
    expect(names(await one.open([{ name: 'other.yaml', text: config('d') }]))).toEqual(['d']);
  });

  it('goes on watching a file that an opened one joins', async () => {
    const inner = mkdtempSync(path.join(dir, 'joined-'));
    const file = path.join(inner, 'config.yaml');
    writeFileSync(file, `include: [../far.yaml]\n${config('a')}`);
    const one = holder();
    expect((await one.watch(file)).loaded?.missing).toEqual(['../far.yaml']);
    const { loaded } = await one.open([{ name: 'far.yaml', text: config('far') }]);
    expect(loaded).toMatchObject({ name: 'config.yaml', watched: true, missing: [] });
    expect(loaded?.models.map(({ name }) => name)).toEqual(['a', 'far']);
    one.close();
  });

  it('says why a file cannot be watched', async () => {
    await expect(holder().watch(path.join(dir, 'nowhere.yaml'))).rejects.toThrow('nowhere.yaml');
  });
});
