import { lookUp } from '../json/look-up.ts';
import { type Release, readByRelease } from '../pipeline/releases/release.ts';
import litellm87 from './generated/prices-1.87.0.json';
import litellm90 from './generated/prices-1.90.0.json';
import litellm109 from './generated/prices-1.109.1.json';

/** US dollars for a million tokens, as a LiteLLM release's cost map has them; null where it has none. */
export interface Prices {
  readonly input: number;
  readonly output: number | null;
  /** Writing to the cache for five minutes and for an hour, reading from it. */
  readonly write: number | null;
  readonly writeHour: number | null;
  readonly read: number | null;
}

const table = readByRelease(
  { '1.87.0': litellm87, '1.90.0': litellm90, '1.109.1': litellm109 },
  ({ models }): Readonly<Record<string, readonly (number | null)[]>> => models,
);

/** What a model costs by the cost map of a release; null where the map does not price it. Source: `oracle/prices.py`. */
export function pricesOf(release: Release, modelId: string): Prices | null {
  const row = lookUp(table(release), modelId);
  const [input, output = null, write = null, read = null, writeHour = null] = row ?? [];
  return input === undefined || input === null ? null : { input, output, write, writeHour, read };
}
