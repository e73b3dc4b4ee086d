import manifest from '../../package.json' with { type: 'json' };
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { type HarOptions, harEntry, harFrame, redactionsOf } from '../../shared/share/har.ts';
import type { HistoryClient } from '../history/process/client.ts';
import { wholeOf } from '../share/write-share.ts';
import type { Output } from './output.ts';

/** Writes exchanges as a HAR log, each as it comes: a long one is never in memory as a whole. */
export class HarWriter {
  readonly #client: HistoryClient;
  readonly #output: Output;
  readonly #options: HarOptions;
  #entries = 0;
  #redactions = 0;

  constructor(client: HistoryClient, output: Output, options: HarOptions) {
    this.#client = client;
    this.#output = output;
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#output.line(harFrame(manifest.version).before);
  }

  async add({ id }: ExchangeRow): Promise<void> {
    const whole = await wholeOf(this.#client, id);
    // Retention may have taken it since it was listed.
    if (!whole) return;
    const entry = harEntry(whole, this.#options);
    await this.#output.line(`${this.#entries === 0 ? '' : ','}${JSON.stringify(entry)}`);
    this.#entries += 1;
    this.#redactions += redactionsOf(whole);
  }

  async end(): Promise<void> {
    await this.#output.line(harFrame(manifest.version).after(this.#redactions));
  }
}
