import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { Whole } from '../../shared/share/har.ts';
import type { HistoryClient } from '../history/process/client.ts';
import type { KeptWhole } from '../history/read/wholes.ts';

/** Exchanges that are asked for in one message. */
const AT_ONCE = 100;

type Asked = Pick<HistoryClient, 'ask'>;

/**
 * Exchanges with their bodies, by id or by number, in the given order and without those that are gone. While some are worked with the next
 * are read; no more than two messages of them are in memory.
 */
export async function* wholesOf(
  { ask }: Asked,
  wanted: readonly (ExchangeId | number)[],
): AsyncGenerator<KeptWhole> {
  let from = 0;
  const more = () => (from < wanted.length ? ask.wholes(wanted.slice(from, from + AT_ONCE)) : null);
  let ahead = more();
  while (ahead) {
    const { covered, wholes } = await ahead;
    from += covered;
    ahead = more();
    // Whoever asks may end before it is waited for.
    ahead?.catch(() => undefined);
    yield* wholes;
  }
}

/** Without what is known of how whole the bodies are. */
export const plainWhole = ({ exchange, request, response }: KeptWhole): Whole => ({
  exchange,
  request: request.bytes,
  response: response.bytes,
});

/** An exchange with its bodies; null where it is gone. */
export async function wholeOf({ ask }: Asked, id: ExchangeId): Promise<Whole | null> {
  const { wholes } = await ask.wholes([id]);
  return wholes[0] ? plainWhole(wholes[0]) : null;
}
