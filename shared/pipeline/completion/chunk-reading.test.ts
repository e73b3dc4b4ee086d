import { describe, expect, it } from 'vitest';
import { isObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import type { Api } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const CLAUDE = 'anthropic.claude-3-5-sonnet-20240620-v1:0';

/** What is said of the size as a client writes it, or how the call ends. */
function told(size: string, release: string, route = 'converse', stream = true, api: Api = 'chat'): string {
  const text = `{"model": "bedrock/${route}/${CLAUDE}", "messages": [{"role": "user", "content": "a"}], "max_tokens": 9,
    "stream": ${stream}, "stream_chunk_size": ${size}}`;
  const request = readJson(text);
  if (!isObject(request)) throw new Error('no object');
  const result = transform({ api, request, profile: `litellm-${release}` as ProfileId });
  if (result.kind !== 'outgoing') return `${result.kind}: ${result.error.message}`;
  const found = result.ledger.entries.find(({ from }) => from.includes('/stream_chunk_size'));
  return found?.rule.id.replace('filter.stream-chunk-size', 'size') ?? 'nothing';
}

describe('a stream_chunk_size that httpx fails on', () => {
  const KINDS = [
    ['"64"', 'size-no-number'],
    ['""', 'size-no-number'],
    ['[]', 'size-no-number'],
    ['{}', 'size-no-number'],
    ['0', 'size-zero'],
    ['false', 'size-zero'],
    ['-1', 'size-negative'],
    ['1.5', 'size-fraction'],
    ['64.0', 'size-fraction'],
    ['0.0', 'size-fraction'],
    ['64', 'size-converse'],
    ['true', 'size-converse'],
    ['100000000000000000000', 'size-converse'],
  ] as const;

  it.each(KINDS)('%s on Converse before 1.104: %s', (size, rule) => {
    for (const release of ['1.87.0', '1.90.0', '1.95.1', '1.100.3']) expect(told(size, release)).toBe(rule);
  });

  it('is said to leave an answer whole that is shorter than a fraction', () => {
    const request = {
      model: `bedrock/converse/${CLAUDE}`,
      messages: [],
      stream: true,
      stream_chunk_size: 1e6 + 0.5,
    };
    const { ledger } = transform({ api: 'chat', request, profile: 'litellm-1.95.1' as ProfileId });
    const found = ledger.entries.find(({ from }) => from.includes('/stream_chunk_size'));
    expect(found?.rule.text).toContain('a shorter answer comes whole, at its end');
  });

  it('is said of calls by the messages API to Converse, too', () => {
    expect(told('0', '1.100.3', 'converse', true, 'messages')).toBe('size-zero');
  });

  it('is one of streams only', () => {
    expect(told('"64"', '1.87.0', 'converse', false)).toBe('size-converse');
  });

  it('is none on invoke, where the size is not looked at', () => {
    expect(told('"64"', '1.100.3', 'invoke')).toBe('size');
  });

  it('is one on invoke, too, in 1.104, which looks for a whole number first', () => {
    for (const route of ['invoke', 'converse']) {
      expect(told('0', '1.104.5', route)).toBe('size-zero');
      expect(told('-5', '1.104.5', route)).toBe('size-negative');
      expect(told('"64"', '1.104.5', route)).toBe(
        "refused: BedrockException - Invalid stream_chunk_size='64'. Expected int.",
      );
      expect(told('64.0', '1.104.5', route)).toMatch(/^refused: .*=64.0\. Expected int/);
      expect(told('true', '1.104.5', route)).toMatch(/^refused: .*=True\. Expected int/);
      expect(told('"64"', '1.104.5', route, false)).toBe('filter.internal');
    }
  });

  it('is refused with words of its own since 1.105', () => {
    expect(told('0', '1.105.0')).toMatch(
      /^refused: Invalid stream_chunk_size=0: expected a positive integer/,
    );
  });
});
