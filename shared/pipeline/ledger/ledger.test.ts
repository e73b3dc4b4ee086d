import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { LedgerEntry } from './entry.ts';
import { type Fate, speakers } from './fate.ts';
import { leafFates, leafOrigins } from './leaves.ts';
import { readLedger } from './ledger.ts';
import { rule } from './rule.ts';
import { Trace } from './trace.ts';

const make = (id: string, fate: Fate) =>
  rule({ id: `test.${id}`, stage: 'build', fate, text: id, source: 'test' });
const KEPT = make('kept', 'kept');
const ALSO_KEPT = make('also-kept', 'kept');
const MAPPED = make('mapped', 'mapped');
const DROPPED = make('dropped', 'dropped');
const OTHERWISE = make('otherwise', 'dropped');

/** An entry in one line: rule, incoming values, place; `=` where the value went unchanged. */
function line({ rule: { id }, from, to, exact, value }: LedgerEntry): string {
  const place = to?.part === 'body' ? to.pointer : (to?.part ?? 'nowhere');
  const held = exact ? ' =' : value === undefined ? '' : ` ${JSON.stringify(value)}`;
  return `${id.replace(/^(test|build)\./, '')}: ${from.map((pointer) => pointer || 'all').join(' + ') || 'nothing'} → ${place}${held}`;
}

const read = (request: JsonObject, body: JsonObject | null, trace: Trace) =>
  readLedger(request, body, trace, OTHERWISE);
const lines = (...given: Parameters<typeof read>): readonly string[] => read(...given).entries.map(line);

describe('the ledger of a body', () => {
  it('does not know where a value is from of which nothing is said', () => {
    const body = { a: 1, b: { c: null, d: [], e: {} } };
    expect(lines({}, body, new Trace())).toEqual([
      'unexplained: nothing → /a 1',
      'unexplained: nothing → /b/c null',
      'unexplained: nothing → /b/d []',
      'unexplained: nothing → /b/e {}',
    ]);
    expect(lines({}, {}, new Trace())).toEqual([]);
  });

  it('speaks of a whole once, and again only where something inside is from elsewhere', () => {
    const trace = new Trace();
    const inner = trace.whole([1, { deep: null }], '/x', KEPT);
    const other = trace.whole({ y: 2 }, '/y', KEPT);
    const renamed = trace.whole({ z: 2 }, '/x', ALSO_KEPT);
    const body = trace.whole({ inner, leaf: 1, none: [], other, renamed }, '/x', KEPT);
    expect(lines({ x: [1, { deep: null }], y: { y: 2 } }, { body }, trace)).toEqual([
      `kept: /x → /body ${JSON.stringify(body)}`,
      'kept: /y → /body/other =',
      'also-kept: /x → /body/renamed {"z":2}',
    ]);
  });

  it('lets what is said of a member win over what is said of its value', () => {
    const trace = new Trace();
    const value = trace.whole({ a: 1 }, '/whole', KEPT);
    const body = trace.member({ value }, 'value', '/member', MAPPED);
    expect(lines({ whole: 1, member: 2 }, body, trace)).toEqual([
      'mapped: /member → /value {"a":1}',
      'otherwise: /whole → nowhere',
    ]);
  });

  it.each<[string, readonly string[], Json, string]>([
    ['unchanged', ['/a'], 1, 'kept: /a → /out ='],
    ['changed', ['/a'], 2, 'kept: /a → /out 2'],
    ['of two values', ['/a', '/b'], 1, 'kept: /a + /b → /out 1'],
    ['inside of a leaf', ['/a/inside/deep'], 1, 'kept: /a → /out ='],
    ['inside of a leaf and changed', ['/a/inside'], 2, 'kept: /a → /out 2'],
    ['twice inside of one leaf', ['/a/x', '/a/y'], 1, 'kept: /a → /out ='],
    ['inside of a leaf, beside another', ['/a/x', '/b'], 1, 'kept: /a + /b → /out 1'],
    ['of nothing that was given', ['/none'], 1, 'kept: all → /out 1'],
    ['of no value', [], 1, 'kept: nothing → /out 1'],
  ])('names the incoming values that there are: %s', (_, from, value, entry) => {
    const trace = new Trace();
    const body = trace.member({ out: value }, 'out', from, KEPT);
    expect(lines({ a: 1, b: 1 }, body, trace)[0]).toBe(entry);
  });

  it('says of every incoming value that nothing spoke of what is said otherwise, outermost first', () => {
    const trace = new Trace();
    const body = trace.member({ out: 1 }, 'out', '/list/1/x', KEPT);
    trace.note('/noted', DROPPED, { part: 'path' });
    const request = { list: ['a', { x: 1, 'y/z': { deep: 1 } }, ['b']], noted: { deep: 2 }, alone: {} };
    expect(lines(request, body, trace)).toEqual([
      'kept: /list/1/x → /out =',
      'dropped: /noted → path',
      'otherwise: /list/0 → nowhere',
      'otherwise: /list/1/y~1z → nowhere',
      'otherwise: /list/2 → nowhere',
      'otherwise: /alone → nowhere',
    ]);
    expect(read(request, body, trace).entries.some(({ to, exact }) => to?.part !== 'body' && exact)).toBe(
      false,
    );
  });

  it('says nothing otherwise where the request as a whole was spoken of', () => {
    const trace = new Trace();
    trace.note('', DROPPED);
    expect(lines({ a: 1 }, null, trace)).toEqual(['dropped: all → nowhere']);
    expect(lines({ a: 1 }, null, new Trace())).toEqual(['otherwise: /a → nowhere']);
  });
});

describe('the leaves of a ledger', () => {
  it('have the fate of the deepest statement around them, the strongest of several, the first of equals', () => {
    const trace = new Trace();
    const body = { one: { x: 1, y: 2 }, two: 1, three: 1 };
    trace.member(body, 'one', '/a', MAPPED);
    trace.member(body, 'two', '/a/x', KEPT);
    trace.member(body, 'three', '/a/x', ALSO_KEPT);
    trace.note('/a', DROPPED);
    const request = { a: { x: 1, y: [2, []] } };
    const ledger = read(request, body, trace);
    const fates = [...leafFates(request, ledger)].map(([leaf, entry]) => [leaf, entry.rule.id]);
    expect(fates).toEqual([
      ['/a/x', 'test.kept'],
      ['/a/y/0', 'test.mapped'],
      ['/a/y/1', 'test.mapped'],
    ]);
    const origins = [...leafOrigins(body, ledger)].map(([leaf, entry]) => [leaf, entry.rule.id]);
    expect(origins).toEqual([
      ['/one/x', 'test.mapped'],
      ['/one/y', 'test.mapped'],
      ['/two', 'test.kept'],
      ['/three', 'test.also-kept'],
    ]);
  });

  it('have no origin where no statement speaks of them', () => {
    const ledger = { entries: [] };
    expect([...leafOrigins({ a: 1 }, ledger)]).toEqual([]);
    expect([...leafFates({ a: 1 }, ledger)]).toEqual([]);
  });
});

describe('speakers', () => {
  it('are by precedence of fates, then the first; statements without a fate are passed over', () => {
    const said = (fate: Fate | undefined, ...from: string[]) => ({ fate, from });
    const lost = said('dropped', '/a', '/b');
    const kept = said('kept', '/a', '/c');
    const again = said('kept', '/a', '/c');
    const silent = said(undefined, '/a', '/d');
    const refused = said('refused', '/b');
    const found = speakers([silent, lost, kept, again, refused], ({ fate }) => fate);
    expect([...found]).toEqual([
      ['/a', kept],
      ['/b', refused],
      ['/c', kept],
    ]);
  });
});
