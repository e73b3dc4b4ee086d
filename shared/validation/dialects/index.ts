import type { DialectId } from '../families/family.ts';
import { anthropic } from './anthropic.ts';
import type { Dialect } from './dialect.ts';
import { everit, type Joining } from './everit.ts';
import { malformed, opaque } from './opaque.ts';
import { serde } from './serde.ts';

/** Choices where the reports disagree about today's wording. */
export interface Wording {
  /** How the JSON Schema form joins several violations; `concatenated` unless told. */
  readonly joining?: Joining;
  /** Whether its closing phrase says "please"; true unless told. */
  readonly please?: boolean;
}

export function dialectFor(id: DialectId, wording: Wording): Dialect {
  if (id === 'everit') return everit(wording.joining, wording.please);
  if (id === 'everit-bare') return everit(wording.joining ?? 'bare', wording.please);
  // Sightings on Nova Reel list their violations and drop the word "please".
  if (id === 'everit-listed') return everit(wording.joining ?? 'listed', wording.please ?? false);
  return { anthropic, malformed, opaque, serde }[id];
}
