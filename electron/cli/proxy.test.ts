import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runStrata } from './testing.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-proxy-cli-'));
afterAll(() => rmSync(dir, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = path.join(dir, name);
  writeFileSync(file, text);
  return file;
};

const deployment = (model: string) =>
  `model_list:\n  - model_name: claude\n    litellm_params: { model: ${model} }\n`;
const ID = 'anthropic.claude-3-haiku-20240307-v1:0';
const config = write('one.yaml', deployment(`bedrock/converse/${ID}`));
write('two.yml', deployment(`bedrock/invoke/${ID}`));
const body = { model: 'claude', messages: [{ role: 'user', content: 'Hi' }], max_tokens: 5 };

async function transform(...args: readonly string[]) {
  const { code, out, err } = await runStrata(['transform', ...args]);
  return { code, text: out, complaints: err };
}

describe('transform through a proxy', () => {
  it('shows what one call becomes', async () => {
    const file = write('request.json', JSON.stringify(body));
    const args = [
      '--config',
      config,
      '--entry',
      '/v1/messages',
      '--header',
      'anthropic-beta: effort-2025-11-24',
    ];
    const { code, text } = await transform(...args, file);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      path: `/model/${encodeURIComponent(ID)}/converse`,
      headers: { 'anthropic-beta': 'effort-2025-11-24' },
      body: { inferenceConfig: { maxTokens: 5 } },
    });
  });

  it('takes path and headers of a pasted curl command', async () => {
    const curl = `curl https://p.test/v1/messages -H 'x-api-key: sk-1' -H 'anthropic-beta: effort-2025-11-24' -d '${JSON.stringify(body)}'`;
    const { code, text, complaints } = await transform('--config', config, write('call.sh', curl));
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ headers: { 'anthropic-beta': 'effort-2025-11-24' } });
    expect(complaints).toContain('Taken: the body, the path /v1/messages');
  });

  it('follows include, and names a file that is missing with the place that asks for it', async () => {
    const call = write('r.json', JSON.stringify(body));
    write('models.part', deployment(`bedrock/converse/${ID}`));
    mkdirSync(path.join(dir, 'sub'));
    // Not beside the file that names it, but beside the first: LiteLLM looks in both places.
    write('sub/all.part', 'include: [models.part]\n');
    const whole = write(
      'whole.yaml.txt',
      'include: [sub/all.part]\nlitellm_settings: { drop_params: true }\n',
    );
    expect(JSON.parse((await transform('--config', whole, call)).text)).toMatchObject({
      path: `/model/${encodeURIComponent(ID)}/converse`,
    });
    const broken = write('broken.yaml.txt', 'include:\n  - models.part\n  - gone.yaml\n');
    const { code, complaints } = await transform('--config', broken, call);
    expect(code).toBe(2);
    expect(complaints).toContain(`${broken}, line 3, column 5: gone.yaml is named here and is not at hand`);
  });

  it('says what is odd about a configuration, with its place', async () => {
    const odd = write(
      'odd.yaml.txt',
      `${deployment(`bedrock/${ID}`)}guardrails: [{ guardrail_name: pii }]\n`,
    );
    const { code, complaints } = await transform('--config', odd, write('r.json', JSON.stringify(body)));
    expect(code).toBe(0);
    expect(complaints).toContain(`${odd}, line 4, column 1: Guardrails may refuse or change`);
  });

  it('says with --explain where each value is from', async () => {
    const { text } = await transform('--config', config, '--explain', write('r.json', JSON.stringify(body)));
    expect(JSON.parse(text)).toMatchObject({
      deployment: { name: 'claude', of: 1 },
      origins: { '/max_tokens': { from: 'client', pointer: '/max_tokens' } },
    });
  });

  it('works through a batch under the configurations of a folder', async () => {
    const call = { path: '/v1/chat/completions', headers: {}, body };
    const batch = write(
      'calls.jsonl',
      [
        { id: 1, config: 'one', ...call },
        { id: 2, config: 'two', ...call },
        { id: 3, config: 'one', ...call, body: { ...body, model: 'nobody' } },
        { id: 4, config: 'three', ...call },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    const { code, text, complaints } = await transform('--config', dir, '--batch', batch);
    const [one, two, three] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(one.path).toContain('/converse');
    expect(two).toMatchObject({ id: 2, path: expect.stringContaining('/invoke') });
    expect(three).toMatchObject({ id: 3, error: { type: 'ProxyModelNotFoundError' } });
    expect(code).toBe(2);
    expect(complaints).toContain('line 4: config must name one of one, two; “three” is none of them');
  });

  it('names file, line and column of a mistake in a configuration', async () => {
    const { code, complaints } = await transform(
      '--config',
      write('bad.txt', 'model_list:\n  - model_name: [\n'),
    );
    expect(code).toBe(2);
    expect(complaints).toMatch(/bad\.txt, line \d+, column \d+: /);
  });
});
