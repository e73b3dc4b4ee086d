import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeFrame, eventHeaders, exceptionHeaders } from '../../shared/eventstream/encoder.ts';
import { requestOf, sendAll } from '../simulator/testing/send-all.ts';

const MODEL = 'anthropic.claude-sonnet-4-20250514-v1:0';
/** Names that every object answers to, though no table has them. */
const INHERITED = ['__proto__', 'constructor', 'valueOf', 'hasOwnProperty', 'toString', 'isPrototypeOf'];

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** What a send to an endpoint reports that answers with `respond`. */
async function answered(
  operation: 'Converse' | 'ConverseStream' | 'InvokeModelWithResponseStream',
  respond: (response: ServerResponse) => void,
) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => respond(response));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return sendAll(requestOf(operation, MODEL, {}), { kind: 'endpoint', url });
}

const streaming = (...frames: readonly Uint8Array[]) =>
  answered('InvokeModelWithResponseStream', (response) => {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.end(Buffer.concat(frames));
  });

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const chunk = (text: string): Uint8Array =>
  encodeFrame(eventHeaders('chunk'), json({ bytes: Buffer.from(text).toString('base64') }));
/** JSON text of `{name:{name:{…}}}`, which JSON.stringify could not write. */
const nested = (name: string, depth: number): string => `${`{"${name}":`.repeat(depth)}1${'}'.repeat(depth)}`;

describe.each(INHERITED)('the name %s from an endpoint is a name like any other', (name) => {
  test('as the type of an invoke chunk', async () => {
    const { frames, failures } = await streaming(chunk(`{"type":"${name}"}`), chunk('{"outputText":"Hi"}'));
    expect(frames.map(({ deltas }) => deltas)).toEqual([
      [{ kind: 'other', label: 'type' }],
      [{ kind: 'text', block: 0, text: 'Hi' }],
    ]);
    expect(failures.map(({ failure }) => failure.type)).toEqual(['TruncatedStream']);
  });

  test('as a member of an invoke chunk', async () => {
    const { frames } = await streaming(chunk(`{"${name}":{"delta":{"text":"Hi"}}}`));
    expect(frames[0]?.deltas).toEqual([{ kind: 'other', label: name }]);
  });

  test('as an event type', async () => {
    const { frames } = await streaming(encodeFrame(eventHeaders(name), json({ novelty: 1 })));
    expect(frames[0]?.deltas).toEqual([{ kind: 'other', label: 'novelty' }]);
  });

  test('as an exception type inside the stream', async () => {
    const { failures, end } = await streaming(encodeFrame(exceptionHeaders(name), json({ message: 'no' })));
    expect(failures.map(({ failure }) => failure)).toMatchObject([
      { origin: 'bedrock', type: name, message: 'no' },
    ]);
    expect(end.reason).toBe('failed');
  });

  test('as x-amzn-errortype and as __type', async () => {
    const byHeader = await answered('Converse', (response) =>
      response.writeHead(400, { 'x-amzn-errortype': name }).end('{"message":"no"}'),
    );
    const byMember = await answered('Converse', (response) =>
      response.writeHead(400).end(`{"message":"no","__type":"${name}"}`),
    );
    for (const { failures } of [byHeader, byMember]) {
      expect(failures.map(({ failure }) => failure)).toMatchObject([
        { origin: 'bedrock', type: name, message: 'no', hint: 'Change the request and send again.' },
      ]);
    }
  });
});

test.each(['usage', 'message', 'metadata', 'finishReason', 'error', 'choices'])(
  'an answer whose %s is nested 20,000 deep ends like any other',
  async (member) => {
    const text = nested(member, 20_000);
    const streamed = await streaming(chunk(text), chunk('{"outputText":"Hi"}'));
    expect(streamed.text).toBe('Hi');
    const whole = await answered('Converse', (response) => response.end(text));
    expect(whole.end.reason).toBe('complete');
    const refused = await answered('Converse', (response) => response.writeHead(502).end(text));
    expect(refused.failures.map(({ failure }) => failure.type)).toEqual(['ForeignAnswer']);
  },
);
