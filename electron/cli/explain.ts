import type { JsonObject } from '../../shared/json/json.ts';
import { beyondBody } from '../../shared/validation/beyond-body.ts';
import type { Verdict } from '../../shared/validation/problem.ts';

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((part): part is string => typeof part === 'string') : [];

/**
 * What is off between a verdict and an answer on record; empty where nothing is.
 * @param expected `status`, and of the text `message` (whole) or `contains` (parts)
 */
export function differences(verdict: Verdict, expected: JsonObject): readonly string[] {
  const { status, message, contains } = expected;
  return [
    ...(status === undefined || verdict.status === status
      ? []
      : [`status: answered ${status}, predicted ${verdict.status ?? 'nothing'}`]),
    ...(message === undefined || verdict.message === message
      ? []
      : [`message: answered ${JSON.stringify(message)}, predicted ${JSON.stringify(verdict.message)}`]),
    ...textsIn(contains)
      .filter((part) => !verdict.message.includes(part))
      .map((part) => `message: answered with ${JSON.stringify(part)}, which is not predicted`),
  ];
}

/** Which rules speak, the one that gives the answer first, and what is off. */
export function explanation(verdict: Verdict, expected: JsonObject | undefined): object {
  const speaks = verdict.problems.map(({ severity, pointer, message, why, evidence }) => ({
    severity,
    pointer,
    message,
    why,
    evidence,
  }));
  const order = { error: 0, warning: 1 } as const;
  const known = expected && beyondBody(Number(expected.status), String(expected.message ?? ''));
  return {
    rules: speaks.sort((a, b) => order[a.severity] - order[b.severity]),
    ...(expected ? { off: differences(verdict, expected) } : {}),
    ...(known
      ? { beyondBody: { dependsOn: known.dependsOn, why: known.why, evidence: known.evidence } }
      : {}),
  };
}
