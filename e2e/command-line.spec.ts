import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ROOT } from './support/environment.ts';
import { expect, test } from './support/worker.ts';

const strata = (args: readonly string[], input: string) =>
  spawnSync('npm', ['run', '-s', 'strata', '--', ...args], { cwd: ROOT, input, encoding: 'utf8' });

const seed = {
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 10,
  stream: true,
  stream_chunk_size: 2048,
};

test('a batch from a checkout: only results on stdout, in order', () => {
  const lines = Array.from({ length: 500 }, (_, id) => JSON.stringify({ id, api: 'chat', request: seed }));
  const { status, stdout, stderr } = strata(
    ['transform', '--profile', 'litellm-1.87.0', '--batch', '-'],
    lines.join('\n'),
  );
  expect([status, stderr]).toEqual([0, '']);
  const results = stdout.trim().split('\n');
  expect(results.map((line) => JSON.parse(line).id)).toEqual(lines.map((_, id) => id));
});

test('what transform sends is what check refuses', () => {
  const sent = strata(['transform', '--profile', 'litellm-1.87'], JSON.stringify(seed));
  const options = ['--operation', 'InvokeModelWithResponseStream', '--model', seed.model.slice(15)];
  const checked = strata(['check', ...options], JSON.stringify(JSON.parse(sent.stdout).body));
  expect(checked.status).toBe(1);
  expect(JSON.parse(checked.stdout).message).toBe('stream_chunk_size: Extra inputs are not permitted');
});

test('simulate prints one line of JSON with its url, answers there, and ends on Ctrl-C', async () => {
  const child = spawn('npm', ['run', '-s', 'strata', '--', 'simulate', '--port', '0'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { url } = JSON.parse(line);
    const answer = await fetch(`${url}/model/${seed.model.slice(15)}/invoke`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toHaveProperty('message');
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGINT');
  }
  await exited;
});

test('several threads give the same results in the same order, and name the same bad lines', () => {
  const lines = Array.from({ length: 3000 }, (_, id) =>
    id % 1000 === 700 ? '{broken' : JSON.stringify({ id, request: { ...seed, max_tokens: id } }),
  ).join('\n');
  const [one, three] = ['1', '3'].map((jobs) => strata(['transform', '--jobs', jobs, '--batch', '-'], lines));
  expect(one?.stderr.match(/^line \d+/gm)).toEqual(['line 701', 'line 1701', 'line 2701']);
  expect([three?.status, three?.stdout, three?.stderr]).toEqual([2, one?.stdout, one?.stderr]);
});

test('an agent asks over stdin and stdout', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'strata-mcp-'));
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StdioClientTransport({
    command: 'npm',
    args: ['run', '-s', 'strata', '--', 'mcp'],
    cwd: ROOT,
    env: { ...(process.env as Record<string, string>), STRATA_HISTORY: path.join(home, 'history.sqlite') },
  });
  await client.connect(transport);
  try {
    const { structuredContent } = await client.callTool({
      name: 'inspect_request',
      arguments: { request: JSON.stringify(seed), profile: 'litellm-1.87' },
    });
    expect(structuredContent).toMatchObject({
      bedrock: { message: 'stream_chunk_size: Extra inputs are not permitted' },
    });
    const found = await client.callTool({ name: 'search_history', arguments: { filter: 'status:>=400' } });
    expect(found.structuredContent).toEqual({ count: 0, exchanges: [] });
  } finally {
    await client.close();
    rmSync(home, { recursive: true, force: true });
  }
});
