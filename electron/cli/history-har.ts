import manifest from '../../package.json' with { type: 'json' };
import type { Taken } from '../../shared/contract/share.ts';
import { type HarOptions, harEntry, harFrame, redactionsOf, type Whole } from '../../shared/share/har.ts';
import { nodeContentOf } from '../share/body-text.ts';
import type { Entries } from '../share/leaves-apart/messages.ts';
import type { Output } from './output.ts';

/** Writes exchanges as a HAR log, each as it comes: a long one is never in memory as a whole. */
export class HarWriter {
  readonly #output: Output;
  readonly #options: HarOptions;
  #isFirst = true;
  #redactions = 0;

  constructor(output: Output, options: HarOptions) {
    this.#output = output;
    this.#options = options;
  }

  async begin(): Promise<void> {
    await this.#output.line(harFrame(manifest.version).before);
  }

  async add(whole: Whole): Promise<void> {
    await this.#begin();
    await this.#output.line(JSON.stringify(harEntry(whole, this.#options, nodeContentOf)));
    this.#redactions += redactionsOf(whole);
  }

  /** Adds entries that were written elsewhere, with what stands between them. */
  async addWritten({ bytes, redactions }: Entries): Promise<void> {
    await this.#begin();
    await this.#output.bytes(bytes);
    await this.#output.text('\n');
    this.#redactions += redactions;
  }

  async #begin(): Promise<void> {
    if (!this.#isFirst) await this.#output.text(',');
    this.#isFirst = false;
  }

  /** Ends the log. `taken`: what was taken out of its calls when they left. */
  async end(taken: readonly Taken[]): Promise<void> {
    await this.#output.line(harFrame(manifest.version).after(this.#redactions, taken));
  }
}
