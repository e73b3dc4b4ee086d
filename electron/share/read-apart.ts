import { UnreadableShare } from '../../shared/share/file/share-file.ts';
import type { SharedExchange } from '../../shared/share/file/shared-exchange.ts';
import type { Workshop } from '../inspector/work/workshop.ts';
import type { ShareLine, ShareSource } from './read-lines.ts';

const NEVER = new AbortController().signal;

/**
 * The exchanges of a file, read on a thread of its own: a HAR is parsed as a whole, and may be a quarter of a gigabyte.
 * Throws {@link UnreadableShare}.
 */
export async function* readApart(
  work: Pick<Workshop, 'run'>,
  source: ShareSource,
): AsyncGenerator<SharedExchange> {
  for await (const json of work.run({ kind: 'read-share', source }, NEVER)) {
    const line = JSON.parse(json) as ShareLine;
    if ('unreadable' in line) throw new UnreadableShare(line.unreadable);
    yield line.exchange;
  }
}
