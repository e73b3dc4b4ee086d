import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import { NO_CHOICES } from '../../shared/share/report/redact.ts';
import type { History } from '../history/history.ts';
import type { SizedExchange } from '../history/read/page.ts';
import { asClient, buildPrograms, openHistory, tell } from '../history/testing.ts';
import { CallRedaction } from '../share/call-redaction.ts';
import { ShareWriter } from '../share/write-share.ts';
import { HarWriter } from './history-har.ts';
import { groupsOf, writeApart, writePages } from './history-leaves.ts';
import { Output } from './output.ts';

const CALLS = 330;
const OPTIONS = { framesAsMessages: false };
const NEWEST = { by: 'started', descending: true } as const;

const frame = (text: string): string =>
  Buffer.from(
    encodeFrame(
      eventHeaders('contentBlockDelta'),
      new TextEncoder().encode(JSON.stringify({ contentBlockIndex: 0, delta: { text } })),
    ),
  ).toString('latin1');

let history: History;
let file: string;
let program: string;
beforeAll(async () => {
  ({ leaveHelper: program } = await buildPrograms());
  ({ history, file } = openHistory());
  for (let i = 0; i < CALLS; i++) {
    const isStream = i % 3 === 0;
    tell(history, {
      start: { target: i % 11 === 0 ? `llm-${i % 4}.acme.internal:4000` : 'aws' },
      request: {
        messages: [{ role: 'user', content: `Question ${i}${i % 7 === 0 ? ` of p${i}@acme.io` : ''}` }],
      },
      headers: [['content-type', isStream ? 'text/event-stream' : 'application/json']],
      response: isStream
        ? `data: {"choices":[{"delta":{"content":"See https://h${i % 5}.acme"}}]}\n\ndata: {"choices":[{"delta":{"content":".internal/"}}]}\n\n`
        : { output: `${i} ${frame('ü')}` },
    });
  }
  history.flush();
});
afterAll(() => history.close());

async function* pages(limit = CALLS): AsyncGenerator<readonly SizedExchange[]> {
  let [after, left]: [string | null, number] = [null, limit];
  do {
    const page = history.sizes('', NEWEST, after, Math.min(100, left));
    yield page.rows;
    [after, left] = [page.next, left - page.rows.length];
  } while (after !== null && left > 0);
}

/** A log as it is written, by helpers of this program where there is one. */
async function log(helpers: string | null) {
  const out = new PassThrough({ highWaterMark: 1 << 26 });
  const output = new Output(out, out);
  const writer = new HarWriter(output, OPTIONS);
  const redaction = new CallRedaction(NO_CHOICES, { listsTexts: false, salt: 'test' });
  const leaving = { client: asClient(history), redaction, writer };
  await writer.begin();
  const task = { file, choices: NO_CHOICES, form: { kind: 'har', options: OPTIONS } } as const;
  const found = helpers
    ? await writeApart(leaving, helpers, task, pages())
    : await writePages(leaving, pages());
  await writer.end(redaction.taken());
  await output.flush();
  return { found, text: String(out.read()) };
}

test('a log that helpers read and search is the same to the byte', async () => {
  const [alone, helped] = [await log(null), await log(program)];
  expect(helped.found).toBe(CALLS);
  expect(helped.text).toBe(alone.text);
  expect(JSON.parse(helped.text).log.entries).toHaveLength(CALLS);
  expect(helped.text).not.toContain('acme.internal');
  expect(helped.text).toContain('Question 5');
  expect(JSON.parse(helped.text).log.comment).toMatch(
    /E-mail addresses \(96 times\), Host names \(\d+ times\)/,
  );
});

/** The lines of a share file behind its first, which says when it was made. */
async function share(helpers: string | null) {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-leaves-'));
  try {
    const writer = new ShareWriter(path.join(dir, 'calls.strata'), 'test');
    const redaction = new CallRedaction(NO_CHOICES, { listsTexts: false, salt: 'test' });
    const leaving = { client: asClient(history), redaction, writer };
    const task = { file, choices: NO_CHOICES, form: { kind: 'share' } } as const;
    const found = await (helpers
      ? writeApart(leaving, helpers, task, pages())
      : writePages(leaving, pages()));
    const written = await writer.end(redaction.taken());
    const [, ...lines] = gunzipSync(readFileSync(path.join(dir, 'calls.strata')))
      .toString()
      .split('\n');
    return { found, written, lines };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

test('a share file that helpers read and search holds the same', async () => {
  const [alone, helped] = [await share(null), await share(program)];
  expect(helped).toEqual(alone);
  expect(helped).toMatchObject({ found: CALLS, written: CALLS });
  expect(helped.lines.join('\n')).not.toContain('acme.internal');
  expect(helped.lines.join('\n')).toContain('Question 5');
});

test('what no helper can read is read by the store', async () => {
  const alone = await log(null);
  expect((await log('/nowhere/leave-helper.cjs')).text).toBe(alone.text);
  expect(await share('/nowhere/leave-helper.cjs')).toEqual(await share(null));
});

test('groups hold at most a hundred exchanges, and few bytes where those are large', async () => {
  const large = [5, 6, 7].map((number) => ({ number, bytes: 900_000 }));
  const small = Array.from({ length: 150 }, (_, i) => ({ number: 100 + i, bytes: 10 }));
  async function* both(): AsyncGenerator<readonly SizedExchange[]> {
    yield large;
    yield small;
  }
  const sizes: number[] = [];
  let rows = 0;
  for await (const group of groupsOf(both(), (more) => (rows += more))) sizes.push(group.length);
  expect(sizes).toEqual([1, 1, 100, 51]);
  expect(rows).toBe(153);
});
