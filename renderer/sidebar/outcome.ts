import type { Send } from '../store/sends.ts';

/** A send's outcome in a word or two, for lists. */
export function outcomeOf(send: Send): { readonly text: string; readonly tone?: 'leaked' | 'kept' | 'warn' } {
  const { status, failure, response, recorded } = send;
  if (recorded) return { text: 'recording' };
  if (failure?.status) return { text: `${failure.status}`, tone: 'leaked' };
  if (failure) return { text: failure.origin === 'bedrock' ? failure.type : failure.origin, tone: 'leaked' };
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
