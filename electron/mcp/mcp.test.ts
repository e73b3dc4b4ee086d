import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type McpHttp, serveMcp } from './http.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-mcp-'));
let server: McpHttp;
let client: Client;

async function connect({ url, token }: Pick<McpHttp, 'url' | 'token'>): Promise<Client> {
  const made = new Client({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await made.connect(transport as Parameters<typeof made.connect>[0]);
  return made;
}

beforeAll(async () => {
  server = await serveMcp({ historyFile: path.join(dir, 'h.sqlite'), storeProgram: 'none' }, 0);
  client = await connect(server);
});
afterAll(async () => {
  await client.close();
  await server.close();
  rmSync(dir, { recursive: true });
});

async function call(name: string, args: Record<string, unknown>) {
  const result = await client.callTool({ name, arguments: args });
  const content = result.content as readonly { readonly text: string }[];
  return {
    failed: result.isError === true,
    text: content[0]?.text ?? '',
    // biome-ignore lint/suspicious/noExplicitAny: the shape is what the tests are about
    value: result.structuredContent as any,
  };
}

const leaking = JSON.stringify({
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 10,
  stream: true,
  stream_chunk_size: 2048,
});

describe('a secret of the call', () => {
  const SECRET = `sk-${'aB3dE6gH9k'.repeat(3)}`;
  const request = (more: object): string =>
    JSON.stringify({
      ...JSON.parse(leaking),
      api_key: SECRET,
      extra_headers: { 'x-api-key': SECRET },
      ...more,
    });

  it.each([
    ['inspect_request', { request: request({}) }],
    ['inspect_request', { request: request({ messages: SECRET }) }],
    ['inspect_request', { request: request({ model: `bedrock/${SECRET}` }) }],
    ['inspect_request', { request: request({ max_tokens: SECRET }) }],
    ['inspect_request', { request: `${request({}).slice(0, -1)}, "x": ${SECRET}` }],
    [
      'inspect_request',
      { request: `curl https://host/v1/chat/completions -u me:${SECRET} -d '${request({})}'` },
    ],
    ['inspect_request', { request: leaking, profile: SECRET }],
    ['inspect_request', { request: leaking, route: SECRET }],
    ['explain_parameter', { request: leaking, parameter: SECRET }],
    ['check_body', { body: `{"a": ${SECRET}`, model: SECRET }],
    ['check_body', { body: { [SECRET]: 1 }, model: 'amazon.nova-lite-v1:0' }],
    ['compare', { request: leaking, first: { profile: SECRET }, second: {} }],
    ['simulate', { body: '{}', model: SECRET, operation: SECRET }],
    ['search_history', { filter: `api_key:${SECRET} (` }],
  ])('is in no answer of %s, refusals among them', async (name, args) => {
    const answer = await client.callTool({ name, arguments: args }).catch((error: unknown) => String(error));
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
});

describe('an agent', () => {
  it('finds the tools, each with a description and nothing that changes anything', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('inspect_request');
    for (const { description, annotations, outputSchema } of tools) {
      expect(description?.length).toBeGreaterThan(60);
      expect(Object.keys(outputSchema?.properties ?? {})).not.toEqual([]);
      expect(annotations?.readOnlyHint).toBe(true);
    }
  });

  it('that hits “Extra inputs are not permitted” gets cause, release, fix and the mended request in one small answer', async () => {
    const { value, text } = await call('inspect_request', { request: leaking, profile: 'litellm-1.87.0' });
    expect(value.bedrock).toMatchObject({
      answer: 'refused',
      status: 400,
      message: 'stream_chunk_size: Extra inputs are not permitted',
    });
    expect(value.leaks[0]).toMatchObject({
      key: 'stream_chunk_size',
      source: expect.stringContaining('#30239'),
    });
    const mended = value.fixes.find((fix: { readonly request?: string }) => fix.request);
    expect(JSON.parse(mended.request).stream_chunk_size).toBeUndefined();
    expect(value.sent.body).toBeUndefined();
    expect(value.fixes).toContainEqual(expect.objectContaining({ profile: 'litellm-1.90' }));
    const answers: readonly { readonly outcome: string }[] = value.by_release;
    const mendedIn = answers.findIndex(({ outcome }) => outcome === 'accepted');
    expect(answers[mendedIn - 1]).toMatchObject({
      until: '1.89.7',
      message: 'stream_chunk_size: Extra inputs are not permitted',
    });
    expect(answers[mendedIn]).toMatchObject({ from: '1.90.0', message: null });
    expect(text.length).toBeLessThan(6_000);
  });

  it('gets no credential of the request back, wherever it stands', async () => {
    const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYzzzzzzKEYQ01';
    const request = {
      ...JSON.parse(leaking),
      aws_secret_access_key: secret,
      api_key: 'my-own-key-0123456789',
    };
    const { text, value } = await call('inspect_request', {
      request: JSON.stringify(request),
      profile: 'litellm-1.87.0',
      include_body: true,
    });
    expect(value.fixes.length).toBeGreaterThan(0);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('my-own-key');
  });

  it('is told since when, and until when', async () => {
    const { value } = await call('since_when', { request: leaking });
    const spans: readonly { readonly outcome: string; readonly changed: readonly string[] }[] = value.spans;
    const mended = spans.findIndex(({ outcome }) => outcome === 'accepted');
    expect(spans[mended - 1]).toMatchObject({
      until: '1.89.7',
      outcome: 'refused',
      message: 'stream_chunk_size: Extra inputs are not permitted',
    });
    expect(spans[mended]).toMatchObject({ from: '1.90.0', message: null });
    expect(spans[mended]?.changed).toContain('/body/stream_chunk_size');
    expect(spans[0]).toHaveProperty('reading');
  });

  it('is told of a call that some releases refuse at the door, and what others make of it', async () => {
    const request = { model: JSON.parse(leaking).model, input: 'Hi', max_tool_calls: 2 };
    const { value } = await call('inspect_request', { request, profile: 'litellm-1.90.0' });
    expect(value.by_release.at(-1)).toMatchObject({
      from: '1.108.7',
      outcome: 'not-sent',
      message: 'UnsupportedParamsError: Chat completions have no max_tool_calls.',
    });
  });

  it('compares releases and routes by the places that differ', async () => {
    const { value } = await call('compare', {
      request: leaking,
      a: { profile: 'litellm-1.87.0' },
      b: { profile: 'litellm-1.90.0' },
    });
    expect(value).toMatchObject({ a: { status: 400 }, b: { status: 200 }, same_body: false });
    expect(value.differences).toEqual([{ at: '/stream_chunk_size', a: '2048', b: null }]);
  });

  it('hands over a request and a body as text or as JSON alike', async () => {
    const asked = { profile: 'litellm-1.87.0' };
    const [text, json] = await Promise.all([
      call('inspect_request', { request: leaking, ...asked }),
      call('inspect_request', { request: JSON.parse(leaking), ...asked }),
    ]);
    expect(json.value.bedrock).toEqual(text.value.bedrock);
    const body = { operation: 'InvokeModel', model_id: 'us.amazon.nova-lite-v1:0', body: { frob: 1 } };
    expect((await call('check_body', body)).value).toMatchObject({ answer: 'refused', status: 400 });
  });

  it('follows a parameter to where it ends', async () => {
    const request = JSON.stringify({ ...JSON.parse(leaking), stop: ['x'] });
    const { value } = await call('explain_parameter', {
      request,
      parameter: 'stop',
      profile: 'litellm-1.109',
    });
    expect(value.fates[0]).toMatchObject({ fate: 'mapped', to: 'body/stop_sequences' });
    const missed = await call('explain_parameter', { request, parameter: 'frob' });
    expect(missed).toMatchObject({ failed: true, text: expect.stringContaining('It has: model, ') });
    const path = await call('explain_parameter', { request, parameter: 'messages[0].role' });
    expect(path.value.parameter).toBe('/messages/0/role');
  });

  it('is shown a leak that ends with a release although another mistake stays', async () => {
    const request = {
      ...JSON.parse(leaking),
      model: 'bedrock/invoke/anthropic.claude-sonnet-4-5-20250929-v1:0',
    };
    const { value } = await call('inspect_request', { request, profile: 'litellm-1.87' });
    const [before, after] = value.by_release.slice(-2);
    expect(before).toMatchObject({
      until: '1.89.7',
      besides: [expect.stringContaining('stream_chunk_size')],
    });
    expect(after).toMatchObject({ from: '1.90.0', outcome: 'refused' });
    expect(after.besides).toBeUndefined();
  });

  it('says in which form a request is that fits two', async () => {
    const request = {
      model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [{ role: 'user', content: 'hi' }],
      thinking: { type: 'enabled', budget_tokens: 1024 },
      max_tokens: 2048,
    };
    expect((await call('inspect_request', { request })).value.route).toBe('invoke');
    expect((await call('inspect_request', { request, api: 'chat' })).value.route).toBe('converse');
  });

  it('that misspells an argument is told so, not answered something else', async () => {
    const answer = await call('inspect_request', { request: leaking, porfile: 'litellm-1.87' });
    expect(answer).toMatchObject({ failed: true, text: expect.stringContaining('porfile') });
  });

  it('is told of a request without a model in whole sentences', async () => {
    const { text } = await call('inspect_request', { request: {} });
    expect(text).toMatch(/^Line 1, column 1: The request names no model: .*"\. Correct this place\.$/);
  });

  it('checks a body of its own, and sees an answer from the simulator', async () => {
    const body = JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 9,
      messages: [],
      frob: 1,
    });
    const checked = await call('check_body', {
      operation: 'InvokeModel',
      model_id: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
      body,
    });
    expect(checked.value).toMatchObject({ answer: 'refused', status: 400 });
    const answered = await call('simulate', { request: leaking, profile: 'litellm-1.109' });
    expect(answered.value).toMatchObject({
      status: 200,
      events: expect.arrayContaining([expect.objectContaining({ type: 'chunk' })]),
    });
  });

  it('is told of the end of a model’s life, from the day on', async () => {
    const model = 'anthropic.claude-v2:1';
    const asked = { max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] };
    const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...asked });
    const request = JSON.stringify({ model: `bedrock/converse/${model}`, ...asked });
    for (const [day, status] of [
      [{}, 200],
      [{ as_of: '2025-10-01' }, 404],
    ] as const) {
      const checked = await call('check_body', { operation: 'InvokeModel', model_id: model, body, ...day });
      expect(checked.value.status).toBe(status);
      expect((await call('simulate', { request, ...day })).value.status).toBe(status);
    }
  });

  it('that writes nonsense is told what is wrong and where', async () => {
    expect(await call('inspect_request', { request: '{"model": "x",,}' })).toMatchObject({
      failed: true,
      text: expect.stringContaining('Line 1, column 15'),
    });
    expect((await call('inspect_request', { request: leaking, profile: 'frob' })).text).toContain(
      'litellm-1.96',
    );
    expect((await call('search_history', { filter: 'status:>=' })).failed).toBe(true);
    let deep: Record<string, unknown> = {};
    for (let level = 0; level < 3_000; level++) deep = { a: deep };
    expect(await call('inspect_request', { request: deep })).toMatchObject({
      failed: true,
      text: 'This nests more than 500 levels deep',
    });
  });
});

describe('the port', () => {
  const ask = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(server.url, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end('{}');
    });

  it('says that it tells nothing unasked and has no session to end, and holds no connection for it', async () => {
    const headers = { authorization: `Bearer ${server.token}`, accept: 'text/event-stream' };
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const answer = await fetch(server.url, { method, headers });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
      await answer.text();
    }
  });

  it('is closed to whoever has no token, another host name, or a web page before it', async () => {
    const authorization = `Bearer ${server.token}`;
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: `${authorization}x` })).toBe(401);
    expect(await ask({ authorization, host: 'rebound.example' })).toBe(403);
    expect(await ask({ authorization, origin: 'https://page.example' })).toBe(403);
    expect(await ask({ authorization, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await ask({ authorization })).toBe(406);
  });
});

it('cuts a head that is sent half, and a body', async () => {
  const patience = { headMs: 200, requestMs: 300 };
  const impatient = await serveMcp({ historyFile: '', storeProgram: 'none' }, 0, undefined, patience);
  const head = `POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${impatient.token}\r\n`;
  const closed = (sent: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connectTcp(Number(new URL(impatient.url).port), '127.0.0.1', () => socket.write(sent));
      socket.on('close', () => resolve(true)).on('error', () => resolve(true));
      socket.resume();
    });
  expect(await Promise.all([closed(head), closed(`${head}Content-Length: 900\r\n\r\n{`)])).toEqual([
    true,
    true,
  ]);
  await impatient.close();
});
