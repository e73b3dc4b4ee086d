import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { History } from '../electron/history/history.ts';
import { newExchangeId } from '../electron/history/sink.ts';
import { openFile } from '../electron/history/store/schema.ts';
import type { ExchangeRow } from '../shared/capture/exchange.ts';
import type { Sort } from '../shared/contract/history.ts';
import { percentile } from './percentile.ts';

/**
 * The history beside what one would write without it: a file of JSON lines that is read from end to end, and bodies
 * that are each compressed alone. STRATA_BENCH_ROWS takes other numbers of exchanges (100000 without it).
 */
const ROOT = process.env.STRATA_ROOT ?? process.cwd();
const dir = mkdtempSync(path.join(tmpdir(), 'strata-bench-history-'));
const NEWEST: Sort = { by: 'started', descending: true };
const open = (file: string): History =>
  new History({ file, owner: `${process.pid}:bench`, salt: 'bench', onEvent: () => undefined });

const median = (values: readonly number[]): number => percentile(values, 0.5);

function timed(work: () => unknown, runs = 7): number {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(times);
}

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

/** Text as agents read it: this project's own source files, one after the other. */
const SOURCE = ['shared', 'electron', 'renderer']
  .flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.join(ROOT, room, name),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .sort()
  .slice(0, 600)
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** A piece of it that begins somewhere. */
function prose(length: number, random: () => number): string {
  const from = Math.floor(random() * (SOURCE.length - length));
  return SOURCE.slice(from, from + Math.floor(length));
}

/** Numbers from 0 to 1, the same with every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function conversation(): void {
  const random = seeded(7);
  const tools = Array.from({ length: 20 }, (_, i) => ({
    name: `tool_${i}`,
    description: prose(600, random),
  }));
  const system = [{ type: 'text', text: prose(12_000, random) }];
  const messages: object[] = [];
  const file = path.join(dir, 'conversation.sqlite');
  const history = open(file);
  let [raw, zipped, busy] = [0, 0, 0];
  for (let turn = 0; turn < 200; turn++) {
    const marked = { type: 'text', text: prose(300, random), cache_control: { type: 'ephemeral' } };
    const asked = [...messages, { role: 'user', content: [marked] }];
    const body = Buffer.from(
      JSON.stringify({
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 4096,
        system,
        tools,
        messages: asked,
      }),
    );
    const answer = Buffer.from(
      JSON.stringify({
        content: [
          { type: 'text', text: prose(200, random) },
          { type: 'tool_use', id: `t${turn}`, name: 'tool_1', input: { path: prose(40, random) } },
        ],
        stop_reason: 'tool_use',
        usage: { input_tokens: 9, output_tokens: 9 },
      }),
    );
    raw += body.length + answer.length;
    zipped += gzipSync(body).length + gzipSync(answer).length;
    const began = performance.now();
    keep(history, body, answer);
    history.flush();
    busy += performance.now() - began;
    const { cache_control: _moved, ...still } = marked;
    messages.push(
      { role: 'user', content: [still] },
      { role: 'assistant', content: [{ type: 'tool_use', id: `t${turn}`, name: 'tool_1', input: {} }] },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: `t${turn}`,
            content: prose(500 + random() * random() * 8_500, random),
          },
        ],
      },
      { role: 'assistant', content: [{ type: 'text', text: prose(200, random) }] },
    );
  }
  const { bytes } = history.state;
  history.close();
  console.log('\nAn agent conversation of 200 turns, both directions');
  console.log(`  as it was sent                       ${mb(raw)}`);
  console.log(
    `  each body with gzip                  ${mb(zipped)}  ${(raw / zipped).toFixed(1)} times smaller`,
  );
  console.log(
    `  in the history, index and all        ${mb(bytes)}  ${(raw / bytes).toFixed(0)} times smaller`,
  );
  console.log(
    `  ${(busy / 200).toFixed(1)} ms of the store's process a turn (redaction, cutting, index, writing)`,
  );
}

function keep(history: History, request: Uint8Array, response: Uint8Array): void {
  const id = newExchangeId();
  history.take({
    type: 'opened',
    start: {
      id,
      side: 'bedrock',
      source: 'live',
      startedAt: Date.now(),
      protocol: 'http/1.1',
      method: 'POST',
      path: '/model/m/invoke',
      headers: [['content-type', 'application/json']],
      operation: 'InvokeModel',
      dialect: 'bedrock',
      route: 'invoke',
      model: 'anthropic.claude-sonnet-4-20250514-v1:0',
      program: 'bench',
      region: 'us-east-1',
      target: 'simulator',
      conversation: null,
      cause: null,
      preparation: false,
    },
  });
  history.take({ type: 'request-body', id, bytes: request });
  history.take({ type: 'request-ended', id, atMs: 1 });
  history.take({
    type: 'head',
    id,
    head: { status: 200, headers: [['content-type', 'application/json']], atMs: 2 },
  });
  history.take({ type: 'delivery', id, bytes: response, atMs: 3 });
  history.take({ type: 'ended', id, end: { state: 'done', atMs: 4, failure: '' } });
}

/** Fills a store with rows at once: what is measured is reading. */
function fill(file: string, rows: number): void {
  const { database } = openFile(file);
  database.transaction(() => {
    for (let i = 1; i <= 40; i++)
      database.run('INSERT INTO name (text, folded) VALUES (?, ?)', [
        `vendor.model-${i}-v1:0`,
        `vendor.model-${i}-v1:0`,
      ]);
    database.exec(`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows}), r AS (SELECT i, (i * 7919) % 1000 AS x, (i * 104729) % 30000 AS y FROM n)
      INSERT INTO exchange (id, started_at, side, source, state, dialect, protocol, route, model, program, operation, status, refused, end_ms, first_token_ms, longest_gap_ms, burst_share, tokens_in, tokens_out, request_bytes, response_bytes, frames)
      SELECT printf('%09d', i), 1700000000000 + i * 1000, 1, 0, 1, 0, 0, i % 2, 1 + x % 20, 21 + x % 10, 31 + x % 5, CASE WHEN x < 20 THEN 400 ELSE 200 END, x < 20, y, y / 3, y / 10, x / 1000.0, x * 17, x, 1000 + y, 2000 + y, x % 200 FROM r;
      INSERT INTO detail (number, request_headers, title) SELECT number, '[]', 'what was asked ' || (number * 31 % 9973) FROM exchange;
      INSERT INTO flag (kind, number, name, folded, count) SELECT 'leaked', number, 'stream_chunk_size', 'stream_chunk_size', 1 FROM exchange WHERE number % 4999 = 0;
      UPDATE exchange SET flags = 1 WHERE number % 4999 = 0;
      INSERT INTO words (rowid, asked, answered, about) SELECT number * 2, 'alpha word' || (number % 5000) || ' gamma', '', '' FROM exchange;
      UPDATE total SET exchanges = ${rows};
    `);
  });
  database.close();
}

/** All pages that it takes to have so many rows, or to come to the end. */
function find(
  history: History,
  query: string,
  sort: Sort = NEWEST,
  limit = 200,
): { readonly first: number; readonly all: number; readonly rows: number } {
  const began = performance.now();
  let after: string | null = null;
  let first = Number.NaN;
  let rows = 0;
  do {
    const page = history.page(query, sort, after, limit - rows);
    rows += page.rows.length;
    // Where nothing was found yet, the list says how far back it was searched.
    if (Number.isNaN(first)) first = performance.now() - began;
    after = page.next;
  } while (after !== null && rows < limit);
  return { first, all: performance.now() - began, rows };
}

const QUERIES: readonly (readonly [string, string, Sort?])[] = [
  ['everything, newest 200', ''],
  ['model, whole name (index)', 'model:=vendor.model-7-v1:0'],
  ['model, part of the name', 'model:model-7'],
  ['refused (index)', 'status:>=400'],
  ['leaked (index)', 'leaked:stream_chunk_size'],
  ['a word, rare', 'word4711'],
  ['a word that all have', '"alpha"'],
  ['what a word begins that all have', 'alpha'],
  ['two without an index', 'size:>30kb tokens-out:<3'],
  ['nothing fits, no index', 'tokens-out:>5000'],
  ['by duration', '', { by: 'duration', descending: true }],
  ['by what was asked', '', { by: 'asked', descending: false }],
  ['by model, refused', 'status:>=400', { by: 'model', descending: false }],
];

function many(rows: number): void {
  const file = path.join(dir, `${rows}.sqlite`);
  const lines = path.join(dir, `${rows}.jsonl`);
  fill(file, rows);
  console.log(
    `\n${rows.toLocaleString('en')} exchanges, ${mb(statSync(file).size)}; first answer, and 200 rows or the end of the search, ms`,
  );
  const opened = timed(() => {
    const history = open(file);
    history.page('', NEWEST, null, 200);
    history.close();
  });
  console.log(`  ${'open and first page'.padEnd(30)} ${opened.toFixed(1)}`);
  const history = open(file);
  const sample = history.page('', NEWEST, null, 200).rows;
  for (const [name, query, sort] of QUERIES) {
    const runs = Array.from({ length: 5 }, () => find(history, query, sort));
    const [first, all] = [median(runs.map((run) => run.first)), median(runs.map((run) => run.all))];
    console.log(
      `  ${name.padEnd(30)} ${first.toFixed(1).padStart(8)} ${all.toFixed(1).padStart(8)}   ${runs[0]?.rows ?? 0} rows`,
    );
  }
  history.close();
  if (rows > 200_000) return;
  for (let at = 0; at < rows; at += sample.length)
    appendFileSync(lines, sample.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const scan = timed(() => {
    const found: ExchangeRow[] = [];
    for (const line of readFileSync(lines, 'utf8').split('\n')) {
      if (line === '') continue;
      const row = JSON.parse(line) as ExchangeRow;
      if ((row.status ?? 0) >= 400) found.push(row);
    }
    return found;
  }, 3);
  console.log(
    `  ${'the same rows as JSON lines, read and filtered'.padEnd(46)} ${scan.toFixed(0)} ms, ${(scan / opened).toFixed(0)} times as long as opening`,
  );
}

try {
  conversation();
  for (const rows of (process.env.STRATA_BENCH_ROWS ?? '100000').split(',')) many(Number(rows));
} finally {
  rmSync(dir, { recursive: true, force: true });
}
