import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../shared/eventstream/encoder.ts';
import { type Ran, runStrata } from './testing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'strata-response-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const strata = (...args: readonly string[]): Promise<Ran> => runStrata(args);

const text = (value: string) => ({ type: 'string', value }) as const;
const frame = (name: string, payload: object): Uint8Array =>
  encodeFrame(
    { ':event-type': text(name), ':message-type': text('event') },
    new TextEncoder().encode(JSON.stringify(payload)),
  );

const file = (name: string, content: string | Uint8Array): string => {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
};

const MODEL = 'bedrock/converse/us.amazon.nova-pro-v1:0';
const messages = [{ role: 'user', content: 'Hi' }];

describe('response', () => {
  it('says what the caller of a stream gets, and what not', async () => {
    const request = file('request.json', JSON.stringify({ model: MODEL, messages, stream: true }));
    const answer = file(
      'answer.bin',
      Buffer.concat([
        frame('messageStart', { role: 'assistant' }),
        frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hello' } }),
        frame('messageStop', { stopReason: 'max_tokens' }),
        frame('metadata', { usage: { inputTokens: 3, outputTokens: 1, totalTokens: 4 } }),
      ]),
    );
    const { code, out } = await strata('response', '--request', request, answer);
    expect(code).toBe(0);
    const { events, losses } = JSON.parse(out) as {
      events: { value: unknown }[];
      losses: { what: string }[];
    };
    expect(events.map(({ value }) => value)).toEqual([
      { choices: [{ index: 0, delta: { content: 'Hello', role: 'assistant' } }] },
      { choices: [{ finish_reason: 'length', index: 0, delta: {} }] },
    ]);
    expect(losses.map(({ what }) => what)).toEqual(['usage']);
  });

  it('reads a whole answer in the form of the call', async () => {
    const request = file('messages.json', JSON.stringify({ model: MODEL, messages, max_tokens: 9 }));
    const message = { role: 'assistant', content: [{ text: 'Hello' }] };
    const usage = { inputTokens: 3, outputTokens: 1, totalTokens: 4 };
    const answer = file(
      'answer.json',
      JSON.stringify({ output: { message }, stopReason: 'end_turn', usage }),
    );
    const { out } = await strata('response', '--api', 'messages', '--request', request, answer);
    expect(JSON.parse(out)).toMatchObject({
      value: { content: [{ type: 'text', text: 'Hello' }], stop_reason: 'end_turn' },
    });
  });

  it('tells a request or an error in place of the answer', async () => {
    const asked = { model: MODEL, messages };
    const request = file('asked.json', JSON.stringify(asked));
    const error = file('error.json', JSON.stringify({ message: 'Too many tokens' }));
    const told = await Promise.all(
      [request, error].map((at) => strata('response', '--request', request, at)),
    );
    expect(told.map(({ code, out }) => [code, out])).toEqual([
      [2, ''],
      [2, ''],
    ]);
    expect(told[0]?.err).toContain('This is a request, not an answer.');
    expect(told[1]?.err).toContain('“Too many tokens”');
  });

  it('names what is missing or cannot be read', async () => {
    const request = file('plain.json', JSON.stringify({ model: MODEL, messages }));
    const nothing = file('nothing.txt', 'no answer');
    expect((await strata('response', nothing)).err).toContain('--request FILE is missing');
    expect(await strata('response', '--request', request, nothing)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no JSON object and no event stream') as string,
    });
  });
});
