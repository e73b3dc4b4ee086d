import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareAnswer, eventsIn } from '../../shared/way-back/compare-answers.ts';
import { callAll, eventOf } from '../proxy/testing.ts';
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

  const asked = { model: 'conversed', messages: [{ role: 'user', content: 'Hi' }], temperature: 1.0 };
  const call = (body: object, key?: string) =>
    callAll(body, through.proxy.url, { key: key ?? through.proxy.key });

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

  test('is Strata itself, which gets the answer whole and streamed', async () => {
    const events = await call(asked);
    expect(eventOf(events, 'response')?.status).toBe(200);
    expect(JSON.parse(eventOf(events, 'body')?.text ?? '')).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: 'Good morning to you.' } }],
    });
    expect(eventOf(events, 'end')?.reason).toBe('complete');
    const streamed = await call({ ...asked, stream: true });
    expect(eventOf(streamed, 'body')?.text).toContain('data: [DONE]');
  });

  test.each([
    ['chat', { ...asked, stream_options: { include_usage: true } }],
    ['messages', { ...asked, max_tokens: 9, system: 'Be brief.' }],
    ['responses', { model: 'conversed', input: 'Hi' }],
  ] as const)(
    'gets from Strata’s call of %s what is predicted for the stream of the simulator',
    async (form, body) => {
      const events = await call({ ...body, stream: true });
      expect(eventOf(events, 'failure')?.failure.message).toBeUndefined();
      const compared = compareAnswer(eventsIn(eventOf(events, 'body')?.text ?? ''), {
        form,
        profile: release,
        family: 'converse',
        stream: true,
        includeUsage: true,
        body: {},
      });
      expect(compared?.differences).toEqual([]);
      expect(compared?.predicted.length).toBeGreaterThan(2);
    },
  );

  test('is asked at the entry point of the form, and told why it is refused', async () => {
    const events = await call({ ...asked, max_tokens: 9, anthropic_version: '2023-06-01' });
    expect(eventOf(events, 'request')?.url).toBe(`${through.proxy.url}/v1/messages`);
    const unknown = await call({ ...asked, model: 'nobody' });
    expect(eventOf(unknown, 'failure')?.failure).toMatchObject({
      status: 400,
      message: expect.stringContaining('nobody') as string,
    });
    const locked = await call(asked, 'sk-wrong');
    expect(eventOf(locked, 'failure')?.failure.status).toBeGreaterThanOrEqual(400);
  });

  test('never sees its key again in what is told of the call', async () => {
    const { key } = through.proxy;
    expect(JSON.stringify(await call({ ...asked, user: key }))).not.toContain(key);
  });
});
