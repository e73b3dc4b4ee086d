import { createHash } from 'node:crypto';
import type { Estimate } from '../../../shared/tokens/estimate.ts';
import type { PromptPart, Ttl } from '../../../shared/tokens/prompt.ts';

/** Input tokens as a model with prompt caching counts them. */
export interface CacheUsage {
  readonly read: number;
  readonly write: number;
  /** What was written, by how long it lives. */
  readonly written: Readonly<Record<Ttl, number>>;
}

export const NOTHING_CACHED: CacheUsage = { read: 0, write: 0, written: { '5m': 0, '1h': 0 } };

const LIFETIME_MS: Readonly<Record<Ttl, number>> = { '5m': 5 * 60_000, '1h': 60 * 60_000 };
const MOST_PREFIXES = 5_000;

interface Entry {
  readonly lifetimeMs: number;
  expiresAt: number;
}

/** The digest of the prompt up to and with each part. */
function digests(scope: string, parts: readonly PromptPart[]): readonly string[] {
  const hash = createHash('sha256').update(scope);
  return parts.map((part) => {
    if (part.kind !== 'cache-point') hash.update(JSON.stringify(part));
    return hash.copy().digest('base64');
  });
}

/**
 * The prompt prefixes that requests have marked with cache points, for as long as they live. A
 * prefix is written up to each cache point that is long enough, and read up to the longest one that
 * an earlier request wrote (AWS page "Prompt caching for faster model inference").
 */
export class PromptCache {
  readonly #entries = new Map<string, Entry>();

  #alive(digest: string, now: number): Entry | null {
    const entry = this.#entries.get(digest);
    return entry && entry.expiresAt > now ? entry : null;
  }

  #write(digest: string, ttl: Ttl, now: number): void {
    if (this.#entries.size >= MOST_PREFIXES) {
      const [oldest] = this.#entries.keys();
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    const lifetimeMs = LIFETIME_MS[ttl];
    this.#entries.set(digest, { lifetimeMs, expiresAt: now + lifetimeMs });
  }

  /**
   * What a request reads and writes. `scope` keeps models apart, `leastTokens` is the shortest prefix
   * that the model caches, `now` is in milliseconds since 1970.
   */
  use(
    scope: string,
    parts: readonly PromptPart[],
    { prefixes }: Pick<Estimate, 'prefixes'>,
    leastTokens: number,
    now: number,
  ): CacheUsage {
    const tokensAt = (i: number): number => prefixes[i]?.tokens ?? 0;
    const points = parts.flatMap((part, i) =>
      part.kind === 'cache-point' && tokensAt(i) >= leastTokens ? [{ at: i, ttl: part.ttl }] : [],
    );
    const last = points[points.length - 1];
    if (!last) return NOTHING_CACHED;
    const digest = digests(scope, parts);
    let hit = last.at;
    while (hit >= 0 && !this.#alive(digest[hit] as string, now)) hit -= 1;
    const entry = hit >= 0 ? this.#alive(digest[hit] as string, now) : null;
    if (entry) entry.expiresAt = now + entry.lifetimeMs;
    const read = entry ? tokensAt(hit) : 0;
    const written: Record<Ttl, number> = { '5m': 0, '1h': 0 };
    let from = read;
    for (const { at, ttl } of points) {
      if (tokensAt(at) <= from) continue;
      written[ttl] += tokensAt(at) - from;
      from = tokensAt(at);
      this.#write(digest[at] as string, ttl, now);
    }
    return { read, write: from - read, written };
  }
}
