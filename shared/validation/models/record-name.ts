import { familyOf } from '../families/index.ts';
import { capabilitiesOf } from './capabilities/index.ts';

/**
 * The name that recorded bodies are counted under: Claude's generation, for others the family; undefined
 * where neither is known.
 * @param base foundation model id without geography prefix
 */
export function recordName(base: string): string | undefined {
  const known = base.startsWith('anthropic.') ? capabilitiesOf(base) : null;
  return known && known.nearest === null ? known.row.generation : familyOf(base)?.id;
}
