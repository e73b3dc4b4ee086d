import { remembered } from '../../../text/remembered.ts';
import { KNOWN_MODELS } from '../known.ts';
import type { Capabilities } from './capability.ts';
import { CHAT_MODELS } from './chat-models.ts';
import { CLAUDE } from './claude.ts';
import { EMBEDDINGS } from './embeddings.ts';
import { nearestRelative } from './nearest.ts';
import { asRelative } from './relative.ts';

/** One row a generation; the first that fits a model counts. */
export const CAPABILITIES: readonly Capabilities[] = [...CLAUDE, ...CHAT_MODELS, ...EMBEDDINGS];

/** A row, and whether it is a relative's. */
export interface Known {
  readonly row: Capabilities;
  /** The model whose rules were taken, where no row fits; else null. */
  readonly nearest: string | null;
}

// `:24k` and the like name a context window of the same model.
const isListed = (base: string): boolean => KNOWN_MODELS.has(base.replace(/:\d+k$/, ''));

function find(base: string): Known | null {
  const row = CAPABILITIES.find(({ models }) => models.test(base));
  // A pattern takes in models to come; of those that no list has, what its kind may have gained is only likely.
  if (row) return { row: isListed(base) ? row : asRelative(row), nearest: null };
  const relative = nearestRelative(base, CAPABILITIES);
  return relative ? { row: asRelative(relative), nearest: relative.example } : null;
}

/**
 * What a model takes now.
 * @param base foundation model id without geography prefix
 * @returns null where neither the model nor a relative is known
 */
export const capabilitiesOf = remembered(find);
