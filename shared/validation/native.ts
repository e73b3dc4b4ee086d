import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import type { LazyText } from '../text/lazy-text.ts';
import type { Dialect } from './dialects/dialect.ts';
import { dialectFor, type Wording } from './dialects/index.ts';
import { Subject } from './dialects/subject.ts';
import { evidenceOf, type Source } from './evidence.ts';
import { keyOf, placeOf, why } from './explain.ts';
import type { Check, CheckContext, FamilyRules, Finding } from './families/family.ts';
import { type Fixer, invokeFixes } from './fixes.ts';
import type { Problem, RefusalStatus } from './problem.ts';
import { type Checker, checker, type Violation } from './schema/check.ts';
import type { Schema } from './schema/schema.ts';

/** What one validator says to a body. */
export interface Answer {
  /** Its text, or null where it accepts the body. */
  readonly message: string | null;
  /** The exception where it is not a ValidationException. */
  readonly errorType?: string;
  /** The status where it is not 400. */
  readonly status?: RefusalStatus;
  readonly problems: readonly Problem[];
}

const NO_PROBLEMS: readonly Problem[] = [];
const NOTHING_FOUND: readonly Finding[] = [];
/** The answer of whoever has nothing to say. */
export const NOTHING: Answer = { message: null, problems: NO_PROBLEMS };

const checkers = new Map<string, Checker>();

/** The checker of a schema, made once for each name. */
export function checkerFor(name: string, schema: Schema): Checker {
  const found = checkers.get(name) ?? checker(schema);
  checkers.set(name, found);
  return found;
}

const confirmed = ({ node, keyword, key }: Violation): boolean =>
  !node.unconfirmed?.includes(keyword) || (key !== null && node.refuses?.includes(key) === true);

/** Puts violations into a dialect's words, in its order. */
export function wordProblems(
  violations: readonly Violation[],
  dialect: Dialect,
  subject: Subject,
  source: Source,
  fixesFor: Fixer,
): readonly Problem[] {
  if (violations.length === 0) return NO_PROBLEMS;
  return dialect.order(violations, subject).map((violation) => ({
    pointer: placeOf(violation),
    key: keyOf(violation),
    severity: confirmed(violation) ? 'error' : 'warning',
    message: dialect.sentence(violation, subject),
    why: why(violation),
    evidence: evidenceOf(violation.node.source ?? source, confirmed(violation)),
    confirmed: confirmed(violation),
    fixes: fixesFor(violation),
  }));
}

/** The sentences of those problems that refuse the body. */
export const refusals = (problems: readonly Problem[]): readonly string[] =>
  problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);

/** What checks find, in their order. Nearly all find nothing, so nothing is put together until one does. */
export function foundBy(
  checks: readonly Check[],
  body: JsonObject,
  context: CheckContext,
): readonly Finding[] {
  let findings: Finding[] | null = null;
  for (const check of checks) {
    const found = check(body, context);
    if (found.length === 0) continue;
    findings ??= [];
    for (const finding of found) findings.push(finding);
  }
  return findings ?? NOTHING_FOUND;
}

/** What checks beside a schema found, as an answer: the first confirmed finding speaks. */
export function answerOf(findings: readonly Finding[]): Answer {
  if (findings.length === 0) return NOTHING;
  const problems = findings.map(
    ({ sentence, source, status, errorType, ...finding }): Problem => ({
      ...finding,
      message: sentence,
      evidence: evidenceOf(source, finding.confirmed),
      severity: finding.confirmed ? 'error' : 'warning',
    }),
  );
  const first = findings.find(({ confirmed }) => confirmed);
  return {
    message: first?.sentence ?? null,
    problems,
    ...(first?.status === undefined ? {} : { status: first.status }),
    ...(first?.errorType === undefined ? {} : { errorType: first.errorType }),
  };
}

/** The first of two answers that refuses, with the problems of both. */
export function firstOf(first: Answer, second: Answer): Answer {
  if (first === NOTHING) return second;
  if (second === NOTHING) return first;
  const speaks = first.message !== null ? first : second;
  return { ...speaks, problems: [...first.problems, ...second.problems] };
}

/** Checks an InvokeModel body against the rules of its family, in the family's dialect. */
export function checkNative(
  rules: FamilyRules,
  body: Json,
  raw: LazyText,
  context: CheckContext,
  wording: Wording,
): Answer {
  const object = isObject(body) ? body : {};
  const before = answerOf(foundBy(rules.before, object, context));
  if (before.message !== null) return before;
  const dialect = dialectFor(rules.dialect, wording);
  const subject = new Subject({ schema: rules.schema, body, raw, onInvoke: true });
  const violations = checkerFor(rules.id, rules.schema)(body);
  const problems = wordProblems(violations, dialect, subject, rules.source, invokeFixes);
  const sentences = refusals(problems);
  const message = sentences.length > 0 ? dialect.answer(sentences, subject) : null;
  return firstOf({ message, problems }, answerOf(foundBy(rules.checks, object, context)));
}

/** A pointer as it stands in a body that holds the checked one at `at`. */
export function moved(problem: Problem, place: (pointer: Pointer) => Pointer): Problem {
  const fixes = problem.fixes.map((fix) => {
    if (fix.kind === 'move') return { ...fix, pointer: place(fix.pointer), to: place(fix.to) };
    return 'pointer' in fix ? { ...fix, pointer: place(fix.pointer) } : fix;
  });
  return { ...problem, pointer: place(problem.pointer), fixes };
}
