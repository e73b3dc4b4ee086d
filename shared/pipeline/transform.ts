import type { JsonObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { Stop } from './call/failures.ts';
import type { ResolvedModel } from './call/model.ts';
import type { TransformError, TransformInput, TransformResult } from './call/result.ts';
import { checkPlainCall } from './completion/control.ts';
import { checkHeaderText } from './completion/headers.ts';
import { intake } from './completion/intake.ts';
import { callBedrock } from './direct/call-bedrock.ts';
import { callEntry } from './entries/entry.ts';
import { readLedger } from './ledger/ledger.ts';
import { rule } from './ledger/rule.ts';
import { Trace } from './ledger/trace.ts';
import { adaptMessages } from './messages-api/adapter/adapt.ts';
import { MappedTrace } from './messages-api/adapter/mapped-trace.ts';
import { enterMessages } from './messages-api/entry.ts';
import { withSummary } from './messages-api/summary.ts';
import { has } from './releases/behaviours.ts';
import { type ProfileId, profileOf } from './releases/profile.ts';
import { hasNativeMessages, onRoute, resolveModel } from './route/route.ts';
import { type Call, dropsParams, sendChat, sendNative, takenByModel } from './send.ts';

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

/** What is known of a call while it is under way: enough for its ledger, wherever it ends. */
interface Progress {
  readonly trace: Trace;
  /** Tells of the values as they came in; of an adapted call another one than of the call that is sent. */
  told: Trace;
  model: ResolvedModel | null;
}

type Sent = Pick<Extract<TransformResult, { kind: 'outgoing' }>, 'outgoing' | 'model'>;

/** Takes the messages in and finds the model. */
function resolve(input: TransformInput, progress: Progress, readAgain = false): Call {
  const { trace } = progress;
  const { api, request, profile, route } = input;
  const messages = intake(request);
  const model = resolveModel({ api, request, profile: profileOf(profile), route, readAgain, trace });
  progress.model = model;
  return { input, messages, model, trace };
}

/** A chat completion. */
function chat(input: TransformInput, progress: Progress): Sent {
  const call = resolve(input, progress);
  if (!input.asynchronous) checkPlainCall(input.request, profileOf(input.profile));
  return { outgoing: sendChat(call), model: call.model };
}

/** The messages API with Claude on invoke, which takes its parameters as they are. */
function native(input: TransformInput, progress: Progress): Sent {
  const { trace } = progress;
  const profile = profileOf(input.profile);
  const entered = enterMessages(input.request, profile, trace);
  const request = input.settings?.reasoningAutoSummary
    ? withSummary(entered, profile.release, trace)
    : entered;
  const call = resolve({ ...input, request }, progress);
  return { outgoing: sendNative(call), model: call.model };
}

/** The messages API with anything else: LiteLLM brings the call into OpenAI's form and makes a chat completion of it. */
function adapted(input: TransformInput, progress: Progress): Sent {
  const profile = profileOf(input.profile);
  const entry = new Trace();
  progress.told = entry;
  const entered = enterMessages(input.request, profile, entry);
  const request = adaptMessages(
    entered,
    intake(entered),
    profile,
    entry,
    dropsParams({ ...input, request: entered }),
    input.settings?.reasoningAutoSummary === true,
  );
  progress.told = new MappedTrace(progress.trace, entry, request, entered);
  const call = resolve(
    { ...input, api: 'chat', request, asynchronous: true },
    progress,
    has(profile.release, 'adapter-reads-provider-again'),
  );
  return { outgoing: sendChat(call), model: call.model };
}

/** Which of the three ways a call takes. A model that is no text is refused by any of them. */
function wayOf({ api, request, route }: TransformInput): typeof chat {
  if (api !== 'messages') return chat;
  if (typeof request.model !== 'string') return native;
  const stated = request.model.replace(/^bedrock\//, '');
  return hasNativeMessages(route ? onRoute(route, stated) : stated) ? native : adapted;
}

/** Says of the parameters that a refusal names, and that no stage spoke of, that they are what is refused. */
function noteCulprits({ culprits = [] }: TransformError, request: JsonObject, trace: Trace): void {
  const spoken = new Set(trace.notes.map(({ from }) => from));
  for (const name of culprits) {
    const pointer = child('', name);
    if (Object.hasOwn(request, name) && !spoken.has(pointer)) trace.note(pointer, REFUSED_PARAM);
  }
}

/** The result of a call that ended early; what was thrown and is no {@link Stop} is a defect of Strata's own. */
function stopped(stop: unknown, input: TransformInput, { told, model }: Progress): TransformResult {
  if (stop instanceof Stop) noteCulprits(stop.error, input.request, told);
  const ledger = readLedger(input.request, null, told, NOTHING_SENT);
  if (!(stop instanceof Stop)) {
    const message = `Strata cannot transform this request (${String(stop)}); please report it.`;
    return { kind: 'invalid', error: { type: STRATA_ERROR, message, pointer: '' }, model: null, ledger };
  }
  if (stop.kind === 'invalid')
    return { kind: 'invalid', error: { ...stop.error, pointer: stop.pointer }, model: null, ledger };
  return { kind: stop.kind, error: stop.error, model, ledger };
}

/** Names of OpenAI's parameters that a model string takes in chats; null where LiteLLM does not know it for Bedrock's. */
export function parametersOf(model: string, profile: ProfileId): readonly string[] | null {
  const trace = new Trace();
  const input: TransformInput = { api: 'chat', request: { model }, profile };
  try {
    const resolved = resolveModel({ ...input, profile: profileOf(profile), trace });
    return takenByModel({ input, messages: [], model: resolved, trace });
  } catch (stop) {
    if (stop instanceof Stop) return null;
    throw stop;
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
  const progress: Progress = { trace, told: trace, model: null };
  try {
    const { outgoing, model } = wayOf(input)(input, progress);
    checkHeaderText(outgoing.headers, input.asynchronous ? 'messages' : input.api, profileOf(input.profile));
    const ledger = readLedger(input.request, outgoing.body, progress.told, LEFT_OUT);
    return { kind: 'outgoing', outgoing, model, ledger };
  } catch (stop) {
    return stopped(stop, input, progress);
  }
}
