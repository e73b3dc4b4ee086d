import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ValidationInput } from './problem.ts';
import { validate } from './validate.ts';

interface Reported extends Omit<ValidationInput, 'body'> {
  readonly id: string;
  readonly body: unknown;
  readonly source: string;
  readonly expect: {
    readonly status: number;
    readonly message?: string;
    readonly contains?: readonly string[];
    readonly key?: string;
  };
}

// Bodies sent straight to Bedrock, with the answers on record in public threads.
const reported: readonly Reported[] = readFileSync(
  new URL('./testdata/reported.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('answers that Bedrock is on record with', () => {
  test.each(reported)('$id $operation $modelId ($source)', (entry) => {
    const { operation, modelId, body, expect: wanted } = entry;
    const verdict = validate({ operation, modelId, body: JSON.stringify(body) });
    expect(verdict.status).toBe(wanted.status);
    if (wanted.message !== undefined) expect(verdict.message).toBe(wanted.message);
    for (const part of wanted.contains ?? []) expect(verdict.message).toContain(part);
    if (wanted.key !== undefined) expect(verdict.problems.map(({ key }) => key)).toContain(wanted.key);
    // Nothing is said about the body; the id may still be one that only profiles serve.
    const aboutBody = verdict.problems.filter(({ pointer }) => pointer !== '');
    if (wanted.status === 200) expect([verdict.message, aboutBody]).toEqual(['', []]);
  });
});
