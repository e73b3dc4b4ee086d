import manifest from '../../package.json' with { type: 'json' };
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { type HarOptions, harEntry, harFrame } from '../../shared/share/har.ts';
import { REQUEST, RESPONSE } from '../history/part.ts';
import type { HistoryClient } from '../history/process/client.ts';
import type { Output } from './output.ts';

/** A body is asked for in one piece, bytes. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Writes exchanges as a HAR log, each as it comes: a long one is never in memory as a whole. */
export class HarWriter {
  readonly #client: HistoryClient;
  readonly #output: Output;
  readonly #options: HarOptions;
  #entries = 0;

  constructor(client: HistoryClient, output: Output, options: HarOptions) {
    this.#client = client;
    this.#output = output;
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#output.line(harFrame(manifest.version).before);
  }

  async add({ id }: ExchangeRow): Promise<void> {
    const { ask } = this.#client;
    const exchange = await ask.exchange(id);
    // Retention may have taken it since it was listed.
    if (!exchange) return;
    const [request, response] = await Promise.all(
      ([REQUEST, RESPONSE] as const).map(async (part) => (await ask.body(id, part, 0, LARGEST_BODY)).bytes),
    );
    const none = new Uint8Array(0);
    const entry = harEntry({ exchange, request: request ?? none, response: response ?? none }, this.#options);
    await this.#output.line(`${this.#entries === 0 ? '' : ','}${JSON.stringify(entry)}`);
    this.#entries += 1;
  }

  async end(): Promise<void> {
    await this.#output.line(harFrame(manifest.version).after);
  }
}
