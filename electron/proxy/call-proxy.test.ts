/** Calls of clients to servers that misbehave; those to a real LiteLLM proxy are in `../capture/litellm-proxy.test.ts`. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from './call-proxy.ts';
import { callAll, eventOf } from './testing.ts';

const KEY = 'sk-of-a-running-proxy';
const ASKED = { model: 'm', messages: [] };

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a proxy that misbehaves', () => {
  async function answering(handler: http.RequestListener, options: CallOptions = {}) {
    const server = http.createServer(handler);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const events = await callAll(ASKED, `http://127.0.0.1:${port}`, { key: KEY, ...options });
    server.closeAllConnections();
    server.close();
    return events;
  }

  it('ends as a failure of that one call: silence, a cut, nobody there', async () => {
    const silent = await answering(() => undefined, { silenceMs: 100 });
    expect(eventOf(silent, 'failure')?.failure.message).toContain('Nothing came from the proxy');
    const cut = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"half"');
      setTimeout(() => response.destroy(), 20);
    });
    expect(eventOf(cut, 'end')?.reason).not.toBe('complete');
    const nobody = await callAll(ASKED, `http://127.0.0.1:${await freePort()}`, { key: KEY });
    expect(eventOf(nobody, 'failure')?.failure).toMatchObject({
      origin: 'network',
      type: 'ProxyUnreachable',
    });
  });

  it.each([
    [
      'data: {"type":"response.failed","response":{"error":{"code":"server_error","message":"No more."}}}\n\n',
    ],
    ['data: {"choices":[]}\n\ndata: {"error":{"message":"No more.","type":"APIError"}}\n\ndata: [DONE]\n\n'],
    ['event: error\ndata: {"type":"error","error":{"type":"api_error","message":"No more."}}\n\n'],
  ])('is told to have failed where its stream of status 200 ends with an error: %s', async (body) => {
    const events = await answering((_, response) => response.writeHead(200).end(body));
    expect(eventOf(events, 'failure')?.failure).toMatchObject({ status: 200, message: 'No more.' });
    expect(eventOf(events, 'end')?.reason).toBe('failed');
  });

  it('is not asked in the clear beyond this machine', async () => {
    const events = await callAll(ASKED, 'http://proxy.example', { key: KEY });
    expect(events.map(({ type }) => type)).toEqual(['failure', 'end']);
  });

  it('ends where an answer has no end', async () => {
    const events = await answering((_, response) => {
      response.writeHead(200);
      const part = Buffer.alloc(1024 * 1024, 120);
      const more = (): void => {
        while (!response.destroyed && response.write(part));
      };
      response.on('drain', more);
      more();
    });
    expect(eventOf(events, 'end')?.reason).toBe('truncated');
  });
});
