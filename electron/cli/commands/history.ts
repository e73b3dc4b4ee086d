import path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import type { ExchangeRow } from '../../../shared/capture/exchange.ts';
import { type PageCursor, SORT_KEYS } from '../../../shared/contract/history.ts';
import { explainQuery } from '../../../shared/query/explain.ts';
import { FIELDS } from '../../../shared/query/fields.ts';
import { parseQuery } from '../../../shared/query/parse.ts';
import { HistoryClient } from '../../history/process/client.ts';
import { forkStore } from '../../history/process/fork.ts';
import type { PageOf } from '../../history/read/page.ts';
import type { KeptWhole } from '../../history/read/wholes.ts';
import { CallRedaction } from '../../share/call-redaction.ts';
import { wholesOf } from '../../share/wholes.ts';
import { ShareWriter } from '../../share/write-share.ts';
import { type Command, readOptions, UsageError } from '../command.ts';
import { HarWriter } from '../history-har.ts';
import { writeApart } from '../history-leaves.ts';
import { orderOf } from '../history-order.ts';
import type { Output } from '../output.ts';
import { reasonNotWritten, reasonOf } from '../reason.ts';
import { storeToRead } from '../store-to-read.ts';
import { choicesOf, TAKEN_OPTIONS, takenText } from '../taken-options.ts';
import { tellOfStore } from '../tell-of-store.ts';

const STORE = path.join(__dirname, '../store/store.cjs');
const HELPER = path.join(__dirname, '../store/leave-helper.cjs');
/** Exchanges that are asked for at a time. */
const PAGE = 500;
const help = `Usage: strata history [options] [FILTER]

Lists what was captured and sent, the newest first: strata history 'status:>=400 leaked:stream_chunk_size' --jsonl

A filter is words (searched in what was said), "words in quotes", and fields with values; all of them must fit. OR,
-(…) and brackets work: model:claude* status:>=400 -op:converse first-token:>2s last:15m "tool use"

Fields: ${FIELDS.map(({ name }) => name).join(', ')}.

  --jsonl        a line of JSON for each exchange
  --bodies       with both bodies in it, as text (with --jsonl)
  --har          a HAR 1.2 log, with frames and their times; without secrets, and without what is private. The oldest
                 comes first, also with --strata, unless --sort or --limit is given
  --frames-as-messages  with --har: frames also as messages of a socket, which DevTools lists
  --strata FILE  writes a share file: exchanges with their streams, compressed; strata open and the app open it
  --keep KIND    with --har and --strata: leaves something in that is taken out by itself: host, account, email
                 (may be repeated); secrets always go
  --take KIND    takes out what stays by itself: message-text, tool-description, data (pictures and documents)
  --limit N      at most so many; 0 takes all. 100 without --jsonl, --har and --strata, all with them
  --sort FIELD   ${SORT_KEYS.join(', ')}
  --ascending    the other way round
  --count        only how many
  --explain      says in a sentence what the filter means, and lists nothing
  --store FILE   another store

Exit code: 0 found something, 1 nothing, 2 wrong usage or the store cannot be read.`;

function readLimit(value: string | undefined, whole: boolean): number {
  if (value === undefined) return whole ? Number.POSITIVE_INFINITY : 100;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--limit is a number, not “${value}”.`);
  return Number(value) === 0 ? Number.POSITIVE_INFINITY : Number(value);
}

/** The filter as it was meant. Throws {@link UsageError} that shows where it is not understood. */
function readFilter(text: string): void {
  const { problems } = parseQuery(text, Date.now());
  const [problem] = problems;
  if (!problem) return;
  const mark = `${' '.repeat(problem.from)}${'^'.repeat(Math.max(1, problem.to - problem.from))}`;
  throw new UsageError(`${problem.message}\n  ${text}\n  ${mark}`);
}

const seconds = (ms: number | null): string => (ms === null ? '–' : `${(ms / 1000).toFixed(2)} s`);

function line(row: ExchangeRow): string {
  const flags = row.flags.map(({ kind, names }) => [kind, ...names].join(' ')).join(', ');
  const { inputTokens, outputTokens } = row.usage;
  return [
    new Date(row.startedAt).toISOString().slice(0, 19).replace('T', ' '),
    String(row.status ?? row.state).padEnd(11),
    (row.model ?? '–').padEnd(44),
    row.operation.padEnd(30),
    `${inputTokens ?? '–'} → ${outputTokens ?? '–'}`.padEnd(16),
    seconds(row.endMs).padStart(9),
    ` ${[row.error, flags].filter((one) => one !== '').join(' · ')}`,
  ]
    .join(' ')
    .trimEnd();
}

/** Both bodies of an exchange as text; `damaged` where a part of the store that holds them cannot be read. */
const bodiesOf = ({ request, response }: KeptWhole): object => ({
  request: Buffer.from(request.bytes).toString('utf8'),
  response: Buffer.from(response.bytes).toString('utf8'),
  ...(request.damaged || response.damaged ? { damaged: true } : {}),
});

/** Writes rows, or exchanges with both bodies. Retention may have taken some since they were listed. */
async function writeRows(
  client: HistoryClient,
  output: Output,
  rows: readonly ExchangeRow[],
  { jsonl, bodies }: Form,
): Promise<void> {
  if (!bodies) {
    for (const row of rows) await output.line(jsonl ? JSON.stringify(row) : line(row));
    return;
  }
  // By number: an index of a damaged store may be what cannot be read.
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for await (const whole of wholesOf(client, [...byNumber.keys()]))
    await output.line(JSON.stringify({ ...byNumber.get(whole.exchange.number), ...bodiesOf(whole) }));
}

interface Form {
  readonly jsonl: boolean;
  readonly bodies: boolean;
}

/** What was asked for, page by page. */
async function* pagesOf<T>(
  page: (after: PageCursor | null, limit: number) => Promise<PageOf<T>>,
  limit: number,
): AsyncGenerator<readonly T[]> {
  let found = 0;
  let after: PageCursor | null = null;
  do {
    const { rows, next }: PageOf<T> = await page(after, Math.min(PAGE, limit - found));
    yield rows;
    found += rows.length;
    after = next;
  } while (after !== null && found < limit);
}

/** An error of the file system, which alone has these. */
const isOfSystem = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && 'syscall' in error;

const nothingFor = (filter: string): string =>
  filter === ''
    ? 'strata: The history is empty. “strata run -- COMMAND” captures the calls of a program.'
    : 'strata: Nothing in the history fits. --explain says what the filter means.';

/** A filter that begins with a test turned round, `-is:preparation`, and is no option. */
const isTurnedRound = (arg: string): boolean => /^-(?:[a-z]+(?:-[a-z]+)*:|[("])/i.test(arg);

export const historyCommand: Command = {
  help,
  async run(args, output) {
    const { values, positionals } = readOptions({
      // Behind a space it is no option, and keeps its place: words beside it may join them.
      args: args.map((arg) => (isTurnedRound(arg) ? ` ${arg}` : arg)),
      allowPositionals: true,
      options: {
        jsonl: { type: 'boolean', default: false },
        bodies: { type: 'boolean', default: false },
        har: { type: 'boolean', default: false },
        'frames-as-messages': { type: 'boolean', default: false },
        strata: { type: 'string' },
        limit: { type: 'string' },
        sort: { type: 'string' },
        ascending: { type: 'boolean', default: false },
        count: { type: 'boolean', default: false },
        explain: { type: 'boolean', default: false },
        store: { type: 'string' },
        ...TAKEN_OPTIONS,
      },
    });
    const filter = positionals.join(' ').trim();
    readFilter(filter);
    if (values.explain) {
      await output.line(explainQuery(parseQuery(filter, Date.now()).tree));
      return 0;
    }
    if (values.har && values.strata !== undefined) throw new UsageError('Give --har or --strata.');
    const choices = choicesOf(values);
    const options = { framesAsMessages: values['frames-as-messages'] };
    const redaction = new CallRedaction(choices, { listsTexts: false });
    const limit = readLimit(values.limit, values.jsonl || values.har || values.strata !== undefined);
    const sort = orderOf(values, values.har || values.strata !== undefined);
    const file = storeToRead(values.store);
    const client = new HistoryClient({ file, launch: () => forkStore(STORE) });
    const share =
      values.strata === undefined || values.count
        ? null
        : new ShareWriter(path.resolve(values.strata), `Strata ${manifest.version}`);
    tellOfStore(client, (text) => output.complain(text));
    try {
      await client.ask.state();
      if (values.count) {
        const count = await client.ask.count(filter);
        await output.line(String(count));
        return count > 0 ? 0 : 1;
      }
      if (!values.har && !share) {
        let found = 0;
        for await (const rows of pagesOf((...at) => client.ask.page(filter, sort, ...at), limit)) {
          found += rows.length;
          await writeRows(client, output, rows, {
            jsonl: values.jsonl,
            bodies: values.jsonl && values.bodies,
          });
        }
        if (found === 0 && !values.jsonl) output.complain(nothingFor(filter));
        return found > 0 ? 0 : 1;
      }
      const pages = pagesOf((...at) => client.ask.sizes(filter, sort, ...at), limit);
      const leaving = { client, redaction };
      if (share) {
        const task = { file, choices, form: { kind: 'share' } } as const;
        const found = await writeApart({ ...leaving, writer: share }, HELPER, task, pages);
        const taken = redaction.taken();
        output.complain(`${await share.end(taken)} exchanges written to ${values.strata}.`);
        output.complain(takenText(taken));
        return found > 0 ? 0 : 1;
      }
      const writer = new HarWriter(output, options);
      await writer.begin();
      const task = { file, choices, form: { kind: 'har', options } } as const;
      const found = await writeApart({ ...leaving, writer }, HELPER, task, pages);
      const taken = redaction.taken();
      await writer.end(taken);
      output.complain(takenText(taken));
      return found > 0 ? 0 : 1;
    } catch (error) {
      await share?.giveUp();
      const isWriting = share !== null && isOfSystem(error);
      const reason = isWriting
        ? `${values.strata} cannot be written: ${reasonNotWritten(error)}`
        : reasonOf(error);
      throw new UsageError(client.state.sentence || reason);
    } finally {
      await client.close();
    }
  },
};
