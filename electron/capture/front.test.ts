import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ClientFront, frontProxy } from './front.ts';
import { Notes } from './notes.ts';
import { Kept } from './testing/captured.ts';

/** In the place of a proxy: notes which bodies come. */
let proxy: Server;
let front: ClientFront;
let kept: Kept;
const came: string[] = [];
let location = '';

beforeAll(async () => {
  proxy = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      came.push(Buffer.concat(pieces).toString());
      if (location !== '') response.writeHead(307, { location });
      location = '';
      response.end('{}');
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});
beforeEach(async () => {
  await front?.close();
  came.length = 0;
  kept = new Kept();
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  front = await frontProxy({ port: 0, proxy: url, stampInBody: true, sink: kept, notes: new Notes() });
});
afterAll(async () => {
  await front.close();
  proxy.close();
});

const ask = async (path: string, body: object, method = 'POST'): Promise<void> => {
  const content = method === 'GET' ? {} : { body: JSON.stringify(body) };
  await (await fetch(`${front.state().url}${path}`, { method, ...content })).text();
};

test.each([
  ['/v1/chat/completions', true],
  ['/openai/deployments/gpt/chat/completions?api-version=1', true],
  ['/v1/messages?beta=true', true],
  ['/v1/responses', true],
  ['/v1/embeddings', true],
  ['/v1/completions', true],
  // The body goes on to somebody who refuses what is not his own.
  ['/bedrock/model/claude/invoke-with-response-stream', false],
  ['/bedrock/model/us.anthropic.claude-sonnet-4-20250514-v1%3A0/converse', false],
  ['/anthropic/v1/messages', false],
  ['/v1/messages/count_tokens', false],
  ['/key/generate', false],
])('a body to %s is stamped where LiteLLM makes a call of it: %s', async (path, stamped) => {
  await ask(path, { model: 'claude' });
  expect(came.map((body) => body.includes('x-strata-exchange'))).toEqual([stamped]);
  const [{ patches = [] } = {}] = await kept.atLeast(1);
  expect(patches.some(({ alterations }) => alterations !== undefined)).toBe(stamped);
});

test.each([
  ['POST', '/v1/completions', false, 'named'],
  ['POST', '/bedrock/model/us.amazon.nova-lite-v1%3A0/converse', false, 'us.amazon.nova-lite-v1:0'],
  ['POST', '/v1/rerank', false, 'named'],
  ['POST', '/v1/messages/count_tokens', true, 'named'],
  ['POST', '/key/generate', true, 'named'],
  ['GET', '/v1/models', true, null],
])('%s %s only prepares work: %s; its model is %s', async (method, path, preparation, model) => {
  await ask(path, path.startsWith('/bedrock/') ? {} : { model: 'named' }, method);
  const [{ start, patches } = { start: null, patches: [] }] = await kept.atLeast(1);
  const told = patches.flatMap((patch) => patch.model ?? []);
  expect([start?.preparation, told.at(-1) ?? start?.model]).toEqual([preparation, model]);
});

test('a client that the proxy sends on stays in front of it, with its key', async () => {
  const { url, proxy: behind } = front.state();
  const at = new URL(url);
  for (const [given, told] of [
    [`${behind}/v1/models?a=b`, `${at.pathname}/v1/models?a=b`],
    ['/v1/models', `${at.pathname}/v1/models`],
    ['models', 'models'],
    ['https://example.com/v1', 'https://example.com/v1'],
    ['//example.com/v1', '//example.com/v1'],
  ] as const) {
    location = given;
    const answer = await fetch(`${url}/v1/models/`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(told);
  }
  const kept307 = (await kept.atLeast(5)).map(
    ({ head }) => head?.headers.find(([name]) => name === 'location')?.[1],
  );
  expect(kept307[0]).toBe(`${behind}/v1/models?a=b`);
  location = `${behind}/v1/chat/completions`;
  const followed = await fetch(`${url}/v1/chat/completions/`, { method: 'POST', body: '{}' });
  expect([followed.status, followed.url]).toEqual([200, `${url}/v1/chat/completions`]);
});
