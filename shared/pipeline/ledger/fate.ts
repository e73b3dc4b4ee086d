import type { Pointer } from '../../json/pointer.ts';

/** What became of one value of the incoming request, or where one value of the outgoing body is from. */
export type Fate =
  | 'kept'
  | 'renamed'
  | 'mapped'
  | 'moved'
  | 'consumed'
  | 'dropped'
  | 'refused'
  | 'leaked'
  | 'added';

/** One sentence per fate, as shown in legends and tooltips. */
export const FATES: Readonly<Record<Fate, string>> = {
  kept: 'Sent under the same key with the same value.',
  renamed: 'The same value, sent under another key.',
  mapped: 'The value was converted on its way into the body.',
  moved: 'Left the body: it became part of the URL path or a header.',
  consumed: 'Used on the client side and rightly not sent.',
  dropped: 'Set by the caller, not sent, and no error said so: a silent loss.',
  refused: 'LiteLLM refuses the whole request because of it.',
  leaked: 'An internal or unknown key that reached the body.',
  added: 'Not from the caller: a default or a constant of the transform.',
};

/** Where several ledger entries name the same incoming value, the earlier fate in this list is its fate. */
export const FATE_PRECEDENCE: readonly Fate[] = [
  'refused',
  'leaked',
  'mapped',
  'renamed',
  'kept',
  'moved',
  'consumed',
  'dropped',
  'added',
];

/**
 * The one statement that speaks for each incoming value named by any: by precedence of fates, then the first.
 *
 * @param fateOf undefined for a statement that is to be passed over
 */
export function speakers<Statement extends { readonly from: readonly Pointer[] }>(
  statements: Iterable<Statement>,
  fateOf: (statement: Statement) => Fate | undefined,
): ReadonlyMap<Pointer, Statement> {
  const ranks = new Map<Pointer, number>();
  const speaking = new Map<Pointer, Statement>();
  for (const statement of statements) {
    const fate = fateOf(statement);
    if (!fate) continue;
    const rank = FATE_PRECEDENCE.indexOf(fate);
    for (const pointer of statement.from) {
      if (rank >= (ranks.get(pointer) ?? FATE_PRECEDENCE.length)) continue;
      ranks.set(pointer, rank);
      speaking.set(pointer, statement);
    }
  }
  return speaking;
}
