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

  it('has a refusal in its own words, and no request where it cannot be one of Bedrock’s', () => {
    const refused = exchangeOf({ status: 400, error: 'ValidationException', failure: 'No.', side: 'client' });
    const whole = { exchange: refused, request: utf8('no JSON'), response: utf8('{"message":"No."}') };
    const { input, answer, stream } = exchangeSubject(keptExchange(whole), 'us-east-1');
    expect([input, stream]).toEqual([null, null]);
    expect(answer).toMatchObject({ status: 400, error: 'ValidationException', message: 'No.' });
  });
});
