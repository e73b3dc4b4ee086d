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
