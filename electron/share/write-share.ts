import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGzip, gzip } from 'node:zlib';
import type { Taken } from '../../shared/contract/share.ts';
import { endLine, exchangeLine, headLine } from '../../shared/share/file/share-file.ts';
import { shareExchange } from '../../shared/share/file/shared-exchange.ts';
import { redactionsOf, type Whole } from '../../shared/share/har.ts';
import { nodePackedBody } from './body-text.ts';
import type { Entries } from './leaves-apart/messages.ts';

/**
 * Writes a share file, one exchange after the other: memory does not grow with their number. The file stands under its
 * name only once it is whole.
 */
export class ShareWriter {
  readonly #file: string;
  readonly #part: string;
  readonly #gzip = createGzip();
  readonly #done: Promise<void>;
  #exchanges = 0;
  #secrets = 0;

  constructor(file: string, creator: string) {
    this.#file = file;
    this.#part = `${file}.part`;
    const out = createWriteStream(this.#part);
    this.#gzip.pipe(out);
    this.#done = finished(out);
    this.#done.catch(() => this.#gzip.destroy());
    this.#gzip.write(`${headLine(creator, new Date().toISOString())}\n`);
  }

  async add(whole: Whole): Promise<void> {
    this.#exchanges += 1;
    this.#secrets += redactionsOf(whole);
    await this.#write(`${exchangeLine(shareExchange(whole, nodePackedBody))}\n`);
  }

  /** Adds exchanges that were written elsewhere, a line each. */
  async addWritten({ bytes, count, redactions }: Entries): Promise<void> {
    this.#exchanges += count;
    this.#secrets += redactions;
    await this.#write(bytes);
    await this.#write('\n');
  }

  /** Ends the file; gives how many exchanges are in it. `taken`: what was taken out of them when they left. */
  async end(taken: readonly Taken[] = []): Promise<number> {
    this.#gzip.end(`${endLine(this.#exchanges, this.#secrets, taken)}\n`);
    await this.#done;
    await rename(this.#part, this.#file);
    return this.#exchanges;
  }

  async #write(data: string | Uint8Array): Promise<void> {
    if (!this.#gzip.write(data)) await Promise.race([once(this.#gzip, 'drain'), this.#done]);
  }

  async giveUp(): Promise<void> {
    this.#gzip.destroy();
    await rm(this.#part, { force: true });
  }
}

/** Calls as a share file in memory. `taken`: what was taken out of them when they left. */
export function shareFile(
  wholes: readonly Whole[],
  taken: readonly Taken[],
  creator: string,
): Promise<Buffer> {
  const secrets = wholes.reduce((sum, whole) => sum + redactionsOf(whole), 0);
  const lines = [
    headLine(creator, new Date().toISOString()),
    ...wholes.map((whole) => exchangeLine(shareExchange(whole, nodePackedBody))),
    endLine(wholes.length, secrets, taken),
  ];
  return promisify(gzip)(`${lines.join('\n')}\n`);
}
