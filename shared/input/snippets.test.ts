/**
 * What people have at hand: code, logs, records, commands and messages in the shapes in which they stand in public
 * repositories, issues and manuals (the shapes; the words are our own). Each of testdata/snippets-*.txt begins with
 * `=== name`, then a line of JSON says what it must be read as, then `---` and the text itself.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { readRequest } from './read-request.ts';

interface Expected {
  readonly form?: string;
  readonly path?: string;
  readonly base?: string;
  /** What the request must hold at least. */
  readonly request?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many calls the text has. */
  readonly calls?: number;
  /** Pieces of the names of holes. */
  readonly open?: readonly string[];
  /** A piece of the line that says what was taken. */
  readonly says?: string;
  /** A piece of the message of a text that cannot be read. */
  readonly error?: string;
}

const FOLDER = new URL('./testdata/', import.meta.url);

const snippetsOf = (file: string): readonly (readonly [string, Expected, string])[] =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const [, name = '', expected = '', text = ''] = /^(.*)\n(.*)\n---\n([\s\S]*?)\n?$/.exec(section) ?? [];
      return [name, JSON.parse(expected) as Expected, text] as const;
    });

const FILES = readdirSync(FOLDER).filter((name) => name.startsWith('snippets-'));

describe.each(FILES)('%s', (file) => {
  it.each(snippetsOf(file))('%s', (_name, expected, text) => {
    const read = readRequest(text);
    if (expected.error !== undefined) {
      expect(
        read.ok ? read.request : read.problems.map(({ message, hint }) => `${message} ${hint}`).join(' '),
      ).toContain(expected.error);
      return;
    }
    if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
    expect(read.request).toMatchObject(expected.request ?? {});
    expect(read.recognised.form).toBe(expected.form);
    const { path, base, headers, calls, taken } = read.carried;
    expect(Math.max(1, calls.length)).toBe(expected.calls ?? 1);
    expect(headers).toMatchObject(expected.headers ?? {});
    if (expected.path !== undefined) expect(path).toBe(expected.path);
    if (expected.base !== undefined) expect(base).toBe(expected.base);
    if (expected.says !== undefined) expect(taken).toContain(expected.says);
    const holes = read.warnings.map(({ message }) => message).join(' ');
    for (const name of expected.open ?? []) expect(holes).toContain(name);
    expect(JSON.stringify([read.request, read.carried])).not.toMatch(/not-to-be-kept|sk-1(?:234)?\b/);
  });
});

/** Statements that call nothing of interest, with all that makes it hard to tell where they end. */
const AROUND: Readonly<Record<string, (i: number) => string>> = {
  'snippets-python.txt': (i) =>
    `zq${i} = work([${i}, {"k": 'a'}])\nif zq${i}:\n    # it's\n    print("""a\nb""")\n@zq${i}\ndef zf${i}(): pass\n`,
  'snippets-javascript.txt': (i) =>
    `const zq${i} = work([${i}, { k: 'a' }]);\nif (zq${i}) {\n  // it's\n  zz(\`a\n\${b}\`, /['"]/);\n}\nelse {}\n`,
};

describe.each(Object.entries(AROUND))('%s in a long program', (file, statement) => {
  const around = Array.from({ length: 400 }, (_, i) => statement(i)).join('');
  const calls = snippetsOf(file).filter(([name]) => !/^(?:dictionary|object):/.test(name));
  it.each(calls.filter((_, i) => i % 8 === 0))('%s', (_name, _expected, text) => {
    const alone = readRequest(text);
    const among = readRequest(`${around}\n${text}\n${around}`);
    expect(among.ok).toBe(alone.ok);
    if (!alone.ok || !among.ok) return;
    expect(among.request).toEqual(alone.request);
    expect(among.carried.calls).toHaveLength(alone.carried.calls.length);
    const places = among.warnings.map(({ range }) => range.from - around.length - 1);
    expect(places).toEqual(alone.warnings.map(({ range }) => range.from));
  });
});

/** So much of what a hostile text repeats, UTF-16 units: read in time that grows with its square, minutes. */
const MUCH = 200_000;
const much = (piece: string): string => piece.repeat(MUCH / piece.length);
const AS_HTTP = 'POST http://h/v1/messages HTTP/1.1\ncontent-type: application/json\n\n';

describe('much text', () => {
  const line = (i: number): string =>
    `03:04:05 - LiteLLM:DEBUG: utils.py:${i} - {'key': "it's ${i}", 'list': [1, 2], "open": "{[(`;
  const lines = (bytes: number): string => {
    const found: string[] = [];
    for (let i = 0, size = 0; size < bytes; i++) {
      const text = line(i);
      found.push(text);
      size += text.length + 1;
    }
    return found.join('\n');
  };
  const block =
    "POST Request Sent from LiteLLM:\ncurl -X POST \\\nhttps://bedrock-runtime.us-east-1.amazonaws.com/model/a.b/converse \\\n-d '{'messages': [], 'inferenceConfig': {'maxTokens': 7}}'\n";

  it('finds the block in 5 MB of log', () => {
    const log = lines(2_500_000);
    expect(readRequest(`${log}\n${block}\n${log}`)).toMatchObject({
      ok: true,
      request: { modelId: 'a.b', inferenceConfig: { maxTokens: 7 } },
    });
  });

  it('says of 5 MB of log without a block what it is and what to do', () => {
    expect(readRequest(lines(5_000_000))).toMatchObject({
      ok: false,
      problems: [{ message: 'This log has no call to a model', range: { line: 1 } }],
    });
  });

  it.each([
    ['brackets', '{['.repeat(200_000)],
    ['blank lines', `${'\n'.repeat(50_000)}y`],
    ['blank lines inside', `y${'\n'.repeat(50_000)}y`],
    ['blank lines that end nothing', `curl http://x -d @- <<EOF${'\n'.repeat(50_000)}y`],
    ['blank lines of a request', `POST /v1/messages HTTP/1.1${'\n'.repeat(50_000)}y`],
    ['quotes', "litellm.completion('".repeat(2_000)],
    ['fences', '```\n````\n'.repeat(2_000)],
    ['curl', "curl -d '\n".repeat(2_000)],
    ['prompts', '>>> x = [\n'.repeat(20_000)],
    ['appends', `m = []\n${'m.append(m)\n'.repeat(2_000)}litellm.completion(model="a", messages=m)`],
    ['names', `${'a = a + [1]\n'.repeat(4_000)}litellm.completion(model="a", messages=a)`],
    ['line separators', `${much('\u2028')}y`],
    ['line separators in a body', `${AS_HTTP}${much('\u2028')}y`],
    ['line separators of a here-document', `curl http://x -d @- <<EOF\n${much('\u2028')}y`],
    ['paragraph separators', `model = [\n${much('\u2029')}y`],
    ['digits of an address', `POST Request Sent from LiteLLM:\na://b -d {'a': <b at 0x${much('f')}}`],
    ['letters of a scheme', `POST Request Sent from LiteLLM:\n${much('a')} -d {}`],
    ['models in a path', `curl 'http://x${much('/model/a')}' -d '{"a": 1}'`],
    ['tabs in a variable', `@a = x${much('\t')}y\n${AS_HTTP}{"model": "{{a}}"}`],
    ['tabs in a field', `:method: POST${much('\t')}y\n:path: /v1/messages\n:authority: h\n\n{}`],
    ['names that never close', `${AS_HTTP}${much('{{a ')}`],
    ['assignments before a command', `${much('a=; ')}curl `],
    ['options of a command', `bedrock-runtime\n${much(';aws -a ')}`],
    ['blanks behind an option', `curl http://x -D ${much(' ')}y`],
  ])('ends on many %s', (_, text) => {
    expect(typeof readRequest(text).ok).toBe('boolean');
  });
});
