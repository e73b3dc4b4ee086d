import type { Outgoing, TransformInput, TransformResult } from '../pipeline/call/result.ts';
import { rule } from '../pipeline/ledger/rule.ts';
import { transform } from '../pipeline/transform.ts';
import type { Problem } from '../validation/problem.ts';
import { judge } from '../validation/target.ts';
import { type Sent, without, withValue } from './edit-sent.ts';

const LEFT_OUT = rule({
  id: 'build.strict.left-out',
  stage: 'build',
  fate: 'dropped',
  text: 'Bedrock refuses this value for this model; the strict profile leaves it out.',
  source: 'Strata strict profile, Bedrock’s rules',
});

const ADJUSTED = rule({
  id: 'build.strict.adjusted',
  stage: 'build',
  fate: 'mapped',
  severity: 'warning',
  text: 'Bedrock refuses the given value for this model; the strict profile sends the nearest one it takes.',
  source: 'Strata strict profile, Bedrock’s rules',
});

/** A body that is refused for more reasons than this is left as it is. */
const MOST_REPAIRS = 40;

/** The body after the first repair that any of the problems offers; null where none does. */
function repaired(sent: Sent, problems: readonly Problem[]): Sent | null {
  for (const { severity, fixes } of problems) {
    if (severity !== 'error') continue;
    for (const fix of fixes) {
      if (fix.kind === 'drop' && fix.pointer !== '') return without(sent, fix.pointer, LEFT_OUT);
      if (fix.kind === 'set') return withValue(sent, fix.pointer, fix.value, ADJUSTED);
    }
  }
  return null;
}

function accepted(outgoing: Outgoing, first: Sent): Sent {
  let sent = first;
  for (let i = 0; i < MOST_REPAIRS; i++) {
    const { body } = sent;
    const verdict = judge({ ...outgoing, body }, JSON.stringify(body));
    const next = verdict.kind !== 'refused' ? null : repaired(sent, verdict.problems);
    if (!next) return sent;
    sent = next;
  }
  return first;
}

/**
 * Transforms a request as its profile does. The strict profile then leaves out, or sets to the nearest
 * value, what Bedrock's rules say the model refuses, with an entry in the ledger for each; what no such
 * step can mend (messages in a wrong order, a model that is not there) stays and is refused.
 */
export function transformAsProfile(input: TransformInput): TransformResult {
  const result = transform(input);
  if (input.profile !== 'strict' || result.kind !== 'outgoing') return result;
  const { body, ledger } = accepted(result.outgoing, {
    body: result.outgoing.body,
    ledger: result.ledger,
  });
  return { ...result, outgoing: { ...result.outgoing, body }, ledger };
}
