import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStrata } from './testing.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-check-'));
afterAll(() => rmSync(dir, { recursive: true }));
const at = (name: string): string => path.join(dir, name).replaceAll('\\', '/');

const clean = {
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 10,
};

beforeAll(() => {
  mkdirSync(at('deep'));
  const put = (name: string, text: string): void => writeFileSync(at(name), text);
  put('clean.json', JSON.stringify(clean));
  put('deep/leak.json', JSON.stringify({ ...clean, stream: true, stream_chunk_size: 2048 }, null, 2));
  put(
    'deep/loss.json',
    JSON.stringify({ ...clean, messages: [{ role: 'user', name: 'Ann', content: 'hi' }] }),
  );
  put('deep/refused.json', JSON.stringify({ ...clean, n: 2 }));
  put('empty.json', '\n');
  put('deep/broken.json', '{\n  "model": "x",,\n}');
  put(
    'deep/body.json',
    JSON.stringify(
      {
        operation: 'InvokeModel',
        modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
        body: { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, messages: clean.messages, 'a<b': 1 },
      },
      null,
      2,
    ),
  );
  put(
    'lines.jsonl',
    [{ id: 'a', request: clean }, {}, { ...clean, n: 2 }].map((line) => JSON.stringify(line)).join('\n'),
  );
});

async function check(...args: readonly string[]) {
  const { code, out, lines, err } = await runStrata(['check', '--profile', 'litellm-1.87', ...args]);
  return { code, text: out, lines, said: err };
}

const DEEP = () => at('deep/*.json');

describe('files', () => {
  it('are found by pattern, and each finding names its file, line and column as compilers do', async () => {
    const { code, lines, said } = await check('--fail-on', 'note', DEEP());
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /body\.json:13:5: error: a<b: Extra inputs are not permitted .*\[refused-by-bedrock\]$/,
      ),
      expect.stringMatching(/broken\.json:2:16: error: .*\[unreadable\]$/),
      expect.stringMatching(/leak\.json:11:3: error: stream_chunk_size: Extra inputs are not permitted/),
      expect.stringMatching(/loss\.json:1:\d+: note: \/messages\/0\/name is not sent .*\[loss\]$/),
      expect.stringMatching(
        /refused\.json:1:1: error: litellm\.UnsupportedParamsError: .*\[refused-by-litellm\]$/,
      ),
    ]);
    expect(said).toContain('5 requests: 4 errors, 0 warnings, 1 note.\n');
  });

  it('of a request a line are looked through line by line', async () => {
    const { code, lines } = await check('--format', 'json', at('lines.jsonl'), at('clean.json'));
    expect(code).toBe(1);
    const found = lines.map((line) => JSON.parse(line));
    expect(found.map(({ kind, line, id }) => [kind, line, id])).toEqual([
      ['refused-by-litellm', 2, null],
      ['refused-by-litellm', 3, null],
    ]);
  });

  it('without an error are no failure, unless less is asked to be one', async () => {
    expect((await check(at('clean.json'), at('deep/loss.json'))).code).toBe(0);
    expect((await check('--fail-on', 'note', at('clean.json'), at('deep/loss.json'))).code).toBe(1);
  });

  it('may be one alone: a request is looked through, a body that names its operation is judged', async () => {
    const leak = await check(at('deep/leak.json'));
    expect(leak.code).toBe(1);
    expect(leak.lines).toEqual([expect.stringMatching(/leak\.json:11:3: error: stream_chunk_size/)]);
    expect((await check(at('clean.json'))).code).toBe(0);
    const body = await check(at('deep/body.json'));
    expect(JSON.parse(body.lines.join(''))).toMatchObject({ kind: 'refused', status: 400 });
  });

  it('with several calls are looked through call by call', async () => {
    const call = (n: number): string => `litellm.completion(**${JSON.stringify({ ...clean, n })})\n`;
    writeFileSync(at('two.py'), `import litellm\n${call(1)}${call(2)}`);
    const { code, lines, said } = await check(at('two.py'));
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/two\.py.*\[refused-by-litellm\] #2$/)]);
    expect(said).toContain('2 requests: 1 error, 0 warnings, 0 notes.\n');
    const { text } = await check('--format', 'junit', at('two.py'));
    expect(text).toMatch(/name="call 1"\/>[\s\S]*name="call 2">/);
  });

  it.skipIf(process.platform === 'win32')(
    'that come through a pipe are read, which can be done once only',
    async () => {
      const pipe = at('pipe');
      execFileSync('mkfifo', [pipe]);
      const written = Promise.all([writeFile(pipe, JSON.stringify({ ...clean, n: 2 }))]);
      const { code, lines } = await check(pipe);
      await written;
      expect(lines).toEqual([expect.stringContaining('[refused-by-litellm]')]);
      expect(code).toBe(1);
    },
  );

  it('without any request among them are no success', async () => {
    writeFileSync(at('none.jsonl'), '\n');
    const { code, said } = await check(at('none.jsonl'));
    expect(said).toContain('nothing was checked');
    expect(code).toBe(2);
  });

  it('that hold nothing are told what is wanted of them', async () => {
    const { code, said } = await check('--explain', at('empty.json'));
    expect(said).toContain('There is nothing to check yet');
    expect(code).toBe(2);
  });

  it('that are not there are wrong usage', async () => {
    expect((await check(at('none/*.json'))).said).toContain('matches no file');
    expect((await check('--format', 'text', at('none.json'))).said).toContain('cannot be read');
    expect((await check('--format', 'frob', at('clean.json'))).said).toContain('text, json, junit, sarif');
  });
});

describe('a baseline', () => {
  it('keeps what is known quiet, wherever it has moved to, and lets one more of the same through', async () => {
    const file = at('known.json');
    expect((await check('--write-baseline', file, DEEP())).code).toBe(0);
    expect(await check('--baseline', file, DEEP())).toMatchObject({ code: 0, text: '' });
    const moved = at('deep/leak.json');
    const before = readFileSync(moved, 'utf8');
    writeFileSync(moved, `\n\n${before}`);
    expect((await check('--baseline', file, DEEP())).code).toBe(0);
    writeFileSync(moved, before.replace('"stream":', '"skip_mcp_handler": true,\n  "stream":'));
    const { code, lines } = await check('--baseline', file, DEEP());
    writeFileSync(moved, before);
    expect([code, lines.length]).toEqual([1, 1]);
    expect(lines[0]).toContain('skip_mcp_handler');
  });

  it('that cannot be written says so', async () => {
    const { code, said } = await check('--write-baseline', at('none/known.json'), at('clean.json'));
    expect(said).toContain('cannot be written: there is no such folder.');
    expect(code).toBe(2);
  });

  it('that cannot be read says so', async () => {
    expect((await check('--baseline', at('clean.json'), DEEP())).said).toContain('is no baseline');
    expect((await check('--baseline', at('gone.json'), DEEP())).said).toContain('--write-baseline');
  });
});

describe('reports', () => {
  it('in SARIF have a rule, a level and a place for each finding', async () => {
    const log = JSON.parse((await check('--format', 'sarif', DEEP())).text);
    const [run] = log.runs;
    expect(log.version).toBe('2.1.0');
    expect(run.results).toHaveLength(5);
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  });

  it('in SARIF name a file below the working folder by its way from there, another by its whole path', async () => {
    const uris = async (file: string) => {
      const [run] = JSON.parse(
        (await check('--format', 'sarif', '--profile', 'litellm-1.87', file)).text,
      ).runs;
      return run.results.map(
        (result: { readonly locations: readonly [{ readonly physicalLocation: object }] }) =>
          result.locations[0].physicalLocation,
      );
    };
    const place = (uri: string) => expect.objectContaining({ artifactLocation: { uri } });
    for (const file of ['./package.json', path.resolve('package.json'), 'electron/../package.json'])
      expect((await uris(file))[0]).toEqual(place('package.json'));
    expect((await uris(at('lines.jsonl')))[0]).toEqual(place(pathToFileURL(at('lines.jsonl')).href));
  });

  it('in JUnit have a case for each request, clean ones too, and are XML whatever a message holds', async () => {
    const { text } = await check('--format', 'junit', DEEP(), at('clean.json'), at('lines.jsonl'));
    const suites = new DOMParser({ errorHandler: (_: string, message: string) => expect.fail(message) })
      .parseFromString(text, 'text/xml')
      .getElementsByTagName('testsuites')[0];
    expect([suites?.getAttribute('tests'), suites?.getAttribute('failures')]).toEqual(['9', '6']);
    expect(text).toContain('a&lt;b: Extra inputs');
  });
});
