import { describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../shared/contract/inspection.ts';
import type { Fate } from '../../shared/pipeline/ledger/fate.ts';
import type { Rule, Severity } from '../../shared/pipeline/ledger/rule.ts';
import { groupEntries } from './group-entries.ts';

const rule = (id: string, fate: Fate, severity: Severity): Rule => ({
  id,
  stage: 'build',
  fate,
  severity,
  text: id,
  source: 'here',
});

const RULES = [
  rule('text', 'renamed', 'info'),
  rule('name', 'dropped', 'warning'),
  rule('knob', 'leaked', 'error'),
];

const row = (from: readonly string[], to: string | null, at: number): LedgerRow => ({
  from,
  to: to === null ? null : { part: 'body', pointer: to },
  rule: at,
});

const grouped = (...ledger: readonly LedgerRow[]) =>
  groupEntries(
    { ledger, rules: RULES },
    ledger.map((_, i) => i),
  );

describe('entries of a stage', () => {
  it('are one group where only the index of a list differs, and each place is kept', () => {
    const [group, ...others] = grouped(
      row(['/messages/1/content'], '/messages/0/content/0/text', 0),
      row(['/messages/4/content'], '/messages/3/content/0/text', 0),
    );
    expect(others).toEqual([]);
    expect(group?.way).toBe('messages[*].content → messages[*].content[*].text');
    expect(group?.places).toEqual([
      { side: 'outgoing', pointer: '/messages/0/content/0/text' },
      { side: 'outgoing', pointer: '/messages/3/content/0/text' },
    ]);
  });

  it('keep their indices where they stand alone', () => {
    expect(grouped(row(['/messages/4/content'], '/messages/3', 0))[0]?.way).toBe(
      'messages[4].content → messages[3]',
    );
  });

  it('begin with what leaked, then what is lost, and lead to the request where nothing was sent', () => {
    const groups = grouped(
      row(['/messages/1/content'], '/messages/0', 0),
      row(['/messages/1/name'], null, 1),
      row(['/knob'], '/knob', 2),
    );
    expect(groups.map(({ rule: { id } }) => id)).toEqual(['knob', 'name', 'text']);
    expect(groups[1]?.places).toEqual([{ side: 'incoming', pointer: '/messages/1/name' }]);
  });

  it('name few of many sources', () => {
    const many = Array.from({ length: 9 }, (_, i) => `/messages/${i}`);
    expect(grouped(row(many, '/messages/0', 0))[0]?.way).toBe(
      'messages[0], messages[1], messages[2] and 6 more → messages[0]',
    );
  });
});
