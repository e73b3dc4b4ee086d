import type { Whole } from '../../shared/share/har.ts';
import type { HistoryClient } from '../history/process/client.ts';
import type { SizedExchange } from '../history/read/page.ts';
import { type CallRedaction, takesTexts } from '../share/call-redaction.ts';
import { LeaveHelpers } from '../share/leaves-apart/helpers.ts';
import type { Entries, Task } from '../share/leaves-apart/messages.ts';
import { plainWhole, wholesOf } from '../share/wholes.ts';

/** Exchanges that a helper is given at once, and how many bytes of bodies, as they were on the wire. */
const AT_ONCE = 100;
const BYTES_AT_ONCE = 1024 * 1024;
/** Fewer than this are written before a helper has started. */
const FEW = 200;

type Pages = AsyncIterable<readonly SizedExchange[]>;

/** Where calls are written, and what is taken out of them before. */
export interface Leaving {
  readonly client: HistoryClient;
  readonly redaction: CallRedaction;
  readonly writer: {
    add(whole: Whole): Promise<void>;
    /** Adds calls that were written elsewhere, one after the other. */
    addWritten(entries: Entries): Promise<void>;
  };
}

/** Writes calls. Retention may have taken some since they were listed. */
async function writeCalls({ client, redaction, writer }: Leaving, numbers: readonly number[]): Promise<void> {
  // By number: an index of a damaged store may be what cannot be read.
  for await (const whole of wholesOf(client, numbers)) await writer.add(redaction.redact(plainWhole(whole)));
}

/** Writes calls page by page; gives how many were listed. */
export async function writePages(leaving: Leaving, pages: Pages): Promise<number> {
  let found = 0;
  for await (const rows of pages) {
    found += rows.length;
    await writeCalls(
      leaving,
      rows.map(({ number }) => number),
    );
  }
  return found;
}

/** The numbers of rows in groups, none of them with much more in its bodies than may be in memory several times. */
export async function* groupsOf(
  pages: Pages,
  count: (rows: number) => void,
): AsyncGenerator<readonly number[]> {
  let [group, size]: [number[], number] = [[], 0];
  for await (const rows of pages) {
    count(rows.length);
    for (const { number, bytes } of rows) {
      if (group.length > 0 && (group.length >= AT_ONCE || size + bytes > BYTES_AT_ONCE)) {
        yield group;
        [group, size] = [[], 0];
      }
      group.push(number);
      size += bytes;
    }
  }
  if (group.length > 0) yield group;
}

async function* followed(
  first: readonly SizedExchange[],
  rest: Pages,
): AsyncGenerator<readonly SizedExchange[]> {
  yield first;
  yield* rest;
}

/**
 * The same with processes that read and search: what they find nothing in, they write themselves. What they
 * cannot read is read by the store.
 * @param program absolute path of the helper's program, as it was built
 */
export async function writeApart(
  leaving: Leaving,
  program: string,
  task: Task,
  listed: AsyncGenerator<readonly SizedExchange[]>,
): Promise<number> {
  const first = await listed.next();
  const pages = followed(first.done ? [] : first.value, listed);
  if (first.done || first.value.length < FEW || takesTexts(task.choices)) return writePages(leaving, pages);
  const { redaction, writer } = leaving;
  const helpers = new LeaveHelpers(program, task);
  let found = 0;
  const groups = groupsOf(pages, (rows) => {
    found += rows;
  });
  try {
    for await (const { numbers, answer } of helpers.inOrder(groups)) {
      for (const part of answer.parts)
        if (part.kind === 'entries') await writer.addWritten(part.entries);
        else await writer.add(redaction.redactFound(part.whole, part.found));
      if (answer.covered < numbers.length) await writeCalls(leaving, numbers.slice(answer.covered));
    }
  } finally {
    helpers.close();
  }
  return found;
}
