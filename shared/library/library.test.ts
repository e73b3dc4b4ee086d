import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../bytes/base64.ts';
import bursts from '../samples/recordings/bursts.json' with { type: 'json' };
import { decode, retime, transform, validate } from './index.ts';

const request = {
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [{ role: 'user', content: 'hi' }],
  max_tokens: 5,
};

describe('transform', () => {
  it.each([
    ['a call of chat completions', request, { operation: 'InvokeModel', path: /\/invoke$/ }],
    ['its stream', { ...request, stream: true }, { operation: 'InvokeModelWithResponseStream' }],
    ['a call of the responses API', { model: request.model, input: 'hi' }, { operation: 'InvokeModel' }],
    ['embeddings', { model: 'bedrock/amazon.titan-embed-text-v2:0', input: ['a', 'b'] }, { more: [{}] }],
    [
      'a call to Bedrock itself',
      { modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text: 'hi' }] }] },
      { operation: 'Converse', modelId: 'amazon.nova-lite-v1:0' },
    ],
  ])('tells what is sent for %s', (_, given, { path, more, ...expected }: Record<string, unknown>) => {
    const sent = transform(given, { profile: 'litellm-1.109' });
    expect(sent).toMatchObject({ kind: 'outgoing', ...expected });
    if (sent.kind !== 'outgoing') return;
    if (path) expect(sent.path).toMatch(path as RegExp);
    if (more) expect(sent.more).toHaveLength((more as readonly object[]).length);
    expect(JSON.parse(sent.text)).toEqual(sent.body);
  });

  it('keeps the numbers of a text as they are written', () => {
    const text = JSON.stringify(request).replace('"max_tokens":5', '"max_tokens":5,"temperature":1e-1');
    const sent = transform(text, { profile: 'litellm-1.109' });
    expect(sent.kind === 'outgoing' && sent.text).toContain('0.1');
  });

  it.each([
    ['no JSON', '{', 'invalid'],
    ['no object', '[]', 'invalid'],
    ['no model', '{}', 'invalid'],
    ['a parameter that the release refuses', { ...request, frequency_penalty: 1 }, 'refused'],
  ])('says why nothing is sent: %s', (_, given, kind) => {
    const nothing = transform(given, { profile: 'litellm-1.109' });
    expect(nothing.kind).toBe(kind);
    expect(nothing.kind !== 'outgoing' && nothing.error.message.length).toBeGreaterThan(5);
  });

  it('takes route and settings, and names a profile that is none', () => {
    const options = { profile: 'litellm-1.109', route: 'converse', dropParams: true } as const;
    expect(transform({ ...request, frequency_penalty: 1 }, options)).toMatchObject({ operation: 'Converse' });
    expect(() => transform(request, { profile: 'gpt' })).toThrow(/profile is a LiteLLM release.*"gpt"/);
  });
});

describe('validate', () => {
  it('judges a body as a value or as text, on a day', () => {
    const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 5, messages: [], top_j: 1 };
    const asked = { operation: 'InvokeModel', modelId: 'anthropic.claude-3-haiku-20240307-v1:0' } as const;
    const verdict = validate({ ...asked, body, asOf: '2025-01-01' });
    expect(verdict).toMatchObject({ kind: 'refused', status: 400 });
    expect(validate({ ...asked, body: JSON.stringify(body), asOf: '2025-01-01' }).message).toBe(
      verdict.message,
    );
    expect(() => validate({ ...asked, operation: 'Invoke' as 'InvokeModel', body })).toThrow(
      /one of InvokeModel/,
    );
  });
});

describe('decode and retime', () => {
  const { frames, reads, endMs } = bursts.recording;
  const whole = Uint8Array.from(frames.flatMap(({ bytes }) => [...fromBase64(bytes)]));
  let at = 0;
  const pieces = reads.map(({ bytes, atMs }) => {
    at += bytes;
    return { bytes: whole.subarray(at - bytes, at), atMs };
  });

  it('give the frames of a stream, whole or in the pieces that it came in, and when they show', () => {
    const decoded = decode(pieces);
    expect(decoded.end).toEqual({ kind: 'complete', bytes: whole.length });
    expect(decoded.frames.map(({ arrivalMs }) => arrivalMs)).toEqual(
      frames.map(({ arrivalMs }) => arrivalMs),
    );
    expect(decode(whole).frames.map(({ deltas }) => deltas)).toEqual(frames.map(({ deltas }) => deltas));
    const [fine, coarse] = [null, 4096].map((size) => retime(decoded, size, endMs));
    expect(fine?.deliveries).toBeGreaterThan(coarse?.deliveries ?? 0);
    expect(() => retime(decoded, 0)).toThrow(/chunkSize/);
  });

  it('tell of bytes that are no event stream', () => {
    expect(decode(new TextEncoder().encode('<html>no</html>')).end.kind).toBe('failed');
    expect(decode(whole.subarray(0, 100)).end.kind).toBe('truncated');
  });
});
