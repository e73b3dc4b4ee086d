import type { Flag, FlagKind } from '../../shared/capture/exchange.ts';

/** What breaks a call, what changes or delays it, what informs. */
const ORDER: Readonly<Record<FlagKind, number>> = {
  leaked: 0,
  refused: 1,
  'cut-off': 2,
  damaged: 3,
  lost: 4,
  fault: 5,
  stalled: 6,
  burst: 7,
  unexplained: 8,
  altered: 9,
  held: 10,
  retried: 11,
  fallback: 12,
};

/** The gravest first: a narrow column cuts the last ones off. */
export const gravestFirst = (flags: readonly Flag[]): readonly Flag[] =>
  [...flags].sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
