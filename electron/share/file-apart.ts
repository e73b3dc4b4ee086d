import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { Encoded } from '../../shared/contract/encoded.ts';
import type { CallFile, CallFileMade, RedactionChoices } from '../../shared/contract/share.ts';
import type { Whole } from '../../shared/share/har.ts';
import type { HistoryClient } from '../history/process/client.ts';
import type { Workshop } from '../inspector/work/workshop.ts';
import { plainWhole, wholesOf } from './wholes.ts';

/** Bodies of more than this are not held in memory at once, bytes. */
const LARGEST_FILE = 128 * 1024 * 1024;

interface Wanted {
  readonly ids: readonly ExchangeId[];
  readonly form: CallFile;
  readonly choices: RedactionChoices;
  /** Strata's own. */
  readonly version: string;
}

/**
 * Calls of the history as a file, made on a thread of its own: what is private is looked for in every body. Null where none
 * of them is kept any more; throws where they are too large for one file in memory.
 */
export async function fileApart(
  history: Pick<HistoryClient, 'ask'>,
  work: Pick<Workshop, 'one'>,
  { ids, ...how }: Wanted,
  signal: AbortSignal,
): Promise<Encoded<CallFileMade> | null> {
  const wholes: Whole[] = [];
  let size = 0;
  for await (const kept of wholesOf(history, ids)) {
    const whole = plainWhole(kept);
    size += whole.request.length + whole.response.length;
    if (size > LARGEST_FILE)
      throw new Error(
        'These calls are too large to be shown before they are saved; `strata history` writes them as they come.',
      );
    wholes.push(whole);
  }
  if (wholes.length === 0) return null;
  return { json: await work.one({ kind: 'call-file', input: { wholes, ...how } }, signal) };
}
