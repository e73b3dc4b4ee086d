/** How writing goes: `full` and `failed` are tried again. */
export type Writing = 'fine' | 'full' | 'failed';

/** How long until it is tried again, milliseconds. */
export const RETRY_MS = 2_000;

const AGAIN = `tried again every ${RETRY_MS / 1000} seconds.`;

/** What the user is told of it. */
export const WRITING: Readonly<Record<Exclude<Writing, 'fine'>, string>> = {
  full: `The disk takes no more: what happens now is seen and not kept. Make room; writing is ${AGAIN}`,
  failed: `Exchanges cannot be written at the moment; it is ${AGAIN}`,
};
