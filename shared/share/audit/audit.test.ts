import { describe, expect, it } from 'vitest';
import { auditReport, auditTable } from './report.ts';
import {
  type AuditedRecord,
  type AuditFinding,
  Auditor,
  type AuditSummary,
  auditSummary,
} from './summary.ts';

const LEAK: AuditFinding = { kind: 'leak', level: 'error', reason: 'x leaks' };
const ENDS: AuditFinding = { kind: 'model-ends', level: 'warning', reason: 'm ends' };
const LOST: AuditFinding = { kind: 'may-be-refused', level: 'warning', reason: 'a\n  b' };

const record = (
  findings: readonly AuditFinding[],
  example = '{}',
  rest: Partial<AuditedRecord> = {},
): AuditedRecord => ({
  model: 'm',
  program: 'bot',
  release: '1.90.0',
  findings,
  example: () => example,
  size: example.length,
  ...rest,
});

function summed(records: readonly AuditedRecord[], unreadable = 0): AuditSummary {
  const auditor = new Auditor();
  for (const one of records) auditor.add(one);
  for (let i = 0; i < unreadable; i++) auditor.unreadable();
  return auditor.summary();
}

function merged(parts: readonly AuditSummary[]): AuditSummary {
  const auditor = new Auditor();
  for (const part of parts) auditor.merge(part);
  return auditor.summary();
}

const RECORDS = [
  record([LEAK], '{"long":1}'),
  record([LEAK, ENDS, LEAK], '{"b":2}', { model: 'n', program: '', release: '' }),
  record([], '{}'),
  record([LOST], '[3]'),
  record([LEAK], '{"a":1}', { program: 'cron' }),
  record([ENDS], '{"z":1}'),
  record([ENDS], '{"y":1}'),
];

describe('a summary of an audit', () => {
  const whole = summed(RECORDS);

  it('counts each thing once a record, gravest first, then the most frequent', () => {
    expect(whole).toMatchObject({ records: 7, wrong: 6, unreadable: 0, beyond: 0, models: { m: 6, n: 1 } });
    expect(whole.groups.map(({ reason, records }) => [reason, records])).toEqual([
      ['x leaks', 3],
      ['m ends', 3],
      ['a\n  b', 1],
    ]);
    expect(whole.groups[0]).toMatchObject({
      models: { m: 2, n: 1 },
      programs: { bot: 1, cron: 1 },
      releases: { '1.90.0': 2 },
    });
    expect(auditSummary.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
  });

  it('keeps the shortest example, of several as short the first by its letters', () => {
    expect(whole.groups.map(({ example }) => example)).toEqual(['{"a":1}', '{"b":2}', '[3]']);
    expect(summed([record([ENDS], 'b'), record([ENDS], 'a'), record([ENDS], 'cc')]).groups[0]).toMatchObject({
      example: 'a',
      exampleSize: 1,
    });
  });

  it('does not write out a request that is longer than its example', () => {
    const long = record([LEAK], '', {
      size: 1_000,
      example: () => {
        throw new Error('written out');
      },
    });
    expect(summed([record([LEAK], '{}'), long]).groups[0]?.records).toBe(2);
  });

  it('is the same of the parts as of the whole, in any order and nesting', () => {
    const parts = RECORDS.map((one, i) => summed([one], i === 2 ? 1 : 0));
    const expected = summed(RECORDS, 1);
    expect(merged(parts)).toEqual(expected);
    expect(merged([...parts].reverse())).toEqual(expected);
    expect(merged([merged(parts.slice(0, 3)), merged(parts.slice(3)), merged([])])).toEqual(expected);
  });

  it('stays small whatever comes: kinds of findings beyond the kept ones and names are counted together', () => {
    const reasons = Array.from({ length: 4_003 }, (_, i): AuditFinding => ({ ...LEAK, reason: `r${i}` }));
    const many = summed(reasons.map((one, i) => record([one], '{}', { model: `m${i}` })));
    expect(many.groups).toHaveLength(4_000);
    expect(many.beyond).toBe(3);
    expect(Object.keys(many.models)).toHaveLength(301);
    expect(many.models.others).toBe(4_003 - 300);
    const more = merged([many, summed([record([{ ...LEAK, reason: 'new' }]), record([reasons[0] ?? LEAK])])]);
    expect(more.beyond).toBe(4);
    expect(more.groups.find(({ reason }) => reason === 'r0')?.records).toBe(2);
  });
});

describe('an audit to be read', () => {
  it('has a section a kind, with its reasons and their examples', () => {
    const { title, lead, sections } = auditReport(summed(RECORDS));
    expect(title).toBe('6 requests of 7 with something to look at');
    expect(lead.join('')).toBe('2 models, 3 kinds of findings.');
    expect(sections.map(({ id }) => id).sort()).toEqual(['leak', 'may-be-refused', 'model-ends']);
    const [table, , example] = sections.find(({ id }) => id === 'leak')?.blocks ?? [];
    expect(table).toMatchObject({
      rows: [[[{ text: 'x leaks' }], ['3'], ['m (2), n (1)'], ['bot (1), cron (1)']]],
    });
    expect(example).toMatchObject({ kind: 'code', text: '{"a":1}' });
  });

  it('says what it leaves out', () => {
    const groups = Array.from({ length: 42 }, (_, i): AuditFinding => ({ ...LEAK, reason: `r${i}` }));
    const models = Array.from({ length: 5 }, (_, i) => record(groups, '{}', { model: `m${i}` }));
    const summary = { ...summed(models, 1), beyond: 2 };
    const { lead, sections } = auditReport(summary);
    expect(lead.join('')).toBe(
      '5 models, 42 kinds of findings, 1 line without a request, 2 findings beyond what is kept.',
    );
    const blocks = sections[0]?.blocks ?? [];
    expect(blocks[0]).toMatchObject({ rows: { length: 40 } });
    expect(JSON.stringify(blocks[0])).toContain('m2 (1), 2 more');
    expect(blocks[1]).toMatchObject({ content: ['2 more reasons.'] });
    expect(blocks.filter(({ kind }) => kind === 'code')).toHaveLength(5);
    expect(auditTable(summary)).toMatch(/; 1 line without a request; 2 findings beyond what is kept\.$/);
  });

  it('is a line a reason for a terminal, cut to its column', () => {
    const long = { ...LEAK, reason: 'y'.repeat(90) };
    const lines = auditTable(summed([record([LOST], '{}', { model: '' }), record([long])])).split('\n');
    expect(lines[0]).toMatch(/^error +1 +leak +y{69}… m \(1\)$/);
    expect(lines[1]).toMatch(/^warning +1 +may-be-refused +a b$/);
    expect(lines[2]).toBe('2 requests of 2 with something to look at.');
  });
});
