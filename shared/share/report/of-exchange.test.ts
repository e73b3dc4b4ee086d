import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../../eventstream/encoder.ts';
import { BODY, exchangeOf } from '../testing.ts';
import { exchangeSubject, keptExchange } from './of-exchange.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const frame = (text: string): Uint8Array =>
  encodeFrame(
    {
      ':message-type': { type: 'string', value: 'event' },
      ':event-type': { type: 'string', value: 'contentBlockDelta' },
    },
    utf8(JSON.stringify({ contentBlockIndex: 0, delta: { text } })),
  );

describe('a call of the history as the subject of a report', () => {
  it('has the body that was sent, what came back and how it streamed', () => {
    const frames = [frame('Good '), frame('morning.')];
    const response = Uint8Array.from(frames.flatMap((one) => [...one]));
    const exchange = exchangeOf({
      response: { ...BODY, size: response.length, mediaType: 'application/vnd.amazon.eventstream' },
      deliveries: [
        { offset: 0, atMs: 6 },
        { offset: frames[0]?.length ?? 0, atMs: 900 },
      ],
    });
    const whole = { exchange, request: utf8('{"messages":[]}'), response };
    const { input, answer, stream, region } = exchangeSubject(keptExchange(whole), 'us-east-1');
    expect(input).toMatchObject({ form: 'converse', direct: true });
    expect(JSON.parse(input?.text ?? '')).toEqual({ modelId: 'm', messages: [] });
    expect(answer).toMatchObject({ from: 'aws', status: 200, requestId: 'r-1', text: 'Good morning.' });
    expect(stream?.reads.map(({ atMs }) => atMs)).toEqual([6, 900]);
    expect(stream?.frames).toHaveLength(2);
    expect(region).toBe('eu-west-1');
  });

  it('asks for a stream where the call did, and says that an answer was cut off', () => {
    const flags = [{ kind: 'cut-off', count: 1, names: [] }] as const;
    const exchange = exchangeOf({ operation: 'ConverseStream', flags });
    const whole = { exchange, request: utf8('{"messages":[]}'), response: utf8('') };
    const { input, answer } = exchangeSubject(keptExchange(whole), 'us-east-1');
    expect(JSON.parse(input?.text ?? '')).toEqual({
      operation: 'ConverseStream',
      modelId: 'm',
      messages: [],
    });
    expect(answer?.error).toBe('an answer that was cut off');
  });

  const asked = (part: Parameters<typeof exchangeOf>[0], request: object) =>
    keptExchange({
      exchange: exchangeOf(part),
      request: utf8(JSON.stringify(request)),
      response: utf8('{}'),
    });
  const client = asked(
    {
      id: 'c1',
      side: 'client',
      dialect: 'openai-chat',
      model: 'support-bot',
      path: '/v1/chat/completions',
      requestHeaders: [
        ['authorization', 'Bearer sk-1'],
        ['x-litellm-tags', 'team-a'],
        ['x-litellm-api-key', 'sk-2'],
      ],
    },
    { model: 'support-bot', messages: [], stream_chunk_size: 64 },
  );
  const attempt = (id: string, part: Parameters<typeof exchangeOf>[0]) =>
    asked(
      {
        id,
        model: 'm',
        cause: { client: 'c1', evidence: 'stamp' },
        startedAt: Date.UTC(2026, 10, 26) + 40,
        ...part,
      },
      { messages: [] },
    );

  it.each([
    ['1.87, 1.89', 'litellm-1.89', { model: 'bedrock/converse/m', messages: [], stream_chunk_size: 64 }],
    ['', 'litellm-latest', { modelId: 'm', messages: [] }],
    [null, 'litellm-latest', { modelId: 'm', messages: [] }],
  ] as const)(
    'of a client’s call whose body %s sends has the client’s request where that explains it',
    (release, profile, text) => {
      const attempts = [
        attempt('b1', { release, status: 400, error: 'ValidationException', failure: 'No.' }),
        attempt('b2', { release, model: 'n' }),
      ];
      const { input, calls } = exchangeSubject(attempts[0] ?? client, 'us-east-1', { client, attempts });
      expect(input?.profile).toBe(profile);
      expect(JSON.parse(input?.text ?? '')).toEqual(text);
      expect(calls.map(({ role, offsetMs, evidence }) => [role, offsetMs, evidence])).toEqual([
        ['', 0, null],
        ['attempt 1', 40, 'stamp'],
        ['fallback', 40, 'stamp'],
      ]);
      expect(calls[0]).toMatchObject({ headers: ['x-litellm-tags: team-a'], model: 'support-bot' });
      expect(calls[1]).toMatchObject({ status: 400, error: 'ValidationException', message: 'No.' });
      expect(calls[1]?.body).toBe('{"messages":[]}');
    },
  );

  it('of a client’s call that nothing is joined with has what was asked', () => {
    const { input, calls } = exchangeSubject(client, 'us-east-1');
    expect(input).toBeNull();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toContain('stream_chunk_size');
    expect(exchangeSubject(attempt('b1', {}), 'us-east-1').calls).toEqual([]);
  });

  it('has a refusal in its own words, and no request where it cannot be one of Bedrock’s', () => {
    const refused = exchangeOf({ status: 400, error: 'ValidationException', failure: 'No.', side: 'client' });
    const whole = { exchange: refused, request: utf8('no JSON'), response: utf8('{"message":"No."}') };
    const { input, answer, stream } = exchangeSubject(keptExchange(whole), 'us-east-1');
    expect([input, stream]).toEqual([null, null]);
    expect(answer).toMatchObject({ status: 400, error: 'ValidationException', message: 'No.' });
  });
});
