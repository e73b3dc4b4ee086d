import { describe, expect, it } from 'vitest';
import type { FixAction, LocatedProblem } from '../../shared/contract/inspection.ts';
import { applyTextEdits, type TextEdit } from '../../shared/json/text-edit.ts';
import { groupProblems } from './group-problems.ts';

const drop = (pointer: string, ...edits: readonly TextEdit[]): FixAction => ({
  label: 'Drop it',
  fix: { kind: 'drop', pointer },
  edits,
  route: null,
  profile: null,
  settings: null,
});

const problem = (pointer: string, message: string, actions: readonly FixAction[] = []): LocatedProblem => ({
  pointer,
  key: null,
  severity: 'error',
  message,
  why: 'It is so.',
  evidence: [],
  confirmed: true,
  fixes: [],
  range: null,
  actions,
});

describe('problems of a verdict', () => {
  it('are one entry where only an index differs, in the words that Bedrock uses for the first', () => {
    const [group, ...others] = groupProblems([
      problem('/messages/38/content/0/text', 'messages.38.content.0: must be non-empty'),
      problem('/messages/122/content/0/text', 'messages.122.content.0: must be non-empty'),
    ]);
    expect(others).toEqual([]);
    expect(group?.problem.message).toBe('messages.38.content.0: must be non-empty');
    expect(group?.pointers).toEqual(['/messages/38/content/0/text', '/messages/122/content/0/text']);
  });

  it('stay apart where they are about different keys', () => {
    const keys = [problem('/a', 'a: Extra inputs'), problem('/b', 'b: Extra inputs')];
    expect(groupProblems(keys)).toHaveLength(2);
  });

  it('are mended together by one fix', () => {
    const text = '[{"x":1,"a":2},{"x":3,"a":4}]';
    const [group] = groupProblems([
      problem('/0/x', '0.x: Extra inputs', [drop('/0/x', { from: 2, to: 8, text: '' })]),
      problem('/1/x', '1.x: Extra inputs', [drop('/1/x', { from: 16, to: 22, text: '' })]),
    ]);
    const [action] = group?.actions ?? [];
    expect(action).toMatchObject({ label: 'Drop it, 2 times', times: 2 });
    expect(applyTextEdits(text, action?.edits ?? [])).toBe('[{"a":2},{"a":4}]');
  });

  it('offer no fix for all where the changes reach into each other, or one of them has none', () => {
    const first = problem('/0', '0: no', [drop('/0', { from: 1, to: 4, text: '' })]);
    const second = problem('/1', '1: no', [drop('/1', { from: 3, to: 6, text: '' })]);
    expect(groupProblems([first, second])[0]?.actions).toEqual([]);
    expect(groupProblems([first, problem('/1', '1: no')])[0]?.actions).toEqual([]);
  });

  it('keep a fix that changes a selector once', () => {
    const other: FixAction = { ...drop('/0'), label: 'Use the converse route', route: 'converse' };
    const [group] = groupProblems([problem('/0', '0: no', [other]), problem('/1', '1: no', [other])]);
    expect(group?.actions).toEqual([other]);
  });
});
