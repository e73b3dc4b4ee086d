import { isArray, isObject, type Json, type JsonObject, objectOf } from '../json/json.ts';
import { LazyText } from '../text/lazy-text.ts';
import { CONVERSE_CHECKS } from './converse-checks/index.ts';
import { dialectFor, type Wording } from './dialects/index.ts';
import { isUnreadable, smithy } from './dialects/smithy.ts';
import { Subject } from './dialects/subject.ts';
import type { CheckContext, FamilyRules } from './families/family.ts';
import { converseFixes, fieldFixes } from './fixes.ts';
import { SERVICE_MODEL, SHAPES } from './generated/converse-shapes.ts';
import {
  type Answer,
  answerOf,
  checkerFor,
  firstOf,
  foundBy,
  moved,
  NOTHING,
  refusals,
  wordProblems,
} from './native.ts';
import { compactJson } from './printable.ts';
import type { Schema } from './schema/schema.ts';

/** Request shapes of the service model that Strata checks. */
export type RequestShape =
  | 'ApplyGuardrailRequest'
  | 'ConverseRequest'
  | 'ConverseStreamRequest'
  | 'CountTokensRequest'
  | 'GetAsyncInvokeRequest'
  | 'ListAsyncInvokesRequest'
  | 'StartAsyncInvokeRequest';

// The service answers an unknown tier by hand, in its own words (see the checks).
const DEFS: Readonly<Record<string, Schema>> = { ...SHAPES, ServiceTierType: { type: 'string' } };

/** As the service was until it knew messages of the system. */
const OLDER_DEFS: typeof DEFS = {
  ...DEFS,
  ConversationRole: { type: 'string', enum: ['user', 'assistant'] },
};

const schemaOf = (shape: RequestShape, older: boolean): Schema => ({
  $ref: `#/$defs/${shape}`,
  $defs: older ? OLDER_DEFS : DEFS,
});

/** Members that hold JSON for the model, which the service hands through as it is. */
const FREE = new Set(['additionalModelRequestFields', 'modelInput', 'json']);
/** The input of a tool's call is free too; another `input` is what CountTokens counts. */
const isInput = (key: string, holder: JsonObject): boolean =>
  key === 'input' && Object.hasOwn(holder, 'toolUseId');
const isFree = (key: string, holder: JsonObject): boolean => FREE.has(key) || isInput(key, holder);
const PREFIX = 'The model returned the following errors: ';
/** No request shape is nested deeper; what lies below is free-form. */
const DEEPEST = 40;

/** Whether {@link withoutNulls} changes anything: hardly ever, and asking the text would put a long one together first. */
function hasNulls(value: Json, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (isArray(value)) return value.some((item) => hasNulls(item, depth + 1));
  for (const key in value as JsonObject) {
    const member = value[key] as Json;
    if (member === null ? !isInput(key, value) : !isFree(key, value) && hasNulls(member, depth + 1))
      return true;
  }
  return false;
}

function withoutNulls(value: Json, depth = 0): Json {
  if (depth > DEEPEST) return value;
  if (isArray(value)) return value.map((item) => withoutNulls(item, depth + 1));
  if (!isObject(value)) return value;
  // The input of a call is a document, whose null is a value.
  const set = Object.entries(value).filter(([key, member]) => member !== null || isInput(key, value));
  return Object.fromEntries(
    set.map(([key, member]) => [key, isFree(key, value) ? member : withoutNulls(member, depth + 1)]),
  );
}

/**
 * A request as the service reads it: members that are null count as unset in AWS's JSON protocols.
 * Fields for the model stay as they are.
 */
export const asRequest = (body: Json): Json =>
  body === null || hasNulls(body) ? withoutNulls(body ?? {}) : body;

/**
 * Checks the members of a request against the service model. Values of a wrong kind are met first,
 * then unions, then all constraints together.
 * @param body as {@link asRequest} gives it
 */
export function checkShape(
  shape: RequestShape,
  body: Json,
  raw: LazyText,
  { hidesContent = false, systemRole = true }: Wording = {},
): Answer {
  const schema = schemaOf(shape, !systemRole);
  const violations = checkerFor(systemRole ? shape : `${shape}/older`, schema)(body);
  if (violations.length === 0) return NOTHING;
  const subject = new Subject({ schema, body, raw, onInvoke: false, hidesContent });
  const word = (some: typeof violations) => wordProblems(some, smithy, subject, SERVICE_MODEL, converseFixes);
  const unreadable = word(violations.filter(isUnreadable));
  const unions = word(violations.filter(({ keyword }) => keyword === 'union'));
  const rest = word(violations.filter((one) => one.keyword !== 'union' && !isUnreadable(one)));
  const constraints = refusals(rest);
  const [broken] = refusals(unreadable);
  return {
    message:
      broken ?? refusals(unions)[0] ?? (constraints.length > 0 ? smithy.answer(constraints, subject) : null),
    problems: [...unreadable, ...unions, ...rest],
    ...(broken ? { errorType: 'SerializationException' } : {}),
  };
}

/** What the model's own validator says to the fields that Converse hands through to it. */
function checkFields(rules: FamilyRules, body: JsonObject, context: CheckContext, wording: Wording): Answer {
  const { native, options = native, schema: extent, place, optionsPlace = place } = rules.compose(body);
  const schema = extent === 'whole' ? rules.schema : rules.fields;
  const dialect = dialectFor(rules.dialect, wording);
  const violations = checkerFor(extent === 'whole' ? rules.id : `${rules.id}/fields`, schema)(native);
  const raw = new LazyText(() => compactJson(native));
  const subject = new Subject({ schema, body: native, raw, onInvoke: false });
  const problems = wordProblems(violations, dialect, subject, rules.source, fieldFixes);
  const sentences = refusals(problems);
  const message = sentences.length > 0 ? dialect.answer(sentences, subject) : null;
  const findings = answerOf(foundBy(rules.checks, options, context));
  const answer = firstOf(
    { message, problems: problems.map((problem) => moved(problem, place)) },
    { ...findings, problems: findings.problems.map((problem) => moved(problem, optionsPlace)) },
  );
  return { ...answer, message: answer.message === null ? null : PREFIX + answer.message };
}

/**
 * Checks what the service model cannot say about a Converse request: the hand-written rules, then
 * the model's own.
 * @param rules the model's rules, undefined where the model is not known
 */
export function checkConversation(
  body: Json,
  rules: FamilyRules | undefined,
  context: CheckContext,
  wording: Wording,
): Answer {
  const request = objectOf(body);
  const own = answerOf(foundBy(CONVERSE_CHECKS, request, context));
  // The model is asked only where the service's own checks pass.
  return rules && own.message === null ? firstOf(own, checkFields(rules, request, context, wording)) : own;
}
