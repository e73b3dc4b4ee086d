import { bodyText } from '../../shared/pipeline/body-text.ts';
import type { TransformInput, TransformResult } from '../../shared/pipeline/call/result.ts';
import { transformAsProfile } from '../../shared/strict/transform-as-profile.ts';
import type { Verdict } from '../../shared/validation/problem.ts';
import { judge } from '../../shared/validation/target.ts';
import { today } from './today.ts';

/** What a request becomes, and what Bedrock would answer to it. */
export interface Prediction {
  readonly result: TransformResult;
  /** Null where nothing is sent. */
  readonly verdict: Verdict | null;
  /** Milliseconds. */
  readonly transformMs: number;
  readonly validateMs: number;
}

/** Transforms a request and validates the body that comes out of it, timing both. */
export function predict(input: TransformInput): Prediction {
  const start = performance.now();
  const result = transformAsProfile(input);
  const transformed = performance.now();
  if (result.kind !== 'outgoing') {
    return { result, verdict: null, transformMs: transformed - start, validateMs: 0 };
  }
  const { outgoing } = result;
  const verdict = judge(outgoing, bodyText(outgoing.body, result.ledger, input.request), today());
  return { result, verdict, transformMs: transformed - start, validateMs: performance.now() - transformed };
}
