import type { SendEvent } from '../../shared/contract/sending.ts';
import { clientCall } from '../inspector/client-call.ts';
import { type CallOptions, callProxy } from './call-proxy.ts';

const NEVER = new AbortController().signal;

/** Everything that one call of a proxy reports; for tests. `body` is what a client asks, as an object. */
export async function callAll(
  body: object,
  base: string,
  options: CallOptions,
): Promise<readonly SendEvent[]> {
  const call = clientCall({ text: JSON.stringify(body) });
  if (!call.ok) throw new Error(call.failure.message);
  const events: SendEvent[] = [];
  for await (const event of callProxy(call.request, base, NEVER, options)) events.push(event);
  return events;
}

/** The first event of a kind. */
export const eventOf = <T extends SendEvent['type']>(events: readonly SendEvent[], type: T) =>
  events.find((event): event is Extract<SendEvent, { type: T }> => event.type === type);
