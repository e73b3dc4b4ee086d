import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import type { LedgerEntry } from '../pipeline/ledger/entry.ts';
import { replay } from '../pipeline/ledger/replay.ts';
import type { Rule } from '../pipeline/ledger/rule.ts';
import { rule } from '../pipeline/ledger/rule.ts';
import { LazyText } from '../text/lazy-text.ts';
import { validate } from '../validation/validate.ts';
import { apart, type Repair, repair, type Sent } from './repair.ts';
import { repaired } from './transform-as-profile.ts';

const make = (fate: 'kept' | 'mapped' | 'dropped') =>
  rule({ id: `build.${fate}`, stage: 'build', fate, text: '', source: '' });
const [KEPT, MAPPED, DROPPED] = [make('kept'), make('mapped'), make('dropped')];

const without = (from: Sent, pointer: Pointer, by: Rule): Sent =>
  repair(from, [{ kind: 'drop', pointer, rule: by }]);
const withValue = (from: Sent, pointer: Pointer, value: Json, by: Rule): Sent =>
  repair(from, [{ kind: 'set', pointer, value, rule: by }]);

const request = {
  stop: ['a'],
  tools: [{ name: 'x', strict: true }, { name: 'y' }],
  max_tokens: 5,
};
const entry = (from: string, pointer: string, rest: Partial<LedgerEntry> = {}): LedgerEntry => ({
  from: [from],
  to: { part: 'body', pointer },
  exact: true,
  rule: KEPT,
  ...rest,
});
const sent: Sent = {
  body: { inferenceConfig: { stopSequences: ['a'] }, tools: request.tools, max: 5 },
  ledger: {
    entries: [
      entry('/stop', '/inferenceConfig/stopSequences'),
      entry('/tools', '/tools'),
      entry('/max_tokens', '/max'),
    ],
  },
};

describe('a value taken out of a body', () => {
  it('leaves no empty object behind, and is not sent by the rule', () => {
    const { body, ledger } = without(sent, '/inferenceConfig/stopSequences', DROPPED);
    expect(body).toEqual({ tools: request.tools, max: 5 });
    expect(ledger.entries[0]).toEqual({ from: ['/stop'], to: null, exact: false, rule: DROPPED });
    expect(replay(request, ledger)).toEqual(body);
  });

  it('is named at its own place where its entry speaks of more', () => {
    const { body, ledger } = without(sent, '/tools/0/strict', DROPPED);
    expect(body.tools).toEqual([{ name: 'x' }, { name: 'y' }]);
    expect(ledger.entries).toContainEqual({
      from: ['/tools/0/strict'],
      to: null,
      exact: false,
      rule: DROPPED,
    });
    expect(replay(request, ledger)).toEqual(body);
  });

  it('lets the items behind it move up, in the ledger too', () => {
    const listed: Sent = {
      body: { tools: ['one', 'two'] },
      ledger: {
        entries: [
          { from: [], to: { part: 'body', pointer: '/tools' }, exact: false, value: [], rule: MAPPED },
          entry('/tools/0/name', '/tools/0', { exact: false, value: 'one' }),
          entry('/tools/1/name', '/tools/1', { exact: false, value: 'two' }),
        ],
      },
    };
    const { body, ledger } = without(listed, '/tools/0', DROPPED);
    expect(body).toEqual({ tools: ['two'] });
    expect(ledger.entries.map(({ to }) => to)).toContainEqual({ part: 'body', pointer: '/tools/0' });
    expect(replay(request, ledger)).toEqual(body);
  });

  it('changes nothing that was given', () => {
    const before = JSON.stringify(sent);
    without(sent, '/tools/0', DROPPED);
    expect(JSON.stringify(sent)).toBe(before);
  });
});

describe('another value in a place', () => {
  it('is from the same incoming value, by the rule', () => {
    const { body, ledger } = withValue(sent, '/max', 4, MAPPED);
    expect(body.max).toBe(4);
    expect(ledger.entries).toContainEqual({
      from: ['/max_tokens'],
      to: { part: 'body', pointer: '/max' },
      exact: false,
      value: 4,
      rule: MAPPED,
    });
    expect(replay(request, ledger)).toEqual(body);
  });

  it('is from the place inside a larger value that went along unchanged', () => {
    const { body, ledger } = withValue(sent, '/tools/1/name', 'z', MAPPED);
    expect(ledger.entries[ledger.entries.length - 1]?.from).toEqual(['/tools/1/name']);
    expect(replay(request, ledger)).toEqual(body);
  });
});

describe('several repairs at once', () => {
  const listed: Sent = {
    body: { tools: [{ name: 'a', odd: 1 }, { odd: 2 }, { name: 'c', odd: 3 }], max: 5 },
    ledger: { entries: [entry('/tools', '/tools'), entry('/max_tokens', '/max')] },
  };
  const given = { tools: listed.body.tools as Json, max_tokens: 5 };

  it('move items up past each other, and say of each value what became of it', () => {
    const { body, ledger } = repair(listed, [
      { kind: 'drop', pointer: '/tools/0/odd', rule: DROPPED },
      { kind: 'drop', pointer: '/tools/1/odd', rule: DROPPED },
      { kind: 'set', pointer: '/tools/2/odd', value: 4, rule: MAPPED },
      { kind: 'set', pointer: '/max', value: 6, rule: MAPPED },
    ]);
    expect(body).toEqual({ tools: [{ name: 'a' }, { name: 'c', odd: 4 }], max: 6 });
    expect(replay(given, ledger)).toEqual(body);
    const unsent = ledger.entries.filter(({ to }) => to === null).flatMap(({ from }) => from);
    expect(unsent).toEqual(['/tools/0/odd', '/tools/1']);
    expect(ledger.entries).toContainEqual(
      expect.objectContaining({ from: ['/tools/2/odd'], to: { part: 'body', pointer: '/tools/1/odd' } }),
    );
  });

  it('that touch each other are left for another time', () => {
    const drop = (pointer: Pointer): Repair => ({ kind: 'drop', pointer, rule: DROPPED });
    expect(apart(['/a', '/a/b', '/c/d', '/c', '/a', '/e'].map(drop)).map(({ pointer }) => pointer)).toEqual([
      '/a',
      '/c/d',
      '/e',
    ]);
  });
});

describe('how often a body is looked at', () => {
  const first = (count: number): Sent => ({
    body: Object.fromEntries(Array.from({ length: count }, (_, i) => [`odd_${i}`, i])),
    ledger: { entries: [] },
  });
  const looked = (count: number) => {
    let times = 0;
    const sent = repaired(first(count), ({ body }) => {
      times += 1;
      const text = JSON.stringify({
        ...body,
        messages: [],
        anthropic_version: 'bedrock-2023-05-31',
        max_tokens: 5,
      });
      return {
        written: new LazyText(text),
        verdict: validate({
          operation: 'InvokeModel',
          modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
          body: text,
        }),
      };
    });
    return { times, left: Object.keys(sent.body).length };
  };

  // Each repair used to be followed by a look of its own: forty for this one.
  it('does not grow with the number of repairs', () => {
    expect(looked(3)).toEqual({ times: 2, left: 0 });
    expect(looked(300)).toEqual({ times: 2, left: 0 });
  });

  it('is once where there are too many', () => {
    expect(looked(5000)).toEqual({ times: 1, left: 5000 });
  });
});
