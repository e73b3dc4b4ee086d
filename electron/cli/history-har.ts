import manifest from '../../package.json' with { type: 'json' };
import type { Taken } from '../../shared/contract/share.ts';
import { type HarOptions, harEntry, harFrame, redactionsOf, type Whole } from '../../shared/share/har.ts';
import type { Output } from './output.ts';

/** Writes exchanges as a HAR log, each as it comes: a long one is never in memory as a whole. */
export class HarWriter {
  readonly #output: Output;
  readonly #options: HarOptions;
  #entries = 0;
  #redactions = 0;

  constructor(output: Output, options: HarOptions) {
    this.#output = output;
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#output.line(harFrame(manifest.version).before);
  }

  async add(whole: Whole): Promise<void> {
    const entry = harEntry(whole, this.#options);
    await this.#output.line(`${this.#entries === 0 ? '' : ','}${JSON.stringify(entry)}`);
    this.#entries += 1;
    this.#redactions += redactionsOf(whole);
  }

  /** Ends the log. `taken`: what was taken out of its calls when they left. */
  async end(taken: readonly Taken[]): Promise<void> {
    await this.#output.line(harFrame(manifest.version).after(this.#redactions, taken));
  }
}
