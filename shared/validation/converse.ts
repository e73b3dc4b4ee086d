import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import type { Pointer } from '../json/pointer.ts';
import { CONVERSE_CHECKS } from './converse-checks/index.ts';
import type { Subject } from './dialects/dialect.ts';
import { dialectFor, type Wording } from './dialects/index.ts';
import { isUnreadable, smithy } from './dialects/smithy.ts';
import type { CheckContext, FamilyRules, Finding } from './families/family.ts';
import { converseFixes, fieldFixes } from './fixes.ts';
import { SERVICE_MODEL, SHAPES } from './generated/converse-shapes.ts';
import { type Answer, answerOf, checkerFor, firstOf, moved, refusals, wordProblems } from './native.ts';
import { compactJson } from './printable.ts';
import type { Schema } from './schema/schema.ts';

/** Request shapes of the service model that Strata checks. */
export type RequestShape = 'ConverseRequest' | 'ConverseStreamRequest' | 'CountTokensRequest';

const schemaOf = (shape: RequestShape): Schema => ({ $ref: `#/$defs/${shape}`, $defs: SHAPES });

const FIELDS_KEY = 'additionalModelRequestFields';
const FIELDS = `/${FIELDS_KEY}`;
const PREFIX = 'The model returned the following errors: ';
/** No request shape is nested deeper; what lies below is free-form. */
const DEEPEST = 40;

function withoutNulls(value: Json, depth = 0): Json {
  if (depth > DEEPEST) return value;
  if (isArray(value)) return value.map((item) => withoutNulls(item, depth + 1));
  if (!isObject(value)) return value;
  const set = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    set.map(([key, member]) => [key, key === FIELDS_KEY ? member : withoutNulls(member, depth + 1)]),
  );
}

/**
 * A request as the service reads it: members that are null count as unset in AWS's JSON protocols.
 * Fields for the model stay as they are.
 */
export const asRequest = (body: Json, raw: string): Json =>
  raw.includes('null') ? withoutNulls(body ?? {}) : body;

/**
 * Checks the members of a request against the service model. Values of a wrong kind are met first,
 * then unions, then all constraints together.
 * @param body as {@link asRequest} gives it
 */
export function checkShape(shape: RequestShape, body: Json, raw: string): Answer {
  const schema = schemaOf(shape);
  const subject: Subject = { schema, body, raw, onInvoke: false };
  const violations = checkerFor(shape, schema)(body);
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

const asObject = (value: Json | undefined): JsonObject =>
  isObject(value ?? null) ? (value as JsonObject) : {};

// The part of the composed body that the caller can get wrong unseen by the service's own checks.
function nativePart(rules: FamilyRules, body: JsonObject): JsonObject {
  const fields = asObject(body.additionalModelRequestFields);
  // Nova's native body is Converse-shaped, and its validator looks into tool schemas (zed #31815).
  const { toolConfig } = body;
  return rules.id === 'nova' && isObject(toolConfig ?? null)
    ? { toolConfig: toolConfig ?? null, ...fields }
    : fields;
}

// Options that Converse gives to Claude under Anthropic's names, for rules about pairs of them.
function withInference(body: JsonObject, fields: JsonObject): JsonObject {
  const { temperature, topP, maxTokens } = asObject(body.inferenceConfig);
  const common = { temperature, top_p: topP, max_tokens: maxTokens };
  const given = Object.entries(common).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as JsonObject), ...fields };
}

const INFERENCE_NAMES: Readonly<Record<string, string>> = { temperature: 'temperature', top_p: 'topP' };

function placeIn(body: JsonObject): (pointer: Pointer) => Pointer {
  const fields = asObject(body.additionalModelRequestFields);
  return (pointer) => {
    const [, first = ''] = pointer.split('/');
    if (first === 'toolConfig' && !Object.hasOwn(fields, first)) return pointer;
    const shared = lookUp(INFERENCE_NAMES, first);
    return shared && !Object.hasOwn(fields, first) ? `/inferenceConfig/${shared}` : FIELDS + pointer;
  };
}

/** What the model's own validator says to the fields that Converse hands through to it. */
function checkFields(rules: FamilyRules, body: JsonObject, context: CheckContext, wording: Wording): Answer {
  const native = nativePart(rules, body);
  const dialect = dialectFor(rules.dialect, wording);
  const violations = checkerFor(`${rules.id}/fields`, rules.fields)(native);
  const raw = violations.length > 0 ? compactJson(native) : '';
  const subject: Subject = { schema: rules.fields, body: native, raw, onInvoke: false };
  const problems = wordProblems(violations, dialect, subject, rules.source, fieldFixes);
  const sentences = refusals(problems);
  const message = sentences.length > 0 ? dialect.answer(sentences, subject) : null;
  const findings: readonly Finding[] = rules.checks.flatMap((check) =>
    check(withInference(body, native), context),
  );
  const answer = firstOf({ message, problems }, answerOf(findings));
  const place = placeIn(body);
  return {
    ...answer,
    message: answer.message === null ? null : PREFIX + answer.message,
    problems: answer.problems.map((problem) => moved(problem, place)),
  };
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
  const request = asObject(body);
  const own = answerOf(CONVERSE_CHECKS.flatMap((check) => check(request, context)));
  // The model is asked only where the service's own checks pass.
  return rules && own.message === null ? firstOf(own, checkFields(rules, request, context, wording)) : own;
}
