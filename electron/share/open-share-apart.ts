import type { OpenedShare } from '../../shared/contract/share.ts';
import type { HistoryClient } from '../history/process/client.ts';
import type { Workshop } from '../inspector/work/workshop.ts';
import type { ShareSource } from './read-lines.ts';

/**
 * Takes the exchanges of a file, read on a thread of its own, into the history; says so where it cannot be read. What knows
 * share files is read by then: no start waits for it.
 */
export async function openShareApart(
  history: HistoryClient,
  work: Pick<Workshop, 'run'>,
  source: ShareSource,
): Promise<OpenedShare> {
  const { openShare } = await import('./import-exchanges.ts');
  const { readApart } = await import('./read-apart.ts');
  return openShare(history, readApart(work, source));
}
