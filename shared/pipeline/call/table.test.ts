import { describe, expect, it } from 'vitest';
import { rule } from '../ledger/rule.ts';
import { Trace } from '../ledger/trace.ts';
import { type ProfileId, profileOf } from '../releases/profile.ts';
import type { Context } from './context.ts';
import type { Param, Params } from './params.ts';
import { rowsFor, type Table, walkTable } from './table.ts';

const given = rule({ id: 'test.given', stage: 'map', fate: 'kept', text: 'Given.', source: 'test' });
const rows = rowsFor('test', 'test');

const TABLE: Table = {
  temperature: rows.kept('temperature'),
  max_tokens: rows.renamed('max_tokens', 'limit'),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'limit'),
  stop: rows.mapped('stop', 'stops', 'stop becomes a list.', ({ value }) =>
    typeof value === 'string' ? [value] : undefined,
  ),
  seed: rows.dropped('seed', 'seed has no counterpart.'),
  top_p: [
    rows.renamed('top_p', 'p', { until: 'cache-marks-capped' }),
    rows.renamed('top_p', 'nucleus', {
      id: 'top_p-later',
      since: 'cache-marks-capped',
      until: 'guardrail-in-headers',
    }),
  ],
};

function walk(values: Readonly<Record<string, Param['value']>>, profile: ProfileId = 'litellm-1.109') {
  const trace = new Trace();
  const params: Params = new Map(
    Object.entries(values).map(([key, value]) => [key, { value, from: `/${key}`, rule: given }]),
  );
  const out = walkTable(TABLE, params, { trace, profile: profileOf(profile) } as Context);
  return {
    sent: Object.fromEntries([...out].map(([key, { value }]) => [key, value])),
    notes: trace.notes.map(({ from, rule: why }) => [from, why.id]),
  };
}

describe('walkTable', () => {
  it('keeps, renames and converts', () => {
    expect(walk({ temperature: 1, max_tokens: 5, stop: 'END' })).toEqual({
      sent: { temperature: 1, limit: 5, stops: ['END'] },
      notes: [],
    });
  });

  it('says so of every key that is not sent', () => {
    expect(walk({ seed: 7, stop: 3, stream_options: {}, user: 'u', logprobs: true })).toEqual({
      sent: {},
      notes: [
        ['/seed', 'map.test.seed'],
        ['/stop', 'map.test.stop'],
        ['/stream_options', 'map.stream-options'],
        ['/user', 'map.tolerated'],
        ['/logprobs', 'map.not-in-table'],
      ],
    });
  });

  it('lets the later of two parameters win and notes the other', () => {
    expect(walk({ max_tokens: 5, max_completion_tokens: 9 })).toEqual({
      sent: { limit: 9 },
      notes: [['/max_tokens', 'map.overridden']],
    });
  });

  it('takes the line that holds for the release', () => {
    expect(walk({ top_p: 0.5 }, 'litellm-1.87.0').sent).toEqual({ p: 0.5 });
    expect(walk({ top_p: 0.5 }, 'litellm-1.90').sent).toEqual({ nucleus: 0.5 });
    expect(walk({ top_p: 0.5 }).notes).toEqual([['/top_p', 'map.not-in-table']]);
  });
});
