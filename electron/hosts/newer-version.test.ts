import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newerVersion } from './newer-version.ts';

let answer: { status: number; body: string } = { status: 200, body: '' };
const server = createServer((_, response) => {
  response.writeHead(answer.status);
  response.end(answer.body);
});
let address = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest.json`;
});
afterAll(() => void server.close());

const feed = (version: string, url = 'https://strata.test/download'): string =>
  JSON.stringify({ version, url });

it.each([
  [feed('0.2.0'), { kind: 'newer', version: '0.2.0', url: 'https://strata.test/download' }],
  [feed('0.10.0'), { kind: 'newer', version: '0.10.0' }],
  [feed('0.1.0'), { kind: 'newest', version: '0.1.0' }],
  [feed('0.0.9'), { kind: 'newest' }],
  [
    feed('0.2.0', 'javascript:alert(1)'),
    { kind: 'unknown', why: expect.stringContaining('no list of versions') },
  ],
  ['not json', { kind: 'unknown' }],
  ['x'.repeat(100_000), { kind: 'unknown', why: expect.stringContaining('too large') }],
])('a list of versions is read, and nothing else: %.60s', async (body, expected) => {
  answer = { status: 200, body };
  expect(await newerVersion(address, '0.1.0')).toMatchObject(expected);
});

it('says why nothing is known', async () => {
  answer = { status: 404, body: '' };
  expect(await newerVersion(address, '0.1.0')).toMatchObject({ why: expect.stringContaining('404') });
  expect(await newerVersion('http://strata.test/latest.json', '0.1.0')).toMatchObject({
    kind: 'unknown',
    why: expect.stringContaining('http://strata.test is not allowed'),
  });
});
