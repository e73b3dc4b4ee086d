import { describe, expect, it } from 'vitest';
import { withEdits } from '../../shared/json/edit.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';
import type { Attempt } from './change.ts';
import { type Candidate, helpful, isHuge } from './try-fixes.ts';

const judge = (body: JsonObject) =>
  validate({
    operation: 'InvokeModel',
    modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
    body: JSON.stringify(body),
  });

/** A body with so many odd keys, each with a fix that leaves it out, and how often it is worked out again. */
function tried(odd: number, values: number) {
  const body: JsonObject = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 5,
    messages: [{ role: 'user', content: 'Hi' }],
    stop_sequences: Array.from({ length: values }, (_, i) => `s${i}`),
    ...Object.fromEntries(Array.from({ length: odd }, (_, i) => [`odd_${i}`, i])),
  };
  const { problems } = judge(body);
  const candidates = problems.flatMap((problem: Problem): readonly Candidate[] =>
    problem.fixes.flatMap((fix) =>
      fix.kind === 'drop' ? [{ problem, fix, edit: { kind: 'drop', pointer: fix.pointer } }] : [],
    ),
  );
  let times = 0;
  const found = helpful(candidates, problems, { huge: isHuge(body) } as Attempt, ({ edits }) => {
    times += 1;
    return judge(withEdits(body, edits));
  });
  return { times, candidates: candidates.length, found: found.size };
}

describe('how often a request is worked out again for its fixes', () => {
  it('is once for each of a few', () => {
    expect(tried(5, 10)).toEqual({ times: 5, candidates: 5, found: 5 });
  });

  it('does not grow with their number', () => {
    expect(tried(900, 10)).toEqual({ times: 1, candidates: 900, found: 900 });
  });

  it('is once for a request of very many values', () => {
    expect(tried(5, 30_000)).toMatchObject({ times: 1, found: 5 });
  });

  it('is never where there is nothing to try', () => {
    expect(tried(0, 10).times).toBe(0);
  });
});
