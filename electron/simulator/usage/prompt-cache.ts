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

/** A prompt that a request marked with cache points: what the cache needs to know of it, and nothing of its text. */
export interface MarkedPrompt {
  /** The digest of the prompt up to and with each part, as far as the last point. */
  readonly digests: readonly string[];
  /** Its tokens up to and with each of these parts. */
  readonly tokens: readonly number[];
  /** The points after prefixes that are long enough: behind which part they stand, and how long they live. */
  readonly points: readonly { readonly at: number; readonly ttl: Ttl }[];
}

/**
 * What the cache needs to know of a prompt; null where it has no point that counts. `scope` keeps models apart,
 * `leastTokens` is the shortest prefix that the model caches.
 */
export function markedPrompt(
  scope: string,
  parts: readonly PromptPart[],
  { prefixes }: Pick<Estimate, 'prefixes'>,
  leastTokens: number,
): MarkedPrompt | null {
  const tokens = prefixes.map((prefix) => prefix.tokens);
  const points = parts.flatMap((part, at) =>
    part.kind === 'cache-point' && (tokens[at] ?? 0) >= leastTokens ? [{ at, ttl: part.ttl }] : [],
  );
  const last = points.at(-1);
  if (!last) return null;
  const hash = createHash('sha256').update(scope);
  const digests = parts.slice(0, last.at + 1).map((part) => {
    if (part.kind !== 'cache-point') hash.update(JSON.stringify(part));
    return hash.copy().digest('base64');
  });
  return { digests, tokens: tokens.slice(0, last.at + 1), points };
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

  /** What a request reads and writes. `now` is in milliseconds since 1970. */
  use({ digests, tokens, points }: MarkedPrompt, now: number): CacheUsage {
    let hit = digests.length - 1;
    while (hit >= 0 && !this.#alive(digests[hit] as string, now)) hit -= 1;
    const entry = hit >= 0 ? this.#alive(digests[hit] as string, now) : null;
    if (entry) entry.expiresAt = now + entry.lifetimeMs;
    const read = entry ? (tokens[hit] ?? 0) : 0;
    const written: Record<Ttl, number> = { '5m': 0, '1h': 0 };
    let from = read;
    for (const { at, ttl } of points) {
      const reached = tokens[at] ?? 0;
      if (reached <= from) continue;
      written[ttl] += reached - from;
      from = reached;
      this.#write(digests[at] as string, ttl, now);
    }
    return { read, write: from - read, written };
  }
}
