import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runStrata } from './testing.ts';

const file = path.join(tmpdir(), `strata-run-${process.pid}.jsonl`);
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(file, { force: true });
});

async function run(...args: readonly string[]) {
  const { code, out, err } = await runStrata(['run', '--no-history', ...args]);
  return { code, printed: out, complaints: err };
}

const node = (script: string): readonly string[] => [
  '--',
  process.execPath,
  '--input-type=module',
  '-e',
  script,
];

const CALL = `
  const names = ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_BEDROCK_RUNTIME_ENDPOINT', 'ANTHROPIC_BEDROCK_BASE_URL'];
  const [url] = new Set(names.map((name) => process.env[name]));
  const answer = await fetch(url + '/model/amazon.nova-lite-v1%3A0/converse', {
    method: 'POST',
    body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] }),
  });
  process.exit(answer.status === 200 ? 42 : 1);
`;

describe('strata run', () => {
  test('captures the calls of one program and ends with its exit code', async () => {
    const { code, printed, complaints } = await run('--jsonl', file, ...node(CALL));
    expect([code, printed, complaints]).toEqual([42, '', 'strata: 1 call captured\n']);
    const line = JSON.parse(readFileSync(file, 'utf8'));
    expect(line).toMatchObject({ state: 'done', operation: 'Converse', model: 'amazon.nova-lite-v1:0' });
    expect(line.request.body.messages[0].content).toEqual([{ text: 'Hello' }]);
    expect(line.response).toMatchObject({ status: 200, body: { stopReason: 'end_turn' } });
  });

  test('answers from a simulator of today, as the app does: of models at the end of their life nothing', async () => {
    vi.stubEnv('STRATA_AS_OF', '2026-11-26');
    const old = CALL.replace('amazon.nova-lite', 'anthropic.claude-3-haiku-20240307');
    const { code } = await run('--jsonl', file, ...node(old));
    const line = JSON.parse(readFileSync(file, 'utf8'));
    expect([code, line.response.status]).toEqual([1, 404]);
    expect(line.response.body.message).toContain('end of its life');
  });

  test('gives the program credentials that open nothing, or leaves it its own', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'mine', AWS_SESSION_TOKEN: 'of-the-user' });
    try {
      const script = (key: string, token: string): string =>
        `process.exit(process.env.AWS_ACCESS_KEY_ID === ${key} && process.env.AWS_SESSION_TOKEN === ${token} ? 0 : 1)`;
      expect((await run(...node(script("'strata'", 'undefined')))).code).toBe(0);
      const kept = await run('--keep-credentials', ...node(script("'mine'", "'of-the-user'")));
      expect(kept.code).toBe(0);
    } finally {
      delete process.env.AWS_SESSION_TOKEN;
      delete process.env.AWS_ACCESS_KEY_ID;
      Object.assign(process.env, before);
    }
  });

  test('says how a signal ended the program, and which cannot be started', async () => {
    expect(
      (await run(...node("process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1e6)"))).code,
    ).toBe(143);
    const missing = await run('--', '/nowhere/at-all');
    expect([missing.code, missing.complaints]).toEqual([127, expect.stringContaining('cannot be started')]);
  });

  test('captures what clients ask of a LiteLLM proxy too, with the stamp on its way', async () => {
    const stamps: unknown[] = [];
    const proxy = createServer((request, response) => {
      stamps.push(request.headers['x-strata-exchange']);
      response.setHeader('content-type', 'application/json').end('{"choices":[]}');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const script = `await fetch(process.env.OPENAI_BASE_URL + '/chat/completions', { method: 'POST', body: '{"model":"m"}' })`;
    const { code } = await run('--jsonl', file, '--proxy', `http://127.0.0.1:${port}`, ...node(script));
    proxy.close();
    const line = JSON.parse(readFileSync(file, 'utf8'));
    expect([code, line.side, line.dialect, line.model]).toEqual([0, 'client', 'openai-chat', 'm']);
    expect(stamps).toEqual([line.id]);
    expect((await run('--stamp', ...node(''))).complaints).toContain('--stamp goes with --proxy');
  });

  test('says why nothing arrived', async () => {
    const script =
      "const u = new URL(process.env.AWS_BEDROCK_RUNTIME_ENDPOINT); await fetch(u.origin + '/model/x/converse')";
    const { complaints } = await run(...node(script));
    expect(complaints).toContain('The address lacks its secret segment');
    expect(complaints).toContain('0 calls captured');
  });

  test('sends the calls to a Strata that listens already', async () => {
    const url = 'http://127.0.0.1:4566/k/0123456789abcdef';
    const script = `process.exit(process.env.AWS_BEDROCK_RUNTIME_ENDPOINT === '${url}' ? 5 : 1)`;
    expect(await run('--to', url, ...node(script))).toEqual({ code: 5, printed: '', complaints: '' });
  });

  test('options behind -- are those of the program', async () => {
    const { code, printed } = await run(
      ...node("process.exit(process.argv.includes('--help') ? 7 : 1)"),
      'x',
      '--help',
    );
    expect([code, printed]).toEqual([7, '']);
  });

  test.each([
    [[], 'A program is missing'],
    [['python', 'app.py'], 'The program goes behind “--”: strata run --no-history -- python app.py'],
    [['--jsonl', '-', '--', 'true'], '--jsonl needs a file'],
    [['--to', 'http://example.com', '--', 'true'], '--to is an address'],
    [['--to', 'http://127.0.0.1:1/k/x', '--target', 'aws', '--', 'true'], '--to goes with no --target'],
    [['--region', 'eu-central-1', '--', 'true'], '--region and --bearer go with'],
    [['--target', 'http://example.com', '--', 'true'], 'use'],
  ])('%j is refused', async (args, words) => {
    const { code, complaints } = await run(...args);
    expect(code).toBe(2);
    expect(complaints.toLowerCase()).toContain(words.toLowerCase());
  });
});
