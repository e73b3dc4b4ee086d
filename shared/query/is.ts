import type { ExchangeRow } from '../capture/exchange.ts';

/** Tests that have a word of their own, `is:pinned`, and how a sentence says them. */
export const IS = {
  pinned: { says: 'pinned', test: (row: ExchangeRow) => row.pinned },
  preparation: { says: 'a call by which a program prepares', test: (row: ExchangeRow) => row.preparation },
  joined: { says: 'joined with a client’s call', test: (row: ExchangeRow) => row.cause !== null },
  streamed: { says: 'streamed', test: (row: ExchangeRow) => row.frames > 0 },
  running: { says: 'still running', test: (row: ExchangeRow) => row.state === 'open' },
} as const;
export type IsWord = keyof typeof IS;
