import { describe, expect, it } from 'vitest';
import { filteredIn } from '../../shared/contract/filtered-apart.ts';
import {
  type Answered,
  baseOf,
  type SessionAnswer,
  type SessionQuestion,
} from '../../shared/contract/inspect-session.ts';
import type { InspectResult } from '../../shared/contract/inspection.ts';
import { changedBy } from '../../shared/delta/delta.ts';
import { spliceBetween } from '../../shared/delta/splice.ts';
import type { Json } from '../../shared/json/json.ts';
import { agentRequestText } from '../../shared/testing/agent-request.ts';
import { inspect } from './inspect.ts';
import { Sessions } from './sessions.ts';

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

const BASE = { session: 'page', profile: 'litellm-1.87', route: 'auto' } as const;

const timeless = (result: unknown): unknown =>
  JSON.parse(JSON.stringify(result, (key, value) => (key.endsWith('Ms') ? 0 : value)));

const question = (number: number, change: Partial<SessionQuestion>): SessionQuestion => ({
  ...BASE,
  number,
  text: '{}',
  holds: null,
  ...change,
});

const size = (answer: SessionAnswer): number => JSON.stringify(answer).length;

/** What a page makes of an answer. */
function made(held: Answered | null, answer: SessionAnswer, text: string): InspectResult {
  const before = baseOf(held, text) as Json;
  const delta = answer.kind === 'inspected' ? answer.delta : null;
  const rest = delta ? changedBy(before, JSON.parse(JSON.stringify(delta))) : before;
  return filteredIn(rest as unknown as Inspected, answer.kind === 'inspected' ? answer.filtered : []);
}

describe('a request that is edited', () => {
  const first = agentRequestText({ size: 60_000, messages: 21, tools: 4 });
  const edits = [
    first.replace('"model"', ' "model"'),
    first.replace(/"stop":\s*\[/, '"seed": 7, "stop": ['),
    `${first} {`,
    first.replace('latency', 'LATENCY'),
  ];

  it('is told key by key in what changed, and the page has what a whole answer would be', () => {
    const sessions = new Sessions();
    const whole = sessions.answer(question(1, { text: first }), null);
    let [text, result, holds] = [first, made(null, whole, first), 1];
    expect(timeless(result)).toEqual(timeless(inspect({ ...BASE, text })));
    expect(size(whole)).toBeLessThan(3 * first.length);
    for (const [i, next] of edits.entries()) {
      const splice = spliceBetween(text, next);
      const answer = sessions.answer(question(i + 2, { text: { of: holds, splice }, holds }), null);
      expect(answer.kind).toBe(i === 2 ? 'unreadable' : 'inspected');
      if (answer.kind === 'inspected') {
        result = made({ text, result }, answer, next);
        expect(timeless(result)).toEqual(timeless(inspect({ ...BASE, text: next })));
      }
      expect(size(answer)).toBeLessThan(20_000);
      [text, holds] = [next, i + 2];
    }
  });

  it('leaves the trials of its buttons for later, and keeps those of the text before until then', () => {
    const sessions = new Sessions();
    const texts = [first, first.replace('latency', 'LATENCY'), edits[1] ?? ''] as const;
    const actionsOf = (result: InspectResult): readonly string[] =>
      (result.kind === 'inspected' ? (result.views[0]?.verdict?.problems ?? []) : []).flatMap(({ actions }) =>
        actions.map(({ label }) => label),
      );
    const ask = (number: number, text: string, trials: SessionQuestion['trials']): readonly string[] =>
      actionsOf(
        made(null, sessions.answer(question(number, { text: numbered(number, text), trials }), null), text),
      );
    const numbered = (number: number, text: string): SessionQuestion['text'] =>
      number === 1 ? text : { of: number - 1, splice: spliceBetween(texts[number - 2] ?? '', text) };
    const whole = actionsOf(inspect({ ...BASE, text: first }));
    expect(whole.length).toBeGreaterThan(0);
    expect(ask(1, texts[0], 'later')).toEqual([]);
    expect(ask(2, texts[1], 'now')).toEqual(whole);
    expect(ask(3, texts[2], 'later')).toEqual(whole);
  });

  it('leaves the filtered body of a huge request for later, and keeps that of the text before until then', () => {
    const huge = JSON.stringify({ ...JSON.parse(first), unknown: Array.from({ length: 20_000 }, () => 0) });
    const sessions = new Sessions();
    const filteredOf = (
      number: number,
      trials: SessionQuestion['trials'],
      text: SessionQuestion['text'] = huge,
    ) => {
      const answer = sessions.answer(question(number, { text, trials }), null);
      const result = made(null, answer, typeof text === 'string' ? huge : ` ${huge}`);
      const [view] = result.kind === 'inspected' ? result.views : [];
      return { filtered: view?.filtered, later: view?.filteredLater };
    };
    const whole = inspect({ ...BASE, text: huge });
    const filtered = whole.kind === 'inspected' ? whole.views[0]?.filtered : null;
    expect(filtered?.text).not.toContain('unknown');
    expect(filteredOf(1, 'later')).toEqual({ filtered: null, later: true });
    expect(filteredOf(2, 'now')).toEqual({ filtered, later: false });
    const edit = { of: 2, splice: { from: 0, to: 0, insert: ' ' } };
    expect(filteredOf(3, 'later', edit)).toEqual({ filtered, later: true });
  });

  it('keeps what the page holds where the page gave a question up', () => {
    const sessions = new Sessions();
    sessions.answer(question(1, { text: first }), null);
    const edit = (next: string) => ({ of: 1, splice: spliceBetween(first, next) });
    sessions.answer(question(2, { text: edit(edits[1] ?? ''), holds: 1 }), null);
    expect(sessions.answer(question(3, { text: edit(edits[0] ?? ''), holds: 1 }), null).kind).toBe(
      'inspected',
    );
  });

  it('is read as a conversation from what is known of it, in what changed', () => {
    const sessions = new Sessions();
    sessions.answer(question(1, { text: first }), null);
    const asked = { session: 'page', profile: BASE.profile, before: null } as const;
    const whole = sessions.conversation({ ...asked, of: 1, number: 1, holds: null });
    const next = first.replace('latency', 'LATENCY');
    const edit = { of: 1, splice: spliceBetween(first, next) };
    sessions.answer(question(2, { text: edit, holds: 1 }), null);
    const changed = sessions.conversation({ ...asked, of: 2, number: 2, holds: 1 });
    expect(JSON.stringify(changed).length).toBeLessThan(JSON.stringify(whole).length / 10);
    expect(sessions.conversation({ ...asked, of: 9, number: 3, holds: 2 }).kind).toBe('unknown');
    expect(sessions.conversation({ ...asked, of: 2, number: 3, holds: 1 }).kind).toBe('unknown');
  });

  it('is answered whatever a page asks: odd names, numbers and splices lead to nothing but an answer', () => {
    const sessions = new Sessions();
    const small =
      '{"model":"bedrock/anthropic.claude-3-haiku-20240307-v1:0","messages":[{"role":"user","content":"Hi"}]}';
    const odd = [-1, 0, 2 ** 53 - 1, -(2 ** 53)];
    for (const session of ['__proto__', 'constructor', 'toString', '\u202e']) {
      expect(sessions.answer(question(1, { session, text: small }), null).kind).toBe('inspected');
      for (const from of odd)
        for (const to of odd) {
          const text = { of: 1, splice: { from, to, insert: '}' } };
          expect(sessions.answer(question(1, { session, text, holds: 1 }), null).kind).toMatch(
            /inspected|unreadable|unknown/,
          );
          sessions.answer(question(1, { session, text: small }), null);
          const asked = { session, of: 1, number: from, holds: null, profile: BASE.profile } as const;
          expect(sessions.conversation({ ...asked, before: { from, to, insert: '' } }).kind).toBe('read');
          expect(sessions.conversation({ ...asked, of: to, before: null }).kind).toMatch(/read|unknown/);
        }
    }
  });

  it('is asked for as a whole by who has forgotten it, or never heard of it', () => {
    const sessions = new Sessions();
    expect(sessions.answer(question(2, { text: { of: 1, splice: null } }), null)).toEqual({
      kind: 'unknown',
    });
    sessions.answer(question(1, {}), null);
    expect(sessions.answer(question(2, { holds: 9 }), null)).toEqual({ kind: 'unknown' });
    for (let i = 0; i < 6; i++) sessions.answer(question(1, { session: `other ${i}` }), null);
    expect(sessions.answer(question(2, { holds: 1 }), null)).toEqual({ kind: 'unknown' });
  });
});
