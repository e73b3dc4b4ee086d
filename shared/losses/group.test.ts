import { describe, expect, it } from 'vitest';
import type { RouteView } from '../contract/inspection.ts';
import type { Rule } from '../pipeline/ledger/rule.ts';
import { countMattering, groupLosses, lossesWithin } from './group.ts';

const rule = (id: string): Rule => ({
  id,
  stage: 'map',
  fate: 'dropped',
  text: `${id}.`,
  source: 'LiteLLM',
  severity: 'warning',
});
const rules = [rule('names'), rule('stops'), rule('parallel')];
const params = [
  {
    pointer: '/stop',
    key: 'stop',
    preview: '',
    fate: 'renamed',
    leaves: { renamed: 4, dropped: 2 },
    targets: [],
    rule: rule('stop'),
    severity: 'info',
  },
] satisfies RouteView['params'];
const losses = [
  { pointer: '/messages/1/name', rule: 0 },
  { pointer: '/messages/12/name', rule: 0 },
  { pointer: '/stop/4', rule: 1 },
  { pointer: '/stop/5', rule: 1 },
  { pointer: '/parallel_tool_calls', rule: 2 },
];

describe('silent losses', () => {
  const groups = groupLosses({ losses, rules, params });

  it('of one kind are one group, those that matter first', () => {
    expect(groups.map(({ path, pointers, matters }) => [path, pointers.length, matters])).toEqual([
      ['stop[*]', 2, true],
      ['parallel_tool_calls', 1, true],
      ['messages[*].name', 2, false],
    ]);
  });

  it('are counted one by one where they matter', () => {
    expect(countMattering({ losses, rules })).toBe(3);
    expect(countMattering({ losses: [...losses, { pointer: '/top_p', rule: 9 }], rules })).toBe(3);
  });

  it('say of how many they are', () => {
    expect(groups.map(({ of }) => of)).toEqual([6, null, null]);
  });

  it('lose nobody', () => {
    expect(groups.flatMap(({ pointers }) => pointers).sort()).toEqual(
      losses.map(({ pointer }) => pointer).sort(),
    );
  });

  it('name a single one by its place', () => {
    expect(groupLosses({ losses: losses.slice(1, 2), rules, params })[0]?.path).toBe('messages[12].name');
  });

  it('under different rules stay apart', () => {
    const two = [losses[0], { pointer: '/messages/2/name', rule: 2 }].flatMap((loss) => loss ?? []);
    expect(groupLosses({ losses: two, rules, params })).toHaveLength(2);
  });

  it('are counted below a parameter', () => {
    expect(lossesWithin(losses, '/stop')).toBe(2);
    expect(lossesWithin(losses, '/sto')).toBe(0);
  });
});
