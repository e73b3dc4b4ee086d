import type { LocatedProblem, RouteView } from '../../shared/contract/inspection.ts';
import { isWithin, type Pointer } from '../../shared/json/pointer.ts';

/** Bedrock's predicted answer, as far as it is about one key. */
export type AnswerTo =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'not-modelled' }
  /** Refused because of the key. */
  | { readonly kind: 'refused'; readonly problem: LocatedProblem; readonly named: boolean }
  /** Refused, but not because of the key. */
  | { readonly kind: 'elsewhere'; readonly message: string };

/** What Bedrock says of a body to the key whose values stand at `places`; null where nothing is sent. */
export function answerTo(
  { verdict }: Pick<RouteView, 'verdict'>,
  name: string,
  places: readonly Pointer[],
): AnswerTo | null {
  if (!verdict) return null;
  if (verdict.kind !== 'refused') return { kind: verdict.kind };
  const problem = verdict.problems.find(
    ({ pointer, key, severity }) =>
      severity === 'error' &&
      (places.some((place) => isWithin(pointer, place)) || (places.length > 0 && key === name)),
  );
  return problem
    ? { kind: 'refused', problem, named: verdict.message.includes(name) }
    : { kind: 'elsewhere', message: verdict.message };
}
