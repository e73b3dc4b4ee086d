import { describe, expect, it } from 'vitest';
import type { PromptPart } from '../../../shared/tokens/prompt.ts';
import { markedPrompt, NOTHING_CACHED, PromptCache } from './prompt-cache.ts';

const text = (value: string): PromptPart => ({ kind: 'text', text: value });
const point = (ttl: '5m' | '1h' = '5m'): PromptPart => ({ kind: 'cache-point', ttl });
/** Each part costs a thousand tokens, a cache point none. */
const estimate = (parts: readonly PromptPart[]) => {
  let tokens = 0;
  return {
    prefixes: parts.map(({ kind }, i) => {
      tokens += kind === 'cache-point' ? 0 : 1000;
      return { parts: i + 1, tokens };
    }),
  };
};
const use = (cache: PromptCache, parts: readonly PromptPart[], now = 0, least = 1000, scope = 'm') => {
  const marked = markedPrompt(scope, parts, estimate(parts), least);
  return marked ? cache.use(marked, now) : NOTHING_CACHED;
};
const MINUTE = 60_000;

describe('the prompt cache', () => {
  it('writes up to the cache point, then reads it', () => {
    const cache = new PromptCache();
    const parts = [text('a'), point(), text('b')];
    expect(use(cache, parts)).toMatchObject({ read: 0, write: 1000 });
    expect(use(cache, [text('a'), point(), text('other')])).toMatchObject({ read: 1000, write: 0 });
    expect(use(cache, [text('x'), point()])).toMatchObject({ read: 0, write: 1000 });
  });

  it('caches nothing below the least length of the model', () => {
    const cache = new PromptCache();
    const parts = [text('a'), point()];
    expect(use(cache, parts, 0, 1024)).toMatchObject({ read: 0, write: 0 });
    expect(use(cache, parts, 0, 1024)).toMatchObject({ read: 0, write: 0 });
  });

  it('reads the longest prefix of a conversation that grows and writes the rest', () => {
    const cache = new PromptCache();
    use(cache, [text('a'), text('b'), point()]);
    expect(use(cache, [text('a'), text('b'), text('c'), point()])).toMatchObject({ read: 2000, write: 1000 });
    expect(use(cache, [text('a'), text('b'), text('c'), point()])).toMatchObject({ read: 3000, write: 0 });
  });

  it('forgets after five minutes without a reader, or an hour', () => {
    const cache = new PromptCache();
    const short = [text('a'), point()];
    use(cache, short);
    expect(use(cache, short, 4 * MINUTE).read).toBe(1000);
    expect(use(cache, short, 8 * MINUTE).read).toBe(1000);
    expect(use(cache, short, 14 * MINUTE)).toMatchObject({ read: 0, write: 1000 });
    const long = [text('b'), point('1h')];
    expect(use(cache, long).written).toEqual({ '5m': 0, '1h': 1000 });
    expect(use(cache, long, 50 * MINUTE).read).toBe(1000);
  });

  it('counts what was written by its lifetime', () => {
    const parts = [text('a'), point('1h'), text('b'), point()];
    expect(use(new PromptCache(), parts).written).toEqual({ '5m': 1000, '1h': 1000 });
  });

  it('keeps models apart', () => {
    const cache = new PromptCache();
    use(cache, [text('a'), point()]);
    expect(use(cache, [text('a'), point()], 0, 1000, 'other').read).toBe(0);
  });
});
