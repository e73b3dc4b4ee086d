import { exchangeLine } from '../../../shared/share/file/share-file.ts';
import { shareExchange } from '../../../shared/share/file/shared-exchange.ts';
import { harEntry, redactionsOf, type Whole } from '../../../shared/share/har.ts';
import { nodeContentOf, nodePackedBody } from '../body-text.ts';
import type { CallSearch } from './find-in-calls.ts';
import type { LeaveForm, Part } from './messages.ts';

/** How an exchange stands in a file, and what stands between two of them. */
interface Writing {
  readonly between: string;
  readonly entry: (whole: Whole) => string;
}

function writingOf(form: LeaveForm): Writing {
  if (form.kind === 'har')
    return {
      between: '\n,',
      entry: (whole) => JSON.stringify(harEntry(whole, form.options, nodeContentOf)),
    };
  return { between: '\n', entry: (whole) => exchangeLine(shareExchange(whole, nodePackedBody)) };
}

/** Exchanges as parts of a file, in their order: those in which nothing is found stand in it already. */
export function partsOf(wholes: Iterable<Whole>, search: CallSearch, form: LeaveForm): readonly Part[] {
  const { between, entry } = writingOf(form);
  const parts: Part[] = [];
  let [written, redactions]: [string[], number] = [[], 0];
  const close = (): void => {
    if (written.length > 0) {
      const entries = { bytes: Buffer.from(written.join(between)), count: written.length, redactions };
      parts.push({ kind: 'entries', entries });
    }
    [written, redactions] = [[], 0];
  };
  for (const whole of wholes) {
    const found = search.find(whole);
    if (found) {
      close();
      parts.push({ kind: 'found', whole, found });
    } else {
      written.push(entry(whole));
      redactions += redactionsOf(whole);
    }
  }
  close();
  return parts;
}
