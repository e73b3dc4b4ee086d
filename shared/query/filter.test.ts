import { describe, expect, it } from 'vitest';
import type { ExchangeRow } from '../capture/exchange.ts';
import { JUST_OPENED } from '../capture/just-opened.ts';
import { FIELDS } from './fields.ts';
import { matcher, type Said } from './match.ts';
import { parseQuery } from './parse.ts';
import { toSql } from './sql.ts';
import { wordsOf } from './words.ts';

const NOW = new Date(2026, 10, 26, 12, 0).getTime();

const EMPTY: ExchangeRow = {
  ...JUST_OPENED,
  id: 'e1',
  number: 1,
  side: 'bedrock',
  source: 'live',
  startedAt: NOW,
  protocol: 'http/1.1',
  method: 'POST',
  path: '/model/x/invoke',
  operation: '',
  dialect: 'bedrock',
  route: null,
  model: null,
  program: '',
  region: null,
  target: '',
  conversation: null,
  preparation: false,
  cause: null,
};

const FULL: ExchangeRow = {
  ...EMPTY,
  operation: 'ConverseStream',
  route: 'converse',
  model: 'us.anthropic.Claude-sonnet-4',
  program: 'boto3 1.44.8',
  region: 'eu-central-1',
  target: 'simulator',
  conversation: 'a1b2',
  preparation: true,
  firstTokenMs: 400,
  endMs: 9_000,
  longestGapMs: 700,
  burstShare: 0.5,
  state: 'done',
  status: 429,
  error: 'ThrottlingException',
  requestId: '3f1c',
  trace: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentId: null },
  stopReason: 'end_turn',
  usage: { inputTokens: 12_000, outputTokens: 30, cacheReadTokens: 5, cacheWriteTokens: 0 },
  requestBytes: 2_048,
  responseBytes: 100,
  frames: 12,
  flags: [
    { kind: 'leaked', count: 1, names: ['stream_chunk_size'] },
    { kind: 'stalled', count: 1, names: [] },
  ],
  release: '1.109',
  cause: { client: 'c9', evidence: 'stamp' },
  pinned: true,
};

const SAID: Said = {
  asked: wordsOf('Where is my parcel?'),
  answered: wordsOf('No idea, sorry.'),
  about: wordsOf('boto3'),
};

/** Which of the two rows the filter lets through. */
function passing(text: string): string {
  const fits = matcher(parseQuery(text, NOW).tree);
  return [fits(FULL, SAID) ? 'full' : '', fits(EMPTY, { asked: [], answered: [], about: [] }) ? 'empty' : '']
    .filter((name) => name !== '')
    .join(' ');
}

describe('a filter lets through', () => {
  it.each([
    ['', 'full empty'],
    ['model:claude', 'full'],
    ['model:us*sonnet', 'full'],
    ['model:sonnet*us', ''],
    ['model:=us.anthropic.claude-sonnet-4', 'full'],
    ['model:=us.*.claude*4', 'full'],
    ['model:=us.*.claude', ''],
    ['model:=us.*nova*-4', ''],
    ['model:=claude', ''],
    ['model:"us*"', ''],
    ['-model:claude', 'empty'],
    ['model:none', 'empty'],
    ['model:any', 'full'],
    ['status:429', 'full'],
    ['status:>=400', 'full'],
    ['status:4xx', 'full'],
    ['status:5xx', ''],
    ['-status:4xx', 'empty'],
    ['status:>429', ''],
    ['status:<430', 'full'],
    ['status:<=429', 'full'],
    ['status:<429', ''],
    ['status:400..', 'full'],
    ['status:..428', ''],
    ['status:200,429', 'full'],
    ['NOT status:429', 'empty'],
    ['started:today', 'full empty'],
    ['started:>today', ''],
    ['started:<=today', 'full empty'],
    ['started:2026-11-25..2026-11-26', 'full empty'],
    ['last:1h', 'full empty'],
    ['conversation:A1B2', 'full'],
    ['cause:c9 request-id:3F1C', 'full'],
    ['route:converse', 'full'],
    ['route:invoke', ''],
    ['state:open,done', 'full empty'],
    ['leaked:any', ''],
    ['leaked:chunk', 'full'],
    ['leaked:seed', ''],
    ['flag:stalled', 'full'],
    ['flag:burst', ''],
    ['is:pinned is:preparation is:joined is:streamed', 'full'],
    ['is:running', 'empty'],
    ['first-token:>=400ms duration:>8s stall:<1s burst:50%', 'full'],
    ['tokens-in:>10k tokens-out:30 cache-read:5 cache-write:0 frames:12', 'full'],
    ['size:2kb answer-size:<1kb', 'full'],
    ['error:throttl program:boto3 op:stream stop:end release:1.1 region:eu target:sim', 'full'],
    ['path:invoke method:post side:bedrock source:live dialect:bedrock protocol:http/1.1', 'full empty'],
    ['id:E1', 'full empty'],
    ['parcel', 'full'],
    ['asked:"my parcel"', 'full'],
    ['asked:"parcel my"', ''],
    ['answered:sor', 'full'],
    ['answered:"sor"', ''],
    ['asked:parcel OR status:none', 'full empty'],
    ['(model:claude OR status:429) -is:running', 'full'],
  ])('%s: %s', (text, rows) => {
    expect(parseQuery(text, NOW).problems).toEqual([]);
    expect(passing(text)).toBe(rows);
  });

  it.each(FIELDS.filter((field) => 'value' in field).map(({ name }) => name))(
    'what has a %s, and what has none, never both',
    (name) => {
      const names = passing(`${name}:any`).split(' ');
      expect(names).toContain('full');
      expect(passing(`${name}:none`)).toBe(names.includes('empty') ? '' : 'empty');
    },
  );
});

it('an empty name is none, as in the database', () => {
  const pathless = { ...EMPTY, path: '' };
  const said: Said = { asked: [], answered: [], about: [] };
  const passes = (text: string): boolean => matcher(parseQuery(text, NOW).tree)(pathless, said);
  expect([passes('path:""'), passes('path:any'), passes('path:none')]).toEqual([false, false, true]);
});

describe('a filter as SQL', () => {
  const sql = (text: string) => toSql(parseQuery(text, NOW).tree);

  it('is none where everything fits', () => {
    expect([sql(''), sql('status:4x'), sql('NOT status:4x')]).toEqual([null, null, null]);
  });

  it.each([
    ['status:429', '(refused = 1 AND ((status = ?3)))', [429]],
    ['status:200,>=400', '((status = ?3) OR (status >= ?4))', [200, 400]],
    ['status:4xx', '(refused = 1 AND ((status >= ?3 AND status < ?4)))', [400, 500]],
    ['status:200..299', '((status >= ?3 AND status <= ?4))', [200, 299]],
    ['stall:>1s', '((longest_gap_ms > ?3))', [1000]],
    ['size:<1kb', '((request_bytes < ?3))', [1024]],
    [
      'model:50%_\\*x',
      "(model IN (SELECT id FROM name WHERE folded LIKE ?3 ESCAPE '\\'))",
      ['%50\\%\\_\\\\%x%'],
    ],
    ['op:=converse', "(operation IN (SELECT id FROM name WHERE folded LIKE ?3 ESCAPE '\\'))", ['converse']],
    ['id:a,b', '(id IN (?3, ?4))', ['a', 'b']],
    ['route:converse', '(route IN (1))', []],
    ['error:none', '(error IS NULL)', []],
    ['error:any', '(error IS NOT NULL)', []],
    ['is:joined', '(cause IS NOT NULL)', []],
    [
      'flag:burst',
      '(number IN (SELECT number FROM flag WHERE kind = ?3 AND number BETWEEN ?1 AND ?2))',
      ['burst'],
    ],
    [
      'leaked:x',
      "(number IN (SELECT number FROM flag WHERE kind = ?3 AND number BETWEEN ?1 AND ?2 AND folded <> '' AND (folded LIKE ?4 ESCAPE '\\')))",
      ['leaked', '%x%'],
    ],
    [
      'asked:"a b"',
      '(number IN (SELECT rowid >> 1 FROM words WHERE words MATCH ?3 AND rowid BETWEEN ?1 * 2 AND ?2 * 2 + 1))',
      ['asked : "a b"'],
    ],
    [
      'parcel',
      '(number IN (SELECT rowid >> 1 FROM words WHERE words MATCH ?3 AND rowid BETWEEN ?1 * 2 AND ?2 * 2 + 1))',
      ['"parcel" *'],
    ],
    ['-is:pinned (is:running OR id:x)', null, ['x']],
  ] as const)('%s', (text, where, values) => {
    const condition = sql(text);
    if (where !== null) expect(condition?.where).toBe(where);
    else expect(condition?.where).toBe('((NOT coalesce(pinned = 1, 0)) AND ((state = 0) OR (id IN (?3))))');
    expect(condition?.values).toEqual(values);
  });
});
