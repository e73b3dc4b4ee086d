import { describe, expect, it } from 'vitest';
import type { ParamRow } from '../../shared/contract/inspection.ts';
import type { Fate } from '../../shared/pipeline/ledger/fate.ts';
import { sortParams } from './sort-params.ts';

const row = (key: string, fate: Fate, severity: ParamRow['severity'] = 'info'): ParamRow => ({
  pointer: `/${key}`,
  key,
  preview: '',
  fate,
  leaves: {},
  targets: [],
  rule: { id: fate, stage: 'map', fate, text: '', source: '', severity },
  severity,
});

const ROWS = [
  row('model', 'moved'),
  row('stop', 'renamed'),
  row('seed', 'dropped', 'warning'),
  row('metadata', 'dropped'),
  row('_depth', 'leaked', 'error'),
];
const VIEW = { losses: [{ pointer: '/stop/4', rule: 0 }] };
const keys = (order: 'given' | 'key' | 'fate') => sortParams(VIEW, ROWS, order).map(({ key }) => key);

describe('the order of parameters', () => {
  it('is as they are given, or by name', () => {
    expect(keys('given')).toEqual(['model', 'stop', 'seed', 'metadata', '_depth']);
    expect(keys('key')).toEqual(['_depth', 'metadata', 'model', 'seed', 'stop']);
  });

  it('puts what breaks first, then what is lost, then what loses a part; the rest stays as it is given', () => {
    expect(keys('fate')).toEqual(['_depth', 'seed', 'stop', 'model', 'metadata']);
  });
});
