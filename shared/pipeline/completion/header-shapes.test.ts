import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { EntryId } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const CLAUDE = 'anthropic.claude-3-5-sonnet-20240620-v1:0';
const messages = [{ role: 'user', content: 'Hi' }];

/** A call of each way, by its name. */
const CALLS = {
  converse: { api: 'chat', request: { model: `bedrock/converse/${CLAUDE}`, messages } },
  invoke: { api: 'chat', request: { model: 'bedrock/invoke/meta.llama3-8b-instruct-v1:0', messages } },
  messages: { api: 'messages', request: { model: `bedrock/invoke/${CLAUDE}`, messages, max_tokens: 9 } },
  embeddings: { api: 'chat', request: { model: 'bedrock/amazon.titan-embed-text-v2:0', input: 'a' } },
  rerank: {
    api: 'chat',
    request: { model: 'bedrock/amazon.rerank-v1:0', query: 'q', documents: ['a'] },
  },
  images: { api: 'chat', request: { model: 'bedrock/amazon.nova-canvas-v1:0', prompt: 'x' } },
} as const;
type Way = keyof typeof CALLS;
const ENTRIES: readonly string[] = ['embeddings', 'rerank', 'images'];

/** The headers that are sent of `a` and `A`, or how the call ends. */
function sent(way: Way, more: JsonObject, release: string): JsonObject | string {
  const { api, request } = CALLS[way];
  const entry = ENTRIES.includes(way) ? { entry: way as EntryId } : {};
  const profile: ProfileId = `litellm-${release}` as ProfileId;
  const result = transform({ api, ...entry, request: { ...request, ...more }, profile });
  return result.kind === 'outgoing' ? result.outgoing.headers : `${result.kind} ${result.error.type}`;
}

describe('a header that is no text', () => {
  it.each<Way>(['converse', 'invoke', 'messages', 'embeddings', 'rerank'])('ends a call: %s', (way) => {
    for (const value of [1, true, ['x'], { b: 1 }])
      for (const key of ['headers', 'extra_headers'])
        for (const release of ['1.87.0', '1.100.3', '1.110.2'])
          expect(sent(way, { [key]: { a: value } }, release), `${key} ${release}`).toMatch(/^crashed/);
  });

  it.each<Way>(['converse', 'invoke', 'messages'])('for one provider ends a call, too: %s', (way) => {
    const given = (a: null | number) => ({
      provider_specific_header: { custom_llm_provider: 'bedrock', extra_headers: { a } },
    });
    expect(sent(way, given(1), '1.110.2')).toMatch(/^crashed/);
    expect(sent(way, given(null), '1.110.2')).toEqual({});
  });

  it.each<Way>(['converse', 'invoke', 'messages', 'embeddings', 'rerank'])(
    'counts only where nothing wins over it: %s',
    (way) => {
      const given = { headers: { a: 1 }, extra_headers: { a: 'x' } };
      expect(sent(way, given, '1.110.2')).toEqual({ a: 'x' });
    },
  );

  it('is beaten by another spelling on Converse, not on invoke', () => {
    const given = { headers: { A: 1 }, extra_headers: { a: 'x' } };
    expect(sent('converse', given, '1.110.2')).toEqual({ a: 'x' });
    expect(sent('invoke', given, '1.110.2')).toMatch(/^crashed/);
    expect(sent('messages', given, '1.110.2')).toMatch(/^crashed/);
  });

  it('is left out of the betas of a messages call since 1.109', () => {
    const given = { extra_headers: { 'Anthropic-Beta': 1 } };
    expect(sent('messages', given, '1.106.12')).toMatch(/^crashed/);
    expect(sent('messages', given, '1.109.1')).toEqual({});
  });

  it('is never looked at for an image, and null stops a rerank before 1.100', () => {
    expect(sent('images', { extra_headers: { a: 1 }, headers: { a: 1 } }, '1.87.0')).toEqual({});
    expect(sent('rerank', { extra_headers: { a: null } }, '1.95.1')).toMatch(/^crashed/);
    expect(sent('rerank', { extra_headers: { a: null } }, '1.100.0')).toEqual({});
    expect(sent('embeddings', { extra_headers: { a: null } }, '1.87.0')).toEqual({});
  });
});

describe('headers that cannot be written', () => {
  it.each<JsonObject>([{ a: ' ' }, { a: 'é' }, { a: 'x\ny' }, { '': 'x' }, { 'a b': 'x' }])(
    'end embeddings and reranks: %j',
    (extra_headers) => {
      expect(sent('embeddings', { extra_headers }, '1.87.0')).toMatch(/^crashed/);
      expect(sent('rerank', { extra_headers }, '1.110.2')).toMatch(/^crashed/);
    },
  );
});

describe('headers that are no object', () => {
  const pairs = { extra_headers: [['a', '1']] };

  it.each<[Way, string, string]>([
    ['converse', '1.98.1', '1.99.0'],
    ['invoke', '1.98.1', '1.99.0'],
    ['embeddings', '1.108.14', '1.109.0'],
  ])('but pairs are taken on %s, not in %s, since %s', (way, before, since) => {
    expect(sent(way, pairs, before)).toMatch(/^crashed/);
    expect(sent(way, pairs, since)).toEqual({ a: '1' });
    expect(sent(way, { headers: [['a', 'z'], 'aw'] }, since)).toEqual({ a: 'w' });
  });

  it('but pairs are taken by the messages API up to 1.108, never by a rerank, and unseen by an image', () => {
    expect(sent('messages', pairs, '1.108.0')).toEqual({ a: '1' });
    expect(sent('messages', pairs, '1.109.0')).toBe('crashed AttributeError');
    expect(sent('rerank', pairs, '1.110.2')).toMatch(/^crashed/);
    expect(sent('images', pairs, '1.110.2')).toEqual({});
  });

  it('are merged as pairs into headers that are an object in every release', () => {
    expect(sent('converse', { headers: { a: 'y' }, ...pairs }, '1.87.0')).toEqual({ a: '1' });
  });

  it('are refused by embeddings since 1.109, unless parameters may be dropped', () => {
    expect(sent('embeddings', { headers: 'a' }, '1.110.2')).toBe('refused UnsupportedParamsError');
    expect(sent('embeddings', { headers: 'a', drop_params: true }, '1.110.2')).toEqual({});
    expect(sent('embeddings', { headers: 'a', drop_params: true }, '1.106.12')).toMatch(/^crashed/);
  });

  it.each<[Way, string, string]>([
    ['converse', 'crashed AttributeError', 'crashed TypeError'],
    ['embeddings', 'crashed AttributeError', '{}'],
    ['messages', '{}', '{}'],
    ['rerank', '{}', '{}'],
    ['images', 'crashed APIConnectionError', 'crashed APIConnectionError'],
  ])('but 0: %s in 1.87.0 %s, in 1.110.2 %s', (way, before, now) => {
    const shown = (release: string) => {
      const outcome = sent(way, { extra_headers: 0 }, release);
      return typeof outcome === 'string' ? outcome : JSON.stringify(outcome);
    };
    expect([shown('1.87.0'), shown('1.110.2')]).toEqual([before, now]);
  });

  it('names the exceptions of Python: texts and lists of another length are a ValueError', () => {
    expect(sent('converse', { headers: 'a' }, '1.110.2')).toBe('crashed ValueError');
    expect(sent('converse', { headers: [{ a: 'b' }] }, '1.110.2')).toBe('crashed ValueError');
    expect(sent('converse', { headers: [null] }, '1.110.2')).toBe('crashed TypeError');
  });
});
