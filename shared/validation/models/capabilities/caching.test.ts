import { expect, test } from 'vitest';
import { capabilitiesOf } from './index.ts';

// Shortest prefixes that recordings show written to the cache or read from it, in tokens: what was read before
// the part that was written counts too, so that a write of 236 tokens behind 1,712 is one of 1,948.
const CACHED: readonly (readonly [string, number])[] = [
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 1322],
  ['anthropic.claude-haiku-4-5-20251001-v1:0', 7351],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', 18_131],
  ['amazon.nova-lite-v1:0', 1298],
  ['amazon.nova-pro-v1:0', 1505],
];

test.each(CACHED)('%s caches a prefix of %i tokens, as recorded', (base, tokens) => {
  expect(capabilitiesOf(base)?.row.caching?.is?.leastTokens).toBeLessThanOrEqual(tokens);
});
