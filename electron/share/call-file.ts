import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { CallFile, CallFileMade, RedactionChoices, Taken } from '../../shared/contract/share.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { layOut } from '../../shared/pipeline/python/json.ts';
import { sharePage } from '../../shared/share/file/share-page.ts';
import { shareExchange } from '../../shared/share/file/shared-exchange.ts';
import { harEntry, harFrame, redactionsOf, type Whole } from '../../shared/share/har.ts';
import { CallRedaction } from './call-redaction.ts';
import { shareFile } from './write-share.ts';

/** Characters of a file that are shown before it is saved. */
const PREVIEW = 100_000;

interface Calls {
  readonly wholes: readonly Whole[];
  readonly taken: readonly Taken[];
}

function harOf({ wholes, taken }: Calls, version: string): string {
  const { before, after } = harFrame(version);
  const entries = wholes.map((whole) => JSON.stringify(harEntry(whole, { framesAsMessages: false })));
  const redactions = wholes.reduce((sum, whole) => sum + redactionsOf(whole), 0);
  return `${before}${entries.join(',')}${after(redactions, taken)}`;
}

const laidOut = (json: string): string => layOut(parseJson(json));

/** The bytes of a file, and its text for people. */
interface Written {
  readonly bytes: Buffer;
  readonly text: () => Promise<string>;
}

const WRITE: Readonly<Record<CallFile, (calls: Calls, version: string) => Promise<Written>>> = {
  strata: async ({ wholes, taken }, version) => {
    const bytes = await shareFile(wholes, taken, `Strata ${version}`);
    const text = async (): Promise<string> => {
      const lines = (await promisify(gunzip)(bytes)).toString().trim().split('\n');
      return lines.map(laidOut).join('\n');
    };
    return { bytes, text };
  },
  har: async (calls, version) => {
    const text = harOf(calls, version);
    return { bytes: Buffer.from(text), text: async () => laidOut(text) };
  },
  html: async ({ wholes, taken }, version) => {
    const text = sharePage(
      wholes.map((whole) => shareExchange(whole)),
      `Made by Strata ${version}`,
      taken,
    );
    return { bytes: Buffer.from(text), text: async () => text };
  },
};

/** Calls, and how they are to leave. */
export interface CallFileInput {
  readonly wholes: readonly Whole[];
  readonly form: CallFile;
  readonly choices: RedactionChoices;
  /** Strata's own. */
  readonly version: string;
}

/** Calls as a file in memory, without what is to be taken out. */
export async function callFile({ wholes, form, choices, version }: CallFileInput): Promise<CallFileMade> {
  const redaction = new CallRedaction(choices);
  // As they came, whatever order they were listed in: whoever takes them in numbers them so.
  const inOrder = [...wholes].sort((a, b) => a.exchange.startedAt - b.exchange.startedAt);
  const redacted = inOrder.map((whole) => redaction.redact(whole));
  const taken = redaction.taken();
  const { bytes, text } = await WRITE[form]({ wholes: redacted, taken }, version);
  const preview = (await text()).slice(0, PREVIEW);
  return { base64: bytes.toString('base64'), bytes: bytes.length, preview, taken };
}
