import type { JsonObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import type { Context } from './call/context.ts';
import { droppedNames } from './call/dropped-names.ts';
import { Stop } from './call/failures.ts';
import type { Built, Family } from './call/family.ts';
import type { ResolvedModel } from './call/model.ts';
import type { Outgoing, TransformError, TransformInput, TransformResult } from './call/result.ts';
import { checkFields } from './completion/check-fields.ts';
import { checkControl, checkDispatch, checkPlainCall, readDropParams } from './completion/control.ts';
import { mergeExtraBody } from './completion/extra-body.ts';
import { filterParams } from './completion/filter.ts';
import { callerHeaders, checkHeaderText, checkHeaderValues } from './completion/headers.ts';
import { intake } from './completion/intake.ts';
import { sortKeywords } from './completion/keywords.ts';
import { mapParams } from './completion/map.ts';
import { prepareMessages } from './completion/prepare.ts';
import { prepareParams } from './completion/repair.ts';
import { checkShapes, checkUserContents } from './completion/shapes.ts';
import { withoutClaudeMembers } from './completion/tool-members.ts';
import { callBedrock } from './direct/call-bedrock.ts';
import { callEntry } from './entries/entry.ts';
import { FAMILIES } from './families/index.ts';
import { readLedger } from './ledger/ledger.ts';
import { rule } from './ledger/rule.ts';
import { Trace } from './ledger/trace.ts';
import { type Message, readMessages } from './messages/message.ts';
import { adaptMessages } from './messages-api/adapter/adapt.ts';
import { MappedTrace } from './messages-api/adapter/mapped-trace.ts';
import { enterMessages } from './messages-api/entry.ts';
import { withMaxTokensWithinLimit } from './modify/max-tokens.ts';
import { profileOf } from './releases/profile.ts';
import { hasNativeMessages, onRoute, resolveModel } from './route/route.ts';
import { outgoingPath } from './route/route-path.ts';

const LEFT_OUT = rule({
  id: 'build.left-out',
  stage: 'build',
  fate: 'dropped',
  text: 'This body form has no place for the value: it was not sent and no error says so.',
  source: 'LiteLLM transform_request of the family',
});

const NOTHING_SENT = rule({
  id: 'build.nothing-sent',
  stage: 'build',
  fate: 'dropped',
  severity: 'info',
  text: 'Nothing was sent: the request ended before a body was built.',
  source: 'Strata',
});

const REFUSED_PARAM = rule({
  id: 'build.refused-parameter',
  stage: 'build',
  fate: 'refused',
  text: 'LiteLLM refuses the request because of this parameter.',
  source: 'LiteLLM UnsupportedParamsError',
});

/** Type of the error that stands for a defect of Strata's own. */
export const STRATA_ERROR = 'StrataError';

/** What is left to send beside the body that a family built. */
interface Beside {
  readonly extraBody: JsonObject | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Puts a finished body, its path and its headers together. */
function send(context: Context, family: Family, built: Built, beside: Beside): Outgoing {
  const headers: Record<string, string> = { ...beside.headers };
  for (const [name, value] of Object.entries(context.headers)) headers[name.toLowerCase()] = value;
  for (const [name, value] of Object.entries(built.headers)) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  const stream = built.stream ?? context.stream;
  return {
    method: 'POST',
    path: outgoingPath({ ...context, stream }),
    headers,
    body: mergeExtraBody(built.body, beside.extraBody, family, context),
    stream,
  };
}

const settingsOf = ({ settings = {}, profile }: TransformInput): Context['settings'] => ({
  dropParams: settings.dropParams === true,
  // The strict profile mends by rules of its own.
  modifyParams: settings.modifyParams === true && !profileOf(profile).strict,
});

/** A call of which LiteLLM's entry point has made keyword arguments, with the model that it goes to. */
interface Call {
  readonly input: TransformInput;
  readonly messages: readonly JsonObject[];
  readonly model: ResolvedModel;
  readonly trace: Trace;
}

function contextOf({ input, model, trace }: Call, messages: readonly Message[]): Context {
  const { api, request } = input;
  const profile = profileOf(input.profile);
  const settings = settingsOf(input);
  return {
    api,
    profile,
    request,
    model,
    trace,
    stream: request.stream === true,
    streamParam: request.stream === true && !droppedNames(request).includes('stream'),
    dropParams: settings.dropParams || readDropParams(request, profile),
    settings,
    asynchronous: input.asynchronous === true,
    messages,
    headers: callerHeaders(request, { api, profile, trace }, FAMILIES[model.family].ownHeaders),
  };
}

type Check = (context: Context) => void;

/** What a release looks at before it takes the parameters, in its order. */
const BEFORE_MAPPING: readonly Check[] = [
  ({ request, profile }) => checkShapes('first', request, profile),
  (context) => checkFields('start', context),
  ({ request, profile }) => checkShapes('later', request, profile),
  ({ request, profile }) => checkUserContents(intake(request), profile),
  (context) => checkControl(context),
];
/** What it looks at between the parameters and the body. */
const BEFORE_BUILDING: readonly Check[] = [({ request, profile }) => checkDispatch(request, profile)];
/** What it trips over when the finished request is signed and sent. */
const BEFORE_SENDING: readonly Check[] = [
  ({ request, profile }) => checkShapes('signing', request, profile),
  ({ request, profile }) => checkHeaderValues(request, profile),
];
/** What it reads of a call that streams on invoke. */
const BEFORE_STREAMING: readonly Check[] = [(context) => checkFields('streaming', context)];

const checkAll = (checks: readonly Check[], context: Context): void => {
  for (const check of checks) check(context);
};

/** The messages API on invoke: Claude takes the parameters as they are. */
function sendNative(call: Call): Outgoing {
  const context = contextOf(call, readMessages(call.messages));
  const family = FAMILIES[call.model.family];
  const outgoing = send(context, family, family.build(new Map(), context), { extraBody: null, headers: {} });
  checkAll(BEFORE_SENDING, context);
  return outgoing;
}

/** A chat completion, and a call of the messages API that was made one. */
function sendChat(call: Call): Outgoing {
  const { model, trace } = call;
  const { request } = call.input;
  const profile = profileOf(call.input.profile);
  const family = FAMILIES[model.family];
  const context = contextOf(call, prepareMessages(request, call.messages, profile, model.route, trace));
  checkAll(BEFORE_MAPPING, context);
  const { openai, special } = sortKeywords(request, profile, trace);
  const limited = withMaxTokensWithinLimit(openai, context);
  const mapped = mapParams(
    {
      openai: prepareParams(withoutClaudeMembers(limited, context), profile, trace),
      special,
    },
    family,
    context,
  );
  checkAll(BEFORE_BUILDING, context);
  const { params, extraBody, headers } = filterParams(mapped, family, context);
  const outgoing = send(context, family, family.build(params, context), { extraBody, headers });
  checkAll(BEFORE_SENDING, context);
  if (context.stream && model.route === 'invoke') checkAll(BEFORE_STREAMING, context);
  return outgoing;
}

/**
 * True for a messages API call to anything but Claude on invoke, which is brought into OpenAI's form.
 */
function wantsAdapting({ api, request, route }: TransformInput): boolean {
  if (api !== 'messages' || typeof request.model !== 'string') return false;
  const stated = request.model.replace(/^bedrock\//, '');
  return !hasNativeMessages(route ? onRoute(route, stated) : stated);
}

/** Says of the parameters that a refusal names, and that no stage spoke of, that they are what is refused. */
function noteCulprits({ culprits = [] }: TransformError, request: JsonObject, trace: Trace): void {
  const spoken = new Set(trace.notes.map(({ from }) => from));
  for (const name of culprits) {
    const pointer = child('', name);
    if (Object.hasOwn(request, name) && !spoken.has(pointer)) trace.note(pointer, REFUSED_PARAM);
  }
}

/**
 * Takes the keyword arguments of a LiteLLM call through route, map, filter and build under a
 * profile. Returns what is sent, or why nothing is; with the ledger of what became of every value.
 * Never throws for bad input and never changes it.
 */
export function transform(input: TransformInput): TransformResult {
  if (input.direct) return callBedrock(input, input.direct);
  if (input.entry) return callEntry(input, input.entry);
  const trace = new Trace();
  let told = trace;
  let model: ResolvedModel | null = null;
  try {
    const profile = profileOf(input.profile);
    const adapts = wantsAdapting(input);
    const entry = adapts ? new Trace() : trace;
    if (adapts) told = entry;
    const request = input.api === 'messages' ? enterMessages(input.request, profile, entry) : input.request;
    let call: TransformInput = { ...input, request };
    if (adapts) {
      const adapted = adaptMessages(request, intake(request), profile, entry);
      told = new MappedTrace(trace, entry, adapted, request);
      call = { ...call, api: 'chat', request: adapted, asynchronous: true };
    }
    const messages = intake(call.request);
    const resolved = resolveModel({ ...call, profile, route: call.route, trace });
    model = resolved;
    if (input.api === 'chat' && !input.asynchronous) checkPlainCall(request, profile);
    const way = resolved.family === 'anthropic-messages' ? sendNative : sendChat;
    const outgoing = way({ input: call, messages, model: resolved, trace });
    checkHeaderText(outgoing.headers, input.asynchronous ? 'messages' : input.api, profile);
    const ledger = readLedger(input.request, outgoing.body, told, LEFT_OUT);
    return { kind: 'outgoing', outgoing, model: resolved, ledger };
  } catch (stop) {
    if (stop instanceof Stop) noteCulprits(stop.error, input.request, told);
    const ledger = readLedger(input.request, null, told, NOTHING_SENT);
    if (!(stop instanceof Stop)) {
      const message = `Strata cannot transform this request (${String(stop)}); please report it.`;
      return { kind: 'invalid', error: { type: STRATA_ERROR, message, pointer: '' }, model: null, ledger };
    }
    if (stop.kind === 'invalid') {
      return { kind: 'invalid', error: { ...stop.error, pointer: stop.pointer }, model: null, ledger };
    }
    return { kind: stop.kind, error: stop.error, model, ledger };
  }
}
