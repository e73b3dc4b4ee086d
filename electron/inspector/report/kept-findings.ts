import { segments } from '../../../shared/json/pointer.ts';
import { groupPlaces } from '../../../shared/losses/group.ts';
import { isHarmless } from '../../../shared/losses/harmless.ts';
import { outcomesOf } from '../../../shared/pipeline/ledger/outcomes.ts';
import type { EnteredPrediction } from '../change.ts';

/** What becomes of a request, each thing as a text that does not change with the places of lists and with numbers. */
export interface Shown {
  /** What breaks the call: refusals of Bedrock or LiteLLM. */
  readonly errors: ReadonlySet<string>;
  /** What the call lives with: warnings, leaks that are taken, losses that matter. */
  readonly others: ReadonlySet<string>;
}

const open = (text: string): string => text.replace(/\d+/g, '#');

const isNamed = (segment: string): boolean => !/^\d+$/.test(segment);

/** What a prediction shows; null for a request that LiteLLM's own checks do not let in. */
export function shownBy({ result, verdict, entered }: EnteredPrediction): Shown | null {
  if (result.kind === 'invalid') return null;
  if (result.kind !== 'outgoing') {
    const { type, message, params } = result.error;
    return {
      errors: new Set([`${result.kind} ${type} ${params?.join() ?? open(message)}`]),
      others: new Set(),
    };
  }
  const errors = new Set<string>();
  const others = new Set<string>();
  for (const { severity, key, message } of verdict?.problems ?? [])
    (severity === 'error' ? errors : others).add(`${severity} ${key ?? ''} ${open(message)}`);
  const { params, losses } = outcomesOf(entered.input.request, result.ledger);
  for (const { fate, key } of params) if (fate === 'leaked') others.add(`leak ${key}`);
  const matter = losses.filter(({ pointer }) => !isHarmless(segments(pointer).filter(isNamed).at(-1) ?? ''));
  for (const { id } of groupPlaces(matter)) others.add(`loss ${id}`);
  return { errors, others };
}

/** True where there is something to keep. */
export const isAnything = ({ errors, others }: Shown): boolean => errors.size + others.size > 0;

/** Whether a smaller request shows the same: what breaks the call and nothing else that does, or all that it lives with. */
export function showsTheSame(whole: Shown, smaller: Shown | null): boolean {
  if (smaller === null || whole.errors.size !== smaller.errors.size) return false;
  for (const error of whole.errors) if (!smaller.errors.has(error)) return false;
  if (whole.errors.size > 0) return true;
  for (const other of whole.others) if (!smaller.others.has(other)) return false;
  return true;
}
