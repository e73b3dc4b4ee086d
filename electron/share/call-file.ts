import type { ExchangeId } from '../../shared/capture/exchange.ts';
import type { CallFile } from '../../shared/contract/share.ts';
import { sharePage } from '../../shared/share/file/share-page.ts';
import { shareExchange } from '../../shared/share/file/shared-exchange.ts';
import { harEntry, harFrame, redactionsOf, type Whole } from '../../shared/share/har.ts';
import type { HistoryClient } from '../history/process/client.ts';
import { shareFile, wholeOf } from './write-share.ts';

function harOf(wholes: readonly Whole[], version: string): Buffer {
  const { before, after } = harFrame(version);
  const entries = wholes.map((whole) => JSON.stringify(harEntry(whole, { framesAsMessages: false })));
  const redactions = wholes.reduce((sum, whole) => sum + redactionsOf(whole), 0);
  return Buffer.from(`${before}${entries.join(',')}${after(redactions)}`);
}

const pageOf = (wholes: readonly Whole[], version: string): Buffer =>
  Buffer.from(sharePage(wholes.map(shareExchange), `Made by Strata ${version}`));

/** Calls of the history as a file in memory; null where none of them is kept any more. */
export async function callFile(
  history: Pick<HistoryClient, 'ask'>,
  ids: readonly ExchangeId[],
  form: CallFile,
  version: string,
): Promise<Buffer | null> {
  if (form === 'strata') return shareFile(history, ids, `Strata ${version}`);
  const wholes = (await Promise.all(ids.map((id) => wholeOf(history, id)))).filter((one) => one !== null);
  if (wholes.length === 0) return null;
  return form === 'har' ? harOf(wholes, version) : pageOf(wholes, version);
}
