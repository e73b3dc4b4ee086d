import type { TransformInput, TransformResult } from '../../shared/pipeline/call/result.ts';
import type { RepeatedDumps } from '../../shared/pipeline/python/json.ts';
import { judgeOutgoing, transformJudged } from '../../shared/strict/transform-as-profile.ts';
import type { Verdict } from '../../shared/validation/problem.ts';
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

/**
 * Transforms a request and validates the body that comes out of it, timing both.
 * @param dumps has written bodies that were much like this one
 * @param called the day on which a captured call was made, `YYYY-MM-DD`
 * @param before what the same request became under another profile, on the same day: where it is sent alike, its very verdict stands
 */
export function predict(
  input: TransformInput,
  dumps: RepeatedDumps | null = null,
  before: Prediction | null = null,
  called?: string,
): Prediction {
  const day = today(called);
  const start = performance.now();
  const known = before?.result.kind === 'outgoing' ? before.result.outgoing : null;
  const asking = {
    asOf: day,
    repeated: dumps,
    before: known && before?.verdict ? { outgoing: known, verdict: before.verdict } : null,
  };
  const { result, judged } = transformJudged(input, asking);
  const transformed = performance.now();
  const transformMs = transformed - start;
  if (result.kind !== 'outgoing') return { result, verdict: null, transformMs, validateMs: 0 };
  const { outgoing, ledger } = result;
  const sent = { body: outgoing.body, ledger };
  const { verdict } = judged ?? judgeOutgoing(outgoing, sent, input, asking);
  return { result, verdict, transformMs, validateMs: performance.now() - transformed };
}
