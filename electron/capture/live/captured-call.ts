import type { CapturedCall, CapturedRequest } from '../../inspector/captured.ts';
import { decodedAnswer, headerOf } from '../gather.ts';
import { deliveriesOf, type Entry, mediaTypeOf } from './entry.ts';
import type { SessionSecrets } from './secrets.ts';

/** The request of an exchange, as whoever recognises releases takes it. */
export const requestOf = ({ row, request }: Entry): CapturedRequest => ({
  operation: row.operation,
  model: row.model ?? '',
  request: request.whole(),
});

/** An exchange as whoever judges and opens it takes it; the answer without its content codings. */
export async function callOf(entry: Entry, secrets: SessionSecrets): Promise<CapturedCall> {
  const { row, head } = entry;
  const bytes = await decodedAnswer({ head, response: entry.response.whole() });
  return {
    ...requestOf(entry),
    answer: head && {
      status: head.status,
      mediaType: mediaTypeOf(head.headers),
      errorType: (headerOf(head.headers, 'x-amzn-errortype') ?? '').split(':', 1)[0] ?? '',
      bytes,
      deliveries: deliveriesOf(entry),
      endMs: row.endMs ?? 0,
    },
    left: row.state === 'cancelled',
    secrets: secrets.known(),
    salt: secrets.salt,
  };
}
