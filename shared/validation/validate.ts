import { MOST_LEVELS, NestedTooDeep, tooDeepAt } from '../json/depth.ts';
import { type Extent, extentOf } from '../json/extent.ts';
import { isObject, type Json } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { LazyText } from '../text/lazy-text.ts';
import { basisOf } from './basis.ts';
import { cause } from './cause.ts';
import { asRequest, checkConversation, checkShape, type RequestShape } from './converse.ts';
import { countedIn } from './count-tokens.ts';
import { type Wording, wordingOn } from './dialects/index.ts';
import { evidenceOf } from './evidence.ts';
import type { CheckContext } from './families/family.ts';
import { rulesFor } from './families/index.ts';
import { identify, type ModelAsked } from './identify.ts';
import { rowOn } from './models/capabilities/as-of.ts';
import { capabilitiesOf } from './models/capabilities/index.ts';
import { lifecycleFindings } from './models/lifecycle.ts';
import { mantleFindings } from './models/mantle.ts';
import { geographyFindings, type ModelId, onDemandFindings, readModelId } from './models/model-id.ts';
import { misfitOf, misfitOfResource } from './models/operations.ts';
import { type Answer, answerOf, checkNative, firstOf, moved, NOTHING } from './native.ts';
import { addressed, checkAsyncInput, checkOther, isOther, type OtherOperation } from './other-operations.ts';
import { forgetBodies } from './per-body.ts';
import type { Basis, Problem, ValidationInput, Verdict } from './problem.ts';
import { bytePositions } from './text-position.ts';

export type { Wording } from './dialects/index.ts';

/** Largest body of InvokeModel in bytes (service model: Body, max 25000000). */
const LARGEST_BODY = 25_000_000;

/** Larger requests of any operation are refused unread, bytes. Where AWS draws that line is not on record. */
export const LARGEST_REQUEST = 64_000_000;

const TOO_LARGE: Answer = {
  ...cause('Request body is too large.', 'No service reads a request without end.', 'RFC 9110, 413'),
  status: 413,
  errorType: 'RequestEntityTooLargeException',
};

const NOT_JSON = cause(
  'Malformed input request, please reformat your input and try again.',
  'The body is not JSON.',
  'bedrock-client-for-mac #12',
);

function nestedTooDeep(text: string): Answer {
  const { line, column } = bytePositions(text).at(tooDeepAt(text) ?? 0);
  return cause(
    `Malformed input request: nested deeper than ${MOST_LEVELS} levels at line ${line} column ${column}, please reformat your input and try again.`,
    'Parsers of JSON refuse what nests without end; where Bedrock stops is not on record.',
    'Jackson StreamReadConstraints, serde_json recursion limit',
  );
}

/** A body: its text, and what that says where somebody knows it already. */
interface Given {
  readonly raw: LazyText;
  readonly known: { readonly value: Json; readonly extent: Extent } | null;
}

/** A parsed body, or the answer to a text that cannot be read as one. */
function parse({ raw, known }: Given): { readonly body: Json } | { readonly refused: Answer } {
  if (known)
    return known.extent.levels > MOST_LEVELS ? { refused: nestedTooDeep(raw.text) } : { body: known.value };
  try {
    return { body: parseJson(raw.text) };
  } catch (error) {
    return { refused: error instanceof NestedTooDeep ? nestedTooDeep(raw.text) : NOT_JSON };
  }
}

/** No UTF-16 unit has more bytes of UTF-8. */
const MOST_BYTES = 3;

/** True where a body has more bytes; one that surely has fewer need not be written to see that. */
function isLarger({ raw, known }: Given, bytes: number): boolean {
  const most = known && !raw.isMade ? known.extent.bytes : raw.text.length * MOST_BYTES;
  return most > bytes && new TextEncoder().encode(raw.text).length > bytes;
}

const GUARDRAIL_TAGS = 'amazon-bedrock-guardrailConfig';

/** Takes out the one key that Bedrock itself reads from the body of any model. */
function withoutGuardrailTags(body: Json): { body: Json; warnings: readonly Problem[] } {
  if (!isObject(body) || !Object.hasOwn(body, GUARDRAIL_TAGS)) return { body, warnings: [] };
  const { [GUARDRAIL_TAGS]: _tags, ...rest } = body;
  const pointer = `/${GUARDRAIL_TAGS}`;
  const warning: Problem = {
    pointer,
    key: GUARDRAIL_TAGS,
    severity: 'warning',
    message: `${GUARDRAIL_TAGS} needs a guardrail in the request headers`,
    why: 'Bedrock reads this key itself, for requests that name a guardrail in their headers.',
    evidence: evidenceOf('AWS page "Apply tags to user input to filter content"', true),
    confirmed: false,
    fixes: [{ kind: 'drop', pointer }],
  };
  return { body: rest, warnings: [warning] };
}

interface Task {
  readonly context: CheckContext;
  readonly wording: Wording;
}

function checkInvoke(sent: Given, { context, wording }: Task): Answer {
  if (isLarger(sent, LARGEST_BODY))
    return cause(
      `1 validation error detected: Value at 'body' failed to satisfy constraint: Member must have length less than or equal to ${LARGEST_BODY}`,
      'The body is larger than InvokeModel takes.',
      'service model, shape Body',
    );
  const given = parse(sent);
  if ('refused' in given) return given.refused;
  const { body, warnings } = withoutGuardrailTags(given.body);
  const rules = rulesFor(context, body);
  const answer = rules ? checkNative(rules, body, sent.raw, context, wording) : NOTHING;
  return warnings.length === 0 ? answer : { ...answer, problems: [...answer.problems, ...warnings] };
}

const SHAPE_OF: Readonly<Record<'Converse' | 'ConverseStream' | 'CountTokens', RequestShape>> = {
  Converse: 'ConverseRequest',
  ConverseStream: 'ConverseStreamRequest',
  CountTokens: 'CountTokensRequest',
};

function checkCounted(body: Json, task: Task): Answer {
  const counted = countedIn(body);
  if (counted.kind === 'nothing') return NOTHING;
  if (counted.kind === 'undecodable')
    return cause(
      'Unable to decode the body as base64.',
      'The body to count must be base64.',
      'service model',
    );
  if (counted.kind === 'converse') {
    const rules = rulesFor(task.context, counted.body);
    const answer = checkConversation(counted.body, rules, task.context, task.wording);
    const inside = (problem: Problem) => moved(problem, (pointer) => `/input/converse${pointer}`);
    return { ...answer, problems: answer.problems.map(inside) };
  }
  const answer = checkInvoke({ raw: new LazyText(counted.raw), known: null }, task);
  // The body is base64 here: no fix can reach into it.
  const whole = { pointer: '/input/invokeModel/body', fixes: [] };
  return { ...answer, problems: answer.problems.map((problem) => ({ ...problem, ...whole })) };
}

function checkConverse(sent: Given, shape: RequestShape, task: Task): Answer {
  const given = parse(sent);
  if ('refused' in given) return { ...given.refused, errorType: 'SerializationException' };
  const body = asRequest(given.body);
  const shaped = checkShape(shape, body, sent.raw, task.wording);
  if (shaped.message !== null) return shaped;
  const rest =
    shape === 'CountTokensRequest'
      ? checkCounted(body, task)
      : checkConversation(body, rulesFor(task.context, body), task.context, task.wording);
  return firstOf(shaped, rest);
}

/** An answer, or the reason why there is none. */
type Judgement = (Answer & { readonly nearest?: string | null }) | { readonly unmodelled: string };

/** Whether the operation fits the model, before any body is looked at. */
function misfit({ operation, modelId, asOf = null }: ModelAsked, model: ModelId): Judgement | undefined {
  if (model.kind === 'invalid') return undefined;
  const direct =
    model.kind === 'foundation' && model.geography === null && !modelId.includes('inference-profile');
  const found =
    model.kind === 'hidden'
      ? misfitOfResource(operation, model.resource)
      : misfitOf(operation, model.base, direct, asOf);
  if (found === undefined) return undefined;
  return found.kind === 'refused'
    ? cause(found.sentence, found.why, found.source)
    : { unmodelled: found.reason };
}

/** Model and operation as rules look at them. */
function contextOf({ operation, modelId, asOf = null }: ModelAsked, model: ModelId): CheckContext {
  const base = model.kind === 'foundation' ? model.base : '';
  const known = capabilitiesOf(base);
  return { operation, modelId, base, row: known ? rowOn(known.row, asOf) : {}, asOf };
}

/** What stands against the model itself, whatever it is sent. Counting takes the model id itself. */
const accessTo = (model: ModelId, context: CheckContext): Answer =>
  answerOf([
    ...mantleFindings(context),
    ...lifecycleFindings(context),
    ...(context.operation === 'CountTokens' ? [] : onDemandFindings(model, context)),
    ...geographyFindings(model, context),
  ]);

/** True where a model is refused as it is asked for, whatever body comes with it. */
export function isModelRefused(asked: ModelAsked): boolean {
  const identified = identify(asked);
  if ('message' in identified) return false;
  const { model } = identified;
  return accessTo(model, contextOf(asked, model)).message !== null;
}

function checkModel(asked: ModelAsked, ask: (task: Task) => Answer, wording: Wording): Judgement {
  const identified = identify(asked);
  if ('message' in identified) return identified;
  const { model, nearest } = identified;
  const unfit = misfit(asked, model);
  if (unfit) return 'unmodelled' in unfit ? unfit : { ...unfit, nearest };
  const context = contextOf(asked, model);
  const access = accessTo(model, context);
  // Where the model itself is refused, what its body would be told stands beside it.
  const answer = ask({ wording, context });
  if (access.problems.length === 0) return { ...answer, nearest };
  const told = access.message === null ? firstOf(answer, access) : firstOf(access, answer);
  return { ...told, nearest };
}

/** Operations whose request is no body for a model in the path. */
function checkElse(
  operation: OtherOperation,
  { modelId: name, asOf = null }: ModelAsked,
  raw: LazyText,
  wording: Wording,
): Judgement {
  const given = parse({ raw: raw.text === '' ? new LazyText('{}') : raw, known: null });
  if ('refused' in given) return { ...given.refused, errorType: 'SerializationException' };
  const request = addressed(operation, name, given.body);
  const shaped = checkOther(operation, request, raw);
  if (operation !== 'StartAsyncInvoke' || shaped.message !== null) return shaped;
  const modelId = isObject(request) && typeof request.modelId === 'string' ? request.modelId : name;
  const ask = ({ context }: Task) => firstOf(shaped, checkAsyncInput(request, context, wording));
  return checkModel({ operation, modelId, asOf }, ask, wording);
}

function check(asked: ModelAsked, given: Given, wording: Wording): Judgement {
  const { operation } = asked;
  if (isLarger(given, LARGEST_REQUEST)) return TOO_LARGE;
  if (isOther(operation)) return checkElse(operation, asked, given.raw, wording);
  const ask = (task: Task): Answer =>
    operation === 'InvokeModel' || operation === 'InvokeModelWithResponseStream'
      ? checkInvoke(given, task)
      : checkConverse(given, SHAPE_OF[operation], task);
  return checkModel(asked, ask, wording);
}

/** More problems of one body than this help nobody. */
const MOST_PROBLEMS = 1000;

/** The problems that are told: what refuses stands before what warns, each in the order in which it was found. */
function mostTelling(problems: readonly Problem[]): readonly Problem[] {
  const refuses = ({ severity }: Problem): boolean => severity === 'error';
  const warns = (problem: Problem): boolean => !refuses(problem);
  return [...problems.filter(refuses), ...problems.filter(warns)].slice(0, MOST_PROBLEMS);
}

/**
 * What Bedrock answers to a body, in its own words, without sending it.
 * @param input operation, model id as in the URL path (percent-decoded) and the body text as sent; operations
 *   without a model in the path take what their address names instead, or nothing (see `addressed`)
 * @param wording choices where reports of the wording disagree
 * @returns accepted with at most warnings, refused with status and text as Bedrock sends them, or not
 *   modelled; never throws
 */
export const validate = ({ body, ...asked }: ValidationInput, wording: Wording = {}): Verdict =>
  verdictOn(asked, { raw: new LazyText(body), known: null }, wording);

/**
 * The same for a body that somebody made and knows: parsing a large one takes longer than judging it, and its text is
 * written only where a rule counts its bytes.
 * @param raw on one line and without a number written longer than it must, or made already, or surely not too large
 * @param value what `raw` parses to
 */
export const validateMade = (asked: ModelAsked, raw: LazyText, value: Json): Verdict =>
  verdictOn(asked, { raw, known: { value, extent: extentOf(value, MOST_LEVELS) } }, {});

function verdictOn(input: ModelAsked, given: Given, wording: Wording): Verdict {
  const judged = check(input, given, { ...wordingOn(input.asOf ?? null), ...wording });
  forgetBodies();
  if ('unmodelled' in judged) {
    const basis: Basis = { grade: 'inferred', date: null, nearest: null, olderThan: null, life: null };
    return {
      kind: 'not-modelled',
      status: null,
      errorType: '',
      message: judged.unmodelled,
      problems: [],
      basis,
    };
  }
  const { message, problems: all, status = 400, errorType = 'ValidationException', nearest = null } = judged;
  const problems = mostTelling(all);
  const basis = basisOf(problems, input.operation, readModelId(input.modelId), nearest, input.asOf ?? null);
  return message === null
    ? { kind: 'accepted', status: 200, errorType: '', message: '', problems, basis }
    : { kind: 'refused', status, errorType, message, problems, basis };
}
