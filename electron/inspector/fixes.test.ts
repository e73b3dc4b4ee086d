import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FixAction, RouteView } from '../../shared/contract/inspection.ts';
import { withEdits } from '../../shared/json/edit.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { applyTextEdits } from '../../shared/json/text-edit.ts';
import { editorOf } from './edit-request.ts';
import { inspect } from './inspect.ts';

const CLAUDE = 'bedrock/invoke/us.anthropic.claude-sonnet-4-20250514-v1:0';
const request = (rest: JsonObject, content: JsonObject[] | string = 'Hi'): string =>
  JSON.stringify({ model: CLAUDE, max_tokens: 64, messages: [{ role: 'user', content }], ...rest }, null, 2);

function view(text: string): RouteView {
  const result = inspect({ text, profile: 'litellm-1.87', route: 'invoke' });
  if (result.kind !== 'inspected' || !result.views[0]) throw new Error(JSON.stringify(result));
  return result.views[0];
}

const refusals = (text: string) =>
  (view(text).verdict?.problems ?? []).filter(({ severity }) => severity === 'error');
const many = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`odd_${i}`, i]));
const dropIn = (actions: readonly FixAction[]): FixAction | undefined =>
  actions.find(({ fix }) => fix.kind === 'drop');

describe('fixes of many problems', () => {
  it('mend each its own problem, however many there are', () => {
    const text = request(many(300));
    const problems = refusals(text);
    expect(problems).toHaveLength(300);
    const drops = problems.map(({ actions }) => dropIn(actions));
    for (const i of [0, 150, 299]) {
      const left = refusals(applyTextEdits(text, drops[i]?.edits ?? []));
      expect(left.map(({ key }) => key)).toEqual(problems.map(({ key }) => key).filter((_, at) => at !== i));
    }
    const all = applyTextEdits(text, [drops[7]?.edits ?? [], drops[8]?.edits ?? []].flat());
    expect(refusals(all)).toHaveLength(298);
  });

  // Each fix used to be tried in a transform of its own: minutes for this one.
  it('cost no more than a few transforms', () => {
    const { verdict } = view(request(many(20_000)));
    expect(verdict?.problems).toHaveLength(1000);
    expect(verdict?.problems.every(({ actions }) => dropIn(actions) !== undefined)).toBe(true);
  });

  it('carry what they change, not the request again', () => {
    const size = JSON.stringify(view(request(many(1000))).verdict).length;
    expect(
      JSON.stringify(view(request({ ...many(1000), metadata: { user_id: 'x'.repeat(9000) } })).verdict)
        .length,
    ).toBeLessThan(size + 20_000);
  });
});

describe('the other route as a way out of a request of very many values', () => {
  // A day on which both models are served.
  beforeEach(() => void vi.stubEnv('STRATA_AS_OF', '2026-06-01'));
  afterEach(() => void vi.unstubAllEnvs());

  const huge = (model: string): string =>
    JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }], ...many(21_000) });
  const labels = (text: string) =>
    view(text).verdict?.problems.flatMap(({ actions }) => actions.map(({ label }) => label));

  it('is offered where Bedrock accepts what it sends', () => {
    expect(labels(huge('bedrock/invoke/qwen.qwen3-32b-v1:0'))).toContain('Use the converse route');
  });

  it('is not where the model itself is refused', () => {
    expect(labels(huge('bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0'))).not.toContain(
      'Use the converse route',
    );
  });
});

describe('an edit of the text', () => {
  const text = '{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": {}\n}';
  const edited = (...edits: Parameters<ReturnType<typeof editorOf>>[0]): string | null => {
    const done = editorOf(text)(edits);
    return done && applyTextEdits(text, done);
  };

  it.each([
    [[{ kind: 'drop', pointer: '/a' }], '{\n  "b": [1, 2, 3],\n  "c": {}\n}'],
    [[{ kind: 'drop', pointer: '/c' }], '{\n  "a": 1,\n  "b": [1, 2, 3]\n}'],
    [
      [
        { kind: 'drop', pointer: '/a' },
        { kind: 'drop', pointer: '/b' },
      ],
      '{\n  "c": {}\n}',
    ],
    [
      [
        { kind: 'drop', pointer: '/b' },
        { kind: 'drop', pointer: '/c' },
      ],
      '{\n  "a": 1\n}',
    ],
    [
      [
        { kind: 'drop', pointer: '/a' },
        { kind: 'drop', pointer: '/b' },
        { kind: 'drop', pointer: '/c' },
      ],
      '{}',
    ],
    [
      [
        { kind: 'drop', pointer: '/b/0' },
        { kind: 'drop', pointer: '/b/2' },
      ],
      '{\n  "a": 1,\n  "b": [2],\n  "c": {}\n}',
    ],
    [[{ kind: 'set', pointer: '/a', value: 'x' }], '{\n  "a": "x",\n  "b": [1, 2, 3],\n  "c": {}\n}'],
    [
      [{ kind: 'set', pointer: '/d', value: true }],
      '{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": {},\n  "d": true\n}',
    ],
    [[{ kind: 'set', pointer: '/c/e', value: 5 }], '{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": { "e": 5 }\n}'],
    [[{ kind: 'rename', pointer: '/a', key: 'z' }], '{\n  "z": 1,\n  "b": [1, 2, 3],\n  "c": {}\n}'],
  ] as const)('%j keeps the rest as it stands, and means what it means for the value', (edits, expected) => {
    expect(edited(...edits)).toBe(expected);
    expect(withEdits(JSON.parse(text), edits)).toEqual(JSON.parse(expected));
  });

  it.each([
    [{ kind: 'drop', pointer: '/z' }],
    [{ kind: 'rename', pointer: '/b/0', key: 'z' }],
    [{ kind: 'set', pointer: '/b/9', value: 1 }],
    [{ kind: 'drop', pointer: '' }],
  ] as const)('%j has no place in it', (edit) => {
    expect(edited(edit)).toBeNull();
  });
});

it('a key given twice goes with both of its values', () => {
  const text = `{"model":"${CLAUDE}","messages":[{"role":"user","content":"Hi"}],"max_tokens":9,"odd":1,"odd":2}`;
  const result = inspect({ text, profile: 'litellm-1.87', route: 'invoke' });
  if (result.kind !== 'inspected') throw new Error('unreadable');
  const drop = dropIn(result.views[0]?.verdict?.problems[0]?.actions ?? []);
  expect(applyTextEdits(result.requestText, drop?.edits ?? [])).not.toContain('odd');
});
