import { equalInOrder } from '../json/json.ts';
import { hasTexts } from '../json/texts.ts';
import { bodyText } from '../pipeline/body-text.ts';
import type { Outgoing, TransformInput, TransformResult } from '../pipeline/call/result.ts';
import { rule } from '../pipeline/ledger/rule.ts';
import type { RepeatedDumps } from '../pipeline/python/json.ts';
import { transform } from '../pipeline/transform.ts';
import { LazyText } from '../text/lazy-text.ts';
import type { Problem, Verdict } from '../validation/problem.ts';
import { judge, targetOf } from '../validation/target.ts';
import { apart, type Repair, repair, type Sent } from './repair.ts';

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

/** A body that is refused for more reasons than this is left as it is: so many hide others. */
const MOST_REPAIRS = 500;
/** A repair may bring out what it hid: so often a body is looked at again. */
const MOST_ROUNDS = 8;

/** A body as it goes over the wire, and what Bedrock says to it. */
export interface Judged {
  readonly written: LazyText;
  readonly verdict: Verdict;
}

/** The first repair that each problem offers, as far as they do not touch each other. */
function repairsOf(problems: readonly Problem[]): readonly Repair[] {
  const offered = problems.flatMap(({ severity, fixes }): readonly Repair[] => {
    if (severity !== 'error') return [];
    for (const fix of fixes) {
      if (fix.kind === 'drop' && fix.pointer !== '')
        return [{ kind: 'drop', pointer: fix.pointer, rule: LEFT_OUT }];
      if (fix.kind === 'set')
        return [{ kind: 'set', pointer: fix.pointer, value: fix.value, rule: ADJUSTED }];
    }
    return [];
  });
  return apart(offered);
}

interface Repaired extends Sent {
  readonly judged: Judged;
}

/**
 * Repairs a body until Bedrock accepts it, or no repair is left. All repairs that do not touch each other are made
 * before it is looked at again.
 * @param ask what Bedrock says to a body; it is asked at most nine times
 */
export function repaired(first: Sent, ask: (sent: Sent) => Judged): Repaired {
  let sent = first;
  const asGiven = ask(first);
  let judged = asGiven;
  let left = MOST_REPAIRS;
  for (let round = 0; round < MOST_ROUNDS && judged.verdict.kind === 'refused'; round++) {
    const repairs = repairsOf(judged.verdict.problems);
    left -= repairs.length;
    if (left < 0) return { ...first, judged: asGiven };
    if (repairs.length === 0) break;
    sent = repair(sent, repairs);
    judged = ask(sent);
  }
  return { body: sent.body, ledger: sent.ledger, judged };
}

/** What a request becomes under its profile; `judged` where that was asked on the way. */
export interface TransformedAsProfile {
  readonly result: TransformResult;
  readonly judged: Judged | null;
}

/** What is known before Bedrock is asked. */
export interface Asking {
  /** The day that it is asked of; null for any. */
  readonly asOf?: string | null;
  /** Has written bodies that were much like this one. */
  readonly repeated?: RepeatedDumps | null;
  /** What the same request became under another profile, and what Bedrock said to that on the same day. */
  readonly before?: { readonly outgoing: Outgoing; readonly verdict: Verdict } | null;
}

/** True where Bedrock is asked the same: releases write the path of one model differently, and no rule looks at headers. */
function isAskedAlike(a: Outgoing, b: Outgoing): boolean {
  const [of, other] = [targetOf(a), targetOf(b)];
  return of.operation === other.operation && of.modelId === other.modelId && equalInOrder(a.body, b.body);
}

/** What Bedrock says to a body that comes of a request; where it was asked the same before, the very verdict on that stands. */
export function judgeOutgoing(
  outgoing: Outgoing,
  { body, ledger }: Sent,
  input: TransformInput,
  { asOf = null, repeated = null, before = null }: Asking = {},
): Judged {
  const sent = { ...outgoing, body };
  const write = (): string => bodyText(body, ledger, input.request, repeated);
  // A number that is written in a way of its own may be of any length, and stand so in one of two equal bodies alone.
  if (hasTexts(input.request)) {
    const written = new LazyText(write());
    return { written, verdict: judge(sent, written, asOf) };
  }
  const written = new LazyText(write);
  const verdict = before && isAskedAlike(before.outgoing, sent) ? before.verdict : judge(sent, written, asOf);
  return { written, verdict };
}

/** Transforms as {@link transformAsProfile} does, and hands on what Bedrock said where it was asked. */
export function transformJudged(input: TransformInput, asking: Asking = {}): TransformedAsProfile {
  const result = transform(input);
  if (input.profile !== 'strict' || result.kind !== 'outgoing') return { result, judged: null };
  const { outgoing } = result;
  const mended = repaired({ body: outgoing.body, ledger: result.ledger }, (sent) =>
    judgeOutgoing(outgoing, sent, input, asking),
  );
  const { body, ledger, judged } = mended;
  return { result: { ...result, outgoing: { ...outgoing, body }, ledger }, judged };
}

/**
 * Transforms a request as its profile does. The strict profile then leaves out, or sets to the nearest
 * value, what Bedrock's rules say the model refuses, with an entry in the ledger for each; what no such
 * step can mend (messages in a wrong order, a model that is not there) stays and is refused.
 */
export const transformAsProfile = (input: TransformInput): TransformResult => transformJudged(input).result;
