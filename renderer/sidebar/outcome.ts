import type { SendFailure } from '../../shared/contract/sending.ts';
import type { Send } from '../store/sends.ts';

const FAILURES: Readonly<Partial<Record<SendFailure['origin'], string>>> = {
  credentials: 'no credentials',
  network: 'no connection',
  protocol: 'unreadable',
  request: 'not sent',
};

/** A send's outcome in a word or two, for lists. */
export function outcomeOf(send: Send): { readonly text: string; readonly tone?: 'leaked' | 'kept' | 'warn' } {
  const { status, failure, response, recorded } = send;
  if (recorded) return { text: 'recording' };
  if (failure?.status) return { text: `${failure.status}`, tone: 'leaked' };
  if (failure) return { text: FAILURES[failure.origin] ?? failure.type, tone: 'leaked' };
  switch (status) {
    case 'running':
      return { text: response ? 'streaming' : 'sending' };
    case 'cancelled':
      return { text: 'cancelled', tone: 'warn' };
    case 'truncated':
      return { text: 'cut off', tone: 'warn' };
    case 'failed':
      return { text: 'failed', tone: 'leaked' };
    case 'complete':
      return { text: String(response?.status ?? 200), tone: 'kept' };
  }
}
