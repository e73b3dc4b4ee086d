import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { UnreadableShare } from '../../shared/share/file/share-file.ts';
import type { SharedExchange } from '../../shared/share/file/shared-exchange.ts';
import { readExchanges } from './read-share.ts';

/** A share file or a HAR log: its absolute path, or its bytes. */
export type ShareSource = string | Uint8Array;

/** What a thread that reads a file tells. */
export type ShareLine = { readonly exchange: SharedExchange } | { readonly unreadable: string };

/** Reads a file on the thread that it is called on. */
export async function* readLines(source: ShareSource): AsyncGenerator<ShareLine> {
  const stream =
    typeof source === 'string'
      ? createReadStream(source)
      : Readable.from([Buffer.from(source)], { objectMode: false });
  try {
    for await (const exchange of readExchanges(stream)) yield { exchange };
  } catch (error) {
    if (!(error instanceof UnreadableShare)) throw error;
    yield { unreadable: error.message };
  } finally {
    stream.destroy();
  }
}
