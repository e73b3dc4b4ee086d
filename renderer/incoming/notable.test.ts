import { describe, expect, it } from 'vitest';
import type { LedgerRow, ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { type Rule, rule } from '../../shared/pipeline/ledger/rule.ts';
import { notableInside } from './notable.ts';

const make = (fate: Rule['fate']): Rule =>
  rule({ id: `build.${fate}`, stage: 'build', fate, text: '', source: '' });
const rules = (['kept', 'consumed', 'dropped', 'added'] as const).map(make);
const entry = (from: string, index: number): LedgerRow => ({ from: [from], to: null, rule: index });
const ledger = [
  entry('/messages/0/content', 0),
  entry('/messages/1/content', 1),
  entry('/messages/0/name', 2),
  entry('/messages', 2),
  entry('/tools/0/strict', 2),
];
const view = { rules, ledger } as unknown as RouteView;
const row = (pointer: string, fate: Rule['fate']): ParamRow => ({ pointer, fate }) as unknown as ParamRow;

describe('values inside a parameter that did not go along', () => {
  it('are those below it that were lost or kept back, losses first', () => {
    expect(notableInside(view, row('/messages', 'mapped')).map(({ pointer }) => pointer)).toEqual([
      '/messages/0/name',
      '/messages/1/content',
    ]);
  });

  it('are not looked for in what the transform added', () => {
    expect(notableInside(view, row('/messages', 'added'))).toEqual([]);
  });
});
