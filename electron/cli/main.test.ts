import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runStrata } from './testing.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-cli-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(text: string): string {
  const name = path.join(dir, `input-${Math.random()}.jsonl`);
  writeFileSync(name, text);
  return name;
}

async function strata(...args: readonly string[]) {
  const { code, out, lines, err } = await runStrata(args);
  return { code, text: out, lines, complaints: err };
}

const jsonl = (...values: readonly unknown[]): string =>
  values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('');

const seed = {
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 10,
  stream: true,
  stream_chunk_size: 2048,
};
const body = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 10,
  messages: [{ role: 'user', content: 'hi' }],
};
const checked = { operation: 'InvokeModel', modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0' };

describe('transform', () => {
  it('reads a request in the form that --api names, where its own line names none', async () => {
    const request = { ...seed, stop_sequences: ['x'] };
    const bodies = async (...args: readonly string[]): Promise<readonly string[]> => {
      const source = file(jsonl({ request }, { api: 'chat', request }));
      const { lines } = await strata('transform', ...args, '--batch', source);
      return lines;
    };
    const [asMessages, asChat] = await bodies();
    expect(asMessages).not.toBe(asChat);
    expect(await bodies('--api', 'chat')).toEqual([asChat, asChat]);
    expect(await bodies('--api', 'messages')).toEqual([asMessages, asChat]);
    const told = await strata('transform', '--explain', file(JSON.stringify(request)));
    expect(JSON.parse(told.text).form).toEqual({
      form: 'messages',
      by: 'sign',
      sign: 'it has stop_sequences',
    });
    const wrong = await strata('transform', '--api', 'frob', file(JSON.stringify(request)));
    expect(wrong.complaints).toMatch(/api.*chat.*messages/);
  });

  it('writes path, headers and body for each line of a batch, in order', async () => {
    const source = file(
      jsonl(
        { id: 'a', api: 'chat', request: seed },
        { id: 'b', api: 'chat', request: { ...seed, stream: false } },
      ),
    );
    const { code, lines } = await strata('transform', '--profile', 'litellm-1.87', '--batch', source);
    const [a, b] = lines.map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(Object.keys(a)).toEqual(['id', 'path', 'headers', 'body']);
    expect(a).toMatchObject({ id: 'a', body: { stream_chunk_size: 2048 } });
    expect(a.path).toBe('/model/us.anthropic.claude-sonnet-4-20250514-v1:0/invoke-with-response-stream');
    expect(b.path).toBe('/model/us.anthropic.claude-sonnet-4-20250514-v1:0/invoke');
  });

  it('writes a refusal as its type and parameters, and still exits with 0', async () => {
    const request = { ...seed, n: 2, stream: false };
    const { code, lines } = await strata(
      'transform',
      '--profile',
      'litellm-1.87',
      '--batch',
      file(jsonl({ id: 1, api: 'chat', request })),
    );
    expect(code).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      id: 1,
      error: { type: 'UnsupportedParamsError', params: ['n'] },
    });
  });

  it('follows the profile', async () => {
    const source = file(JSON.stringify(seed));
    const leaking = await strata('transform', '--profile', 'litellm-1.87', source);
    const fixed = await strata('transform', '--profile', 'litellm-1.90', source);
    expect(JSON.parse(leaking.text).body.stream_chunk_size).toBe(2048);
    expect(JSON.parse(fixed.text).body.stream_chunk_size).toBeUndefined();
  });

  it('explains what became of a parameter', async () => {
    const { text } = await strata(
      'transform',
      '--profile',
      'litellm-1.87',
      '--explain',
      file(JSON.stringify(seed)),
    );
    const { ledger } = JSON.parse(text);
    expect(ledger).toContainEqual(
      expect.objectContaining({
        fate: 'leaked',
        from: ['/stream_chunk_size'],
        severity: 'error',
        source: expect.stringContaining('#30239'),
      }),
    );
  });

  it('writes a line for each of several files, with its name', async () => {
    const [one, two] = [file(JSON.stringify(seed)), file(JSON.stringify({ ...seed, stream: false }))];
    const { code, lines } = await strata('transform', one, two);
    expect(code).toBe(0);
    expect(lines.map((line) => JSON.parse(line).file)).toEqual([one, two]);
  });

  it('says where a single request cannot be read', async () => {
    const { code, complaints, text } = await strata('transform', file('{\n  "model": "x",,\n}'));
    expect(code).toBe(2);
    expect(complaints).toMatch(/^line 2, column 16: /);
    expect(text).toBe('');
  });
});

describe('check', () => {
  it('exits with 0 where everything is accepted', async () => {
    const { code, lines } = await strata('check', '--batch', file(jsonl({ id: 1, ...checked, body })));
    expect(code).toBe(0);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: 1,
      kind: 'accepted',
      status: 200,
      message: '',
      problems: [],
    });
  });

  it('names the problem in Bedrock’s words and exits with 1', async () => {
    const bad = { ...body, stream_chunk_size: 2048 };
    const { code, lines } = await strata('check', '--batch', file(jsonl({ id: 1, ...checked, body: bad })));
    const message = 'stream_chunk_size: Extra inputs are not permitted';
    expect(code).toBe(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      id: 1,
      status: 400,
      message,
      problems: [{ pointer: '/stream_chunk_size', key: 'stream_chunk_size', message }],
    });
  });

  it('takes a single body with its operation and model on the command line', async () => {
    const options = ['--operation', checked.operation, '--model', checked.modelId];
    const { code, text } = await strata('check', ...options, file(JSON.stringify(body)));
    expect([code, JSON.parse(text).status]).toEqual([0, 200]);
  });

  it('takes a body given as a string as that text', async () => {
    const { lines } = await strata('check', '--batch', file(jsonl({ id: 1, ...checked, body: '{' })));
    expect(JSON.parse(lines[0] ?? '').status).toBe(400);
  });
});

describe('chunks', () => {
  it('says which read makes each frame visible', async () => {
    const line = { id: 'c', frames: [100, 100], reads: [150, 50], chunk_size: 64 };
    const { code, lines } = await strata(
      'chunks',
      '--batch',
      file(jsonl(line, { ...line, chunk_size: null })),
    );
    expect(code).toBe(0);
    expect(lines.map((text) => JSON.parse(text))).toEqual([
      { id: 'c', visible_at: [0, 2] },
      { id: 'c', visible_at: [0, 1] },
    ]);
  });
});

describe('bad lines', () => {
  const good = { frames: [1], reads: [1], chunk_size: null };

  it('are reported with their number, the others are done, and the exit code is 2', async () => {
    const source = file(
      jsonl({ id: 1, ...good }, '{broken', '', '[]', { id: 5, frames: 'x' }, { id: 6, ...good }),
    );
    const { code, lines, complaints } = await strata('chunks', '--batch', source);
    expect(code).toBe(2);
    expect(lines.map((line) => JSON.parse(line).id)).toEqual([1, 6]);
    expect(complaints.match(/^line \d+/gm)).toEqual(['line 2', 'line 4', 'line 5']);
  });

  it('name what is wrong with them', async () => {
    const reported = async (command: string, line: unknown): Promise<string> =>
      (await strata(command, '--batch', file(jsonl(line)))).complaints;
    expect(await reported('transform', { id: 1, api: 'chat' })).toContain('request is missing');
    expect(await reported('transform', { id: 1, api: 'x', request: seed })).toContain('"chat" or "messages"');
    expect(await reported('check', { ...checked, operation: 'Frob', body })).toContain('InvokeModel');
    expect(await reported('check', { ...checked })).toContain('body is missing');
    expect(await reported('chunks', { ...good, chunk_size: 0 })).toContain('chunk_size');
  });
});

describe('lines', () => {
  it('end at LF or CRLF only, with or without a last line end, after a byte order mark or none', async () => {
    const line = (id: string): string => JSON.stringify({ id, frames: [], reads: [], chunk_size: null });
    const source = file(`\uFEFF${line('a')}\r\n${line('b\u2028c')}\n${line('ü'.repeat(100_000))}`);
    const { code, lines } = await strata('chunks', '--batch', source);
    expect(code).toBe(0);
    expect(lines.map((text) => JSON.parse(text).id.length)).toEqual([1, 3, 100_000]);
  });
});

describe('usage', () => {
  it.each([
    [[]],
    [['frob']],
    [['transform', '--frob']],
    [['transform', '--profile', 'litellm-9']],
    [['transform', '--batch', '/no/such/file']],
    [['transform', '--batch', 'a', 'b']],
    [['transform', '--jobs', '0', '--batch', 'a']],
    [['transform', '/no/such/*.json']],
    [['check', '--operation', 'InvokeModel']],
    [['simulate', '--port', '70000']],
    [['simulate', '--tokens-per-second', 'fast']],
    [['simulate', '--bearer', 'x']],
    [['simulate', '--scenario', '/no/such/file']],
    [['serve', '--port', 'x']],
  ])('%j is wrong: exit code 2, nothing on stdout, a hint on stderr', async (args) => {
    const { code, text, complaints } = await strata(...args);
    expect([code, text]).toEqual([2, '']);
    expect(complaints).toMatch(/^strata: .+\nTry: strata .*--help\n$/s);
  });

  it.each(['transform', 'check', 'chunks', 'simulate', 'serve'])(
    '%s --help explains the command',
    async (name) => {
      const { code, text } = await strata(name, '--help');
      expect(code).toBe(0);
      expect(text).toMatch(new RegExp(`^Usage: strata ${name}`));
      expect(text).toContain('Exit code:');
    },
  );
});

describe('releases', () => {
  it('are listed the newest first, each with its day and its standing', async () => {
    const { code, lines } = await strata('releases', '--json');
    expect(code).toBe(0);
    const listed = lines.map((line) => JSON.parse(line));
    expect(listed.find(({ release }) => release === '1.87.0')).toMatchObject({
      date: '2026-06-02',
      kind: 'recorded',
      as: '1.87.0',
    });
    expect(listed.at(-1).release).toBe('1.80.0');
    expect((await strata('releases')).lines[0]).toContain(listed[0].date);
  });

  it('may all be asked for: what stands for one that was not recorded is said on stderr', async () => {
    const source = file(jsonl({ request: seed }));
    const asked = await strata('transform', '--profile', 'litellm-1.89.7', '--batch', source);
    expect(asked.lines[0]).toContain('"stream_chunk_size":2048');
    const unknown = await strata('transform', '--profile', '9.9.9', '--batch', source);
    expect(unknown.complaints).toMatch(/^LiteLLM 9\.9\.9: Approximate: /);
    expect((await strata('transform', '--profile', 'gpt-4', source)).complaints).toContain('“gpt-4” is none');
  });
});

describe('bisect', () => {
  it('says since when and until when: the body, Bedrock’s answer, and how the stream is read', async () => {
    const { code, lines } = await strata('bisect', '--json', file(JSON.stringify(seed)));
    expect(code).toBe(0);
    const spans = lines.map((line) => JSON.parse(line));
    const at = (release: string) => spans.find(({ from }) => from === release);
    expect(spans.find(({ until }) => until === '1.89.7')).toMatchObject({ outcome: 'refused' });
    expect(at('1.90.0')).toMatchObject({ outcome: 'accepted', changed: ['/body/stream_chunk_size'] });
    // Known for a release that no bodies were recorded of.
    expect(at('1.104.0').reading).toContain('takes the size');
    expect(spans.at(-1).reading).toContain('takes the size');
  });

  it('names some of very many mistakes, and counts the rest', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, i]));
    const { lines } = await strata('bisect', file(JSON.stringify({ ...seed, ...unknown })));
    const besides = lines.filter((line) => line.includes(' besides: '));
    expect(besides.filter((line) => line.endsWith(' besides: and 14 more'))).not.toEqual([]);
    expect(besides.length % 7).toBe(0);
  });

  it('keeps LiteLLM’s messages of several lines under their column', async () => {
    const { lines } = await strata('bisect', file(JSON.stringify({ ...seed, seed: 1 })));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !/^(\d+\.\d+\.\d+| {23}\S)/.test(line))).toEqual([]);
  });
});

describe('history', () => {
  it('takes a filter that begins with a test turned round for no option', async () => {
    const { code, lines } = await strata('history', '--explain', '-is:preparation status:>=400');
    expect([code, lines.length]).toEqual([0, 1]);
    expect(lines[0]).toContain('prepares');
    const apart = await strata('history', '--explain', '-is:preparation', 'OR', 'status:>=400');
    const together = await strata('history', '--explain', '-is:preparation OR status:>=400');
    expect(apart.text).toBe(together.text);
    expect((await strata('history', '--explain', '-i')).code).toBe(2);
  });
});

describe('what was mistyped', () => {
  it('is a command or an option with a name near to it', async () => {
    expect((await strata('trasform')).complaints).toContain('Did you mean “transform”?');
    expect((await strata('transform', '--explian')).complaints).toContain('Did you mean --explain?');
    expect((await strata('transform', '--frobnicate')).complaints).toContain(
      'There is no option --frobnicate.\n',
    );
  });

  it('may be asked about as elsewhere: help COMMAND, version', async () => {
    expect((await strata('help', 'chunks')).text).toContain('Usage: strata chunks');
    expect((await strata('version')).text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is a file that is not there, or a folder, in words', async () => {
    expect((await strata('transform', path.join(dir, 'none'))).complaints).toContain(
      'there is no such file.',
    );
    expect((await strata('transform', dir)).complaints).toContain('it is a folder.');
  });

  it('is broken JSON, with its file, line and column', async () => {
    const { code, complaints } = await strata('chunks', file('{"frames": [1,\n'));
    expect(complaints).toMatch(/input-[\d.]+\.jsonl:2:1: /);
    expect(code).toBe(2);
  });

  it('is a chunk size that is no size', async () => {
    const { code, complaints } = await strata(
      'chunks',
      file('{"frames": [1], "reads": [1], "chunk_size": 0}'),
    );
    expect(complaints).toContain('chunk_size must be a positive integer or null, not 0');
    expect(code).toBe(2);
  });

  it('is a call that the text has not, or an option of a proxy without one', async () => {
    const request = file(JSON.stringify(seed));
    expect((await strata('transform', '--call', '5', request)).complaints).toContain('the text has 1 call.');
    expect((await strata('transform', '--header', 'a: b', request)).complaints).toContain(
      '--header goes with --config.',
    );
  });

  it('is a store that is not there: reading makes none', async () => {
    const store = path.join(dir, 'none.sqlite');
    const told = [
      await strata('history', '--store', store),
      await strata('report', '--call', 'x', '--store', store),
    ];
    expect(told.map(({ code, complaints }) => [code, complaints.includes('there is no such file.')])).toEqual(
      [
        [2, true],
        [2, true],
      ],
    );
    expect(existsSync(store)).toBe(false);
    expect((await strata('history', '--store', file('no store'))).complaints).toContain(
      'is no history of Strata’s',
    );
  });
});
