import type { Context } from './context.ts';

/** What a request's input costs in US dollars: the first time, when the cache is written, and again while it lives. */
export function inputCost({
  total,
  segments,
  points,
  prices,
}: Context): { readonly first: number; readonly again: number } | null {
  if (!prices) return null;
  const cached = segments.reduce((sum, segment) => sum + segment.cached, 0);
  const rest = Math.max(0, total - cached);
  const hour = points.some(({ ttl, works }) => works && ttl === '1h');
  const write = (hour ? prices.writeHour : null) ?? prices.write ?? prices.input;
  const read = prices.read ?? prices.input;
  const million = 1_000_000;
  return {
    first: (cached * write + rest * prices.input) / million,
    again: (cached * read + rest * prices.input) / million,
  };
}
