import type { Finding, Level } from '../../shared/findings/finding.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { errorText } from '../../shared/pipeline/call/failures.ts';
import type { TransformError, TransformResult } from '../../shared/pipeline/call/result.ts';
import { outcomesOf } from '../../shared/pipeline/ledger/outcomes.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Problem } from '../../shared/validation/problem.ts';
import { clientPlace, type Entered, type Entrance, enter } from './enter.ts';
import { type Prediction, predict } from './predict.ts';
import { sourcesIn } from './source-pointer.ts';

const refusal = (kind: 'refused-by-litellm' | 'crash-in-litellm', error: TransformError): Finding => ({
  kind,
  level: 'error',
  message: errorText(error),
  why: '',
  pointer: null,
  evidence: [],
});

const LEVEL_OF: Readonly<Record<Problem['severity'], Level>> = { error: 'error', warning: 'warning' };

/** A problem of a body as a finding at its place in the request. */
export const findingOf = (problem: Problem, pointer: Pointer | null): Finding => ({
  kind: problem.severity === 'error' ? 'refused-by-bedrock' : 'may-be-refused',
  level: LEVEL_OF[problem.severity],
  message: problem.message,
  why: problem.why,
  pointer,
  evidence: problem.evidence.map(({ source, url, date }) => ({ source, url, date })),
});

function findingsOfSent(
  entered: Entered,
  result: Extract<TransformResult, { kind: 'outgoing' }>,
  problems: readonly Problem[],
) {
  const { ledger } = result;
  const source = sourcesIn(ledger);
  const placed = (pointer: Pointer | null): Pointer | null =>
    pointer === null ? null : clientPlace(entered, pointer);
  const refused = problems.map((problem) => findingOf(problem, placed(source(problem.pointer))));
  const named = new Set(refused.map(({ pointer }) => pointer));
  const leaks = ledger.entries
    .filter(
      ({ rule, from }) => rule.fate === 'leaked' && from.length > 0 && !named.has(placed(from[0] ?? null)),
    )
    .map(({ rule, from }): Finding => {
      const pointer = placed(from[0] ?? null);
      const evidence = [{ source: rule.source, url: null, date: null }];
      return {
        kind: 'leak',
        level: 'warning',
        message: `${pointer ?? from[0]} leaks into the body`,
        why: rule.text,
        pointer,
        evidence,
      };
    });
  const losses = outcomesOf(entered.input.request, ledger).losses.map(
    ({ pointer, rule }): Finding => ({
      kind: 'loss',
      level: 'note',
      message: `${pointer} is not sent`,
      why: rule.text,
      pointer: placed(pointer),
      evidence: [{ source: rule.source, url: null, date: null }],
    }),
  );
  return [...refused, ...leaks, ...losses];
}

/** What a request becomes, or why it does not come in at all. */
export type Passed =
  | { readonly ok: true; readonly entered: Entered; readonly prediction: Prediction }
  | Extract<ReturnType<typeof enter>, { readonly ok: false }>;

/** Takes a request through a release to Bedrock. */
export function passThrough(entrance: Entrance, profile: ProfileId): Passed {
  const result = enter(entrance.read.request, entrance, profile);
  return result.ok
    ? { ...result, prediction: predict(result.entered.input, null, null, entrance.day) }
    : result;
}

/** Everything that is wrong with a request that passed through, gravest first by its stages. */
export function findingsOf(passed: Passed): readonly Finding[] {
  if (!passed.ok) return [refusal('refused-by-litellm', passed.error)];
  const { entered } = passed;
  const { result: transformed, verdict } = passed.prediction;
  if (transformed.kind === 'outgoing') return findingsOfSent(entered, transformed, verdict?.problems ?? []);
  const kind = transformed.kind === 'crashed' ? 'crash-in-litellm' : 'refused-by-litellm';
  const found = refusal(kind, transformed.error);
  return [transformed.kind === 'invalid' ? { ...found, pointer: transformed.error.pointer } : found];
}

/** Everything that is wrong with a request on its way through a release to Bedrock, gravest first by its stages. */
export const judge = (entrance: Entrance, profile: ProfileId): readonly Finding[] =>
  findingsOf(passThrough(entrance, profile));
