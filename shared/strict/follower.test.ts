import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRequest } from '../input/read-request.ts';
import { isArray } from '../json/json.ts';
import type { Route } from '../pipeline/call/model.ts';
import { agentRequestText } from '../testing/agent-request.ts';
import { Follower } from './follower.ts';

const DAY = '2026-11-27';

/** All there is to know of a text, as text; `by` reads and judges it. */
function outcome(by: Follower, text: string, route: Route): string {
  const read = by.read(text);
  if (!read.ok) return JSON.stringify(read);
  const input = { api: read.api, request: read.request, profile: 'litellm-1.109', route } as const;
  const { result, judged } = by.judge(input, DAY);
  const said = judged && { verdict: judged.verdict, text: judged.written.text };
  return JSON.stringify({ read, said, result, entries: result.ledger.entries });
}

const SMALL = agentRequestText({ size: 4_000, messages: 6, tools: 2, stops: 2 });
/** Numbers that a plain value does not hold, keys that stand in another order than they were written, a key given twice. */
const ODD = SMALL.replace(
  '"messages"',
  '"temperature":1.0,"metadata":{"10":1e2,"2":-0},"stop":["a","b"],"seed":12345678901234567890,"messages"',
);
const TEXTS = [
  SMALL,
  ODD,
  ODD.replace('"seed"', '"temperature":0.50,"seed"'),
  JSON.stringify(JSON.parse(SMALL)),
  `\uFEFF${SMALL}`,
];

const PIECES = [
  'x',
  ' ',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '1',
  '.0',
  'e2',
  '\n',
  'é',
  '\ud83d',
  '"a":1.0,',
];
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(6), fc.nat(600)),
    put: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('x', ' ', 'é', '\\n') },
      fc.constantFrom(...PIECES),
    ),
    /** Most edits are undone at once, so that the next one finds a text that can be read. */
    stays: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

it('gives at every edit what the same work gives from nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TEXTS),
      fc.constantFrom('invoke', 'converse'),
      edits,
      (start, route, list) => {
        const follower = new Follower();
        let text = start;
        outcome(follower, text, route as Route);
        for (const { at, cut, put, stays } of list) {
          const from = Math.floor(at * text.length);
          const edited = text.slice(0, from) + put + text.slice(from + cut);
          const before = text;
          for (const one of stays ? [edited] : [edited, before]) {
            text = one;
            const fresh = outcome(new Follower(), text, route as Route);
            expect(outcome(follower, text, route as Route)).toBe(fresh);
          }
        }
      },
    ),
    { numRuns: 8 },
  );
});

it('reads only the message or tool that changed: all others are the same values', () => {
  const follower = new Follower();
  const text = agentRequestText({ size: 40_000, messages: 20 });
  const at = text.indexOf('the', text.length / 2);
  const [before, after] = [text, `${text.slice(0, at)}x${text.slice(at)}`].map((one) => {
    const read = follower.read(one);
    expect(read).toEqual(readRequest(one));
    return read.ok ? read.request : {};
  });
  const kept = (key: string): readonly boolean[] => {
    const [old, now] = [before, after].map((request) => (isArray(request?.[key]) ? request[key] : []));
    return (now ?? []).map((item, i) => item === old?.[i]);
  };
  const items = [...kept('messages'), ...kept('tools')];
  expect(items).toHaveLength(60);
  expect(items.filter((one) => !one)).toHaveLength(1);
});
