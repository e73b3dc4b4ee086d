import type { Exchange } from '../../capture/exchange.ts';

/** `error.type`: the exception's name, else the status, else how the exchange ended; null where nothing failed. */
export function failureOf({ error, status, state }: Exchange): string | null {
  if (status !== null && status >= 400) return error || String(status);
  if (error !== '') return error;
  return state === 'done' || state === 'open' ? null : state;
}
