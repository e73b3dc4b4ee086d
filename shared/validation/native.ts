import { isObject, type Json } from '../json/json.ts';
import { dialectFor, type Wording } from './dialects/index.ts';
import { fixesFor, keyOf, placeOf, why } from './explain.ts';
import type { CheckContext, FamilyRules, Finding } from './families/family.ts';
import type { Problem } from './problem.ts';
import { type Checker, checker, type Violation } from './schema/check.ts';

/** What a model's own validator says to a native body. */
export interface NativeAnswer {
  /** Its text, or null where it accepts the body. */
  readonly message: string | null;
  readonly problems: readonly Problem[];
}

export interface NativeBody {
  readonly body: Json;
  readonly raw: string;
  readonly onInvoke: boolean;
}

const checkers = new Map<string, Checker>();

function checkerFor(rules: FamilyRules): Checker {
  const found = checkers.get(rules.id) ?? checker(rules.schema);
  checkers.set(rules.id, found);
  return found;
}

const confirmed = ({ node, keyword }: Violation): boolean => !node.unconfirmed?.includes(keyword);

const fromFinding = (finding: Finding): Problem => ({
  pointer: finding.pointer,
  key: finding.key,
  severity: finding.confirmed ? 'error' : 'warning',
  message: finding.sentence,
  why: finding.why,
  source: finding.source,
  confirmed: finding.confirmed,
  fixes: finding.fixes,
});

/** Checks a body in a family's own form and words the answer in the family's dialect. */
export function checkNative(
  rules: FamilyRules,
  native: NativeBody,
  context: CheckContext,
  wording: Wording,
): NativeAnswer {
  const { body, raw, onInvoke } = native;
  const dialect = dialectFor(rules.dialect, wording);
  const subject = { schema: rules.schema, body, raw, onInvoke };
  const violations = dialect.order(checkerFor(rules)(body), subject);
  const problems = violations.map(
    (violation): Problem => ({
      pointer: placeOf(violation),
      key: keyOf(violation),
      severity: confirmed(violation) ? 'error' : 'warning',
      message: dialect.sentence(violation, subject),
      why: why(violation),
      source: violation.node.source ?? rules.source,
      confirmed: confirmed(violation),
      fixes: fixesFor(violation, onInvoke),
    }),
  );
  const findings = isObject(body) ? rules.checks.flatMap((check) => check(body, context)) : [];
  const refusing = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  const spoken = findings.find((finding) => finding.confirmed);
  const message = refusing.length > 0 ? dialect.answer(refusing) : (spoken?.sentence ?? null);
  return { message, problems: [...problems, ...findings.map(fromFinding)] };
}
