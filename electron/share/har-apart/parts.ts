import { type HarOptions, harEntry, redactionsOf, type Whole } from '../../../shared/share/har.ts';
import { nodeContentOf } from '../har-content.ts';
import type { CallSearch } from './find-in-calls.ts';
import type { Part } from './messages.ts';

/** What stands between two entries of a log. */
export const BETWEEN = '\n,';

/** Exchanges as parts of a log, in their order: those in which nothing is found stand in it already. */
export function partsOf(wholes: Iterable<Whole>, search: CallSearch, options: HarOptions): readonly Part[] {
  const parts: Part[] = [];
  let [entries, redactions]: [string[], number] = [[], 0];
  const close = (): void => {
    if (entries.length > 0)
      parts.push({ kind: 'entries', bytes: Buffer.from(entries.join(BETWEEN)), redactions });
    [entries, redactions] = [[], 0];
  };
  for (const whole of wholes) {
    const found = search.find(whole);
    if (found) {
      close();
      parts.push({ kind: 'found', whole, found });
    } else {
      entries.push(JSON.stringify(harEntry(whole, options, nodeContentOf)));
      redactions += redactionsOf(whole);
    }
  }
  close();
  return parts;
}
