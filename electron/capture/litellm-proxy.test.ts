import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SETUP_MS } from '../simulator/clients/python.ts';
import { sidesOf, startThroughProxy, type ThroughProxy } from './testing/through-proxy.ts';

/** `npm run clients -- join` asks more routes, 50 at once. */
const AT_ONCE = 12;

describe.each(['litellm-1.87.0', 'litellm-1.109.1'] as const)('a client of the proxy of %s', (release) => {
  let through: ThroughProxy;
  beforeAll(async () => {
    through = await startThroughProxy(release, { forwards: true });
    through.captured.simulator.change({ answer: 'Good morning to you.' });
  }, SETUP_MS);
  afterAll(() => through?.close());

  const ask = (more: object) => through.ask({ path: '/v1/chat/completions', model: 'invoked', more });

  const textOf = (sse: string): string =>
    [...sse.matchAll(/^data: (\{.*\})$/gm)]
      .map(([, json]) => JSON.parse(json ?? '').choices?.[0]?.delta?.content ?? '')
      .join('');

  test('gets a streamed answer', async () => {
    const { status, text } = await ask({ stream: true });
    expect([status, textOf(text)]).toEqual([200, 'Good morning to you.']);
  });

  test('meets the refusal of stream_chunk_size, or not, as the release leaks it', async () => {
    const { status, text } = await ask({ stream: true, stream_chunk_size: 2048 });
    if (release === 'litellm-1.87.0') {
      expect(status).toBe(400);
      expect(text).toContain('stream_chunk_size: Extra inputs are not permitted');
    } else expect([status, textOf(text)]).toEqual([200, 'Good morning to you.']);
  });

  test('is joined with its own calls among others alike, and the stamp goes no further', async () => {
    const { kept } = through.captured;
    const before = kept.all.length;
    await Promise.all(Array.from({ length: AT_ONCE }, () => ask({})));
    const { clients, calls } = sidesOf((await kept.atLeast(before + 2 * AT_ONCE)).slice(before));
    expect(calls.map(({ start }) => start.cause?.client).sort()).toEqual(
      clients.map(({ start }) => start.id).sort(),
    );
    expect(calls.every(({ start }) => start.cause?.evidence === 'stamp')).toBe(true);
    expect(kept.all.map(({ request }) => request.toString()).join()).not.toContain('x-strata-exchange');
  });
});
