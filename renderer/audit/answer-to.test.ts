import { describe, expect, it } from 'vitest';
import type { LocatedProblem, RouteView } from '../../shared/contract/inspection.ts';
import { answerTo } from './answer-to.ts';
import { markedLines } from './marked-lines.ts';

const basis = { grade: 'documented', date: null, nearest: null, olderThan: null, life: null } as const;
const problem = (pointer: string, key: string): LocatedProblem => ({
  pointer,
  key,
  severity: 'error',
  message: '',
  why: '',
  evidence: [],
  confirmed: true,
  fixes: [],
  range: null,
  actions: [],
});
const refused = (message: string, ...problems: readonly LocatedProblem[]): Pick<RouteView, 'verdict'> => ({
  verdict: { kind: 'refused', status: 400, errorType: 'ValidationException', message, problems, basis },
});

describe('Bedrock’s answer to one key', () => {
  it('is that the body is accepted', () => {
    const verdict = {
      kind: 'accepted',
      status: 200,
      errorType: '',
      message: '',
      problems: [],
      basis,
    } as const;
    expect(answerTo({ verdict }, 'tags', [])).toEqual({ kind: 'accepted' });
  });

  it('is a refusal because of the key, which it names or not', () => {
    const view = refused('tags: Extra inputs are not permitted', problem('/tags', 'tags'));
    expect(answerTo(view, 'tags', ['/tags'])).toMatchObject({ kind: 'refused', named: true });
    const silent = refused('Validation Error', problem('/tags', 'tags'));
    expect(answerTo(silent, 'tags', ['/tags'])).toMatchObject({ kind: 'refused', named: false });
  });

  it('finds the problem below the key', () => {
    const view = refused('bad', problem('/messages', 'messages'), problem('/extra/tags/0', '0'));
    expect(answerTo(view, 'tags', ['/extra/tags'])).toMatchObject({ problem: { pointer: '/extra/tags/0' } });
  });

  it('does not blame a key that is not in the body', () => {
    const view = refused('#: required key [mediaSource] not found', problem('', 'mediaSource'));
    expect(answerTo(view, 'tags', [])).toEqual({
      kind: 'elsewhere',
      message: '#: required key [mediaSource] not found',
    });
  });

  it('is nothing where nothing is sent', () => {
    expect(answerTo({ verdict: null }, 'tags', [])).toBeNull();
  });
});

describe('marked lines', () => {
  it('marks each line that a span touches', () => {
    const text = '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}';
    const from = text.indexOf('"b"');
    const lines = markedLines(text, [{ from, to: text.indexOf(']') + 1 }]);
    expect(lines.map(({ marked }) => marked)).toEqual([false, false, true, true, true, false]);
    expect(lines.map((line) => line.text).join('\n')).toBe(text);
    expect(lines.map(({ at }) => text.slice(at, at + 3))).toContain('  "');
  });
});
