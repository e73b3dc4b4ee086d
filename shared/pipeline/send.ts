import type { Json, JsonObject } from '../json/json.ts';
import type { Context } from './call/context.ts';
import { droppedNames } from './call/dropped-names.ts';
import type { Built, Family } from './call/family.ts';
import type { ResolvedModel } from './call/model.ts';
import type { Params } from './call/params.ts';
import type { Outgoing, TransformInput } from './call/result.ts';
import { checkFields, withoutMalformed } from './completion/check-fields.ts';
import { checkWholeChunkSize } from './completion/chunk-reading.ts';
import { checkControl, checkDispatch, readDropParams } from './completion/control.ts';
import { mergeExtraBody } from './completion/extra-body.ts';
import { filterParams } from './completion/filter.ts';
import { checkHeaderShapes } from './completion/header-shapes.ts';
import { callerHeaders, checkHeaderValues, lostHeaders } from './completion/headers.ts';
import { intake } from './completion/intake.ts';
import { sortKeywords } from './completion/keywords.ts';
import { mapParams } from './completion/map.ts';
import { prepareMessages } from './completion/prepare.ts';
import { prepareParams } from './completion/repair.ts';
import { checkShapes, checkUserContents, withoutNamed } from './completion/shapes.ts';
import { withoutClaudeMembers } from './completion/tool-members.ts';
import { FAMILIES } from './families/index.ts';
import { rule } from './ledger/rule.ts';
import type { Trace } from './ledger/trace.ts';
import { type Message, readMessages } from './messages/message.ts';
import { withMaxTokensWithinLimit } from './modify/max-tokens.ts';
import { has } from './releases/behaviours.ts';
import { profileOf } from './releases/profile.ts';
import { mapperOf } from './route/mapper.ts';
import { outgoingPath } from './route/route-path.ts';

/** What is left to send beside the body that a family built. */
interface Beside {
  readonly extraBody: Json;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A header of the family's as it goes on beside those that the caller spells otherwise: of two spellings the last one
 * given is sent, and one that the family takes out leaves the other. Source: botocore's `HeadersDict`.
 */
function besideSpellings(name: string, own: string | null, { headers }: Context): string | null {
  const names = Object.keys(headers);
  const other = names.filter((one) => one !== name && one.toLowerCase() === name).at(-1);
  if (other === undefined) return own;
  const later = names.includes(name) && names.indexOf(other) > names.indexOf(name);
  return own === null || later ? (headers[other] ?? null) : own;
}

/** Puts a finished body, its path and its headers together. */
function send(context: Context, family: Family, built: Built, beside: Beside): Outgoing {
  const headers: Record<string, string> = { ...beside.headers };
  for (const [name, value] of Object.entries(context.headers)) headers[name.toLowerCase()] = value;
  for (const [name, own] of Object.entries(built.headers)) {
    const value = built.inEverySpelling ? own : besideSpellings(name, own, context);
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
  fromEnvironment: settings.fromEnvironment === true,
  orphansKept: settings.orphansKept === true,
  stopsUncut: settings.stopsUncut === true,
});

/** True where LiteLLM drops what it cannot send: its own switch, or the caller's. */
export const dropsParams = ({ request, settings, profile }: TransformInput): boolean =>
  settings?.dropParams === true || readDropParams(request, profileOf(profile));

/** A call of which LiteLLM's entry point has made keyword arguments, with the model that it goes to. */
export interface Call {
  readonly input: TransformInput;
  readonly messages: readonly JsonObject[];
  readonly model: ResolvedModel;
  readonly trace: Trace;
}

const losesHeaders = ({ api, profile }: TransformInput, { route }: ResolvedModel): boolean =>
  api === 'messages' && route === 'invoke' && !has(profileOf(profile).release, 'messages-take-headers');

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
    dropParams: dropsParams(input),
    settings,
    asynchronous: input.asynchronous === true,
    messages,
    headers: losesHeaders(input, model)
      ? lostHeaders(request, { trace })
      : callerHeaders(request, { api, profile, trace }, FAMILIES[model.family].ownHeaders),
  };
}

/** Names of OpenAI's parameters that the model of a chat takes. Source: LiteLLM `get_supported_openai_params`. */
export const takenByModel = (call: Call): readonly string[] =>
  FAMILIES[call.model.family].supported(contextOf(call, []));

type Check = (context: Context) => void;

/** What a release looks at before it takes the parameters, in its order. */
const BEFORE_MAPPING: readonly Check[] = [
  ({ request, profile }) => checkShapes('first', request, profile),
  (context) => checkFields('start', context),
  ({ request, profile, dropParams }) => checkHeaderShapes('chat', request, profile, dropParams),
  ({ request, profile }) => checkShapes('later', request, profile),
  ({ request, profile }) => checkUserContents(intake(request), profile),
  (context) => checkControl(context),
];
/** What it looks at between the parameters and the body. */
const BEFORE_BUILDING: readonly Check[] = [({ request, profile }) => checkDispatch(request, profile)];
/** What it trips over when the finished request is signed and sent. */
const BEFORE_SENDING: readonly Check[] = [
  (context) => {
    const { request, profile, settings } = context;
    const named = settings.fromEnvironment ? withoutNamed(request) : request;
    checkShapes('signing', withoutMalformed(named, context), profile);
  },
  checkHeaderValues,
];
/** What it reads of a call that streams on invoke. */
const BEFORE_STREAMING: readonly Check[] = [(context) => checkFields('streaming', context)];

const checkAll = (checks: readonly Check[], context: Context): void => {
  for (const check of checks) check(context);
};

/** The messages API on invoke: Claude takes the parameters as they are. */
export function sendNative(call: Call): Outgoing {
  const context = contextOf(call, readMessages(call.messages));
  const { request, profile, dropParams } = context;
  if (!losesHeaders(call.input, call.model)) checkHeaderShapes('native', request, profile, dropParams);
  const family = FAMILIES[call.model.family];
  const outgoing = send(context, family, family.build(new Map(), context), { extraBody: null, headers: {} });
  checkAll(BEFORE_SENDING, context);
  return outgoing;
}

/** True where LiteLLM asks for the whole answer and cuts it up itself (since 1.110 the path says so, too). */
const pretends = (mapped: Params, { model, profile }: Context): boolean =>
  model.route === 'invoke' &&
  mapped.get('fake_stream')?.value === true &&
  has(profile.release, 'fake-stream-in-path');

const REPLAYED = rule({
  id: 'map.fake-stream-replayed',
  stage: 'map',
  fate: 'consumed',
  text: 'With fake_stream LiteLLM asks for the whole answer and hands it on in pieces; the call itself does not stream.',
  source: 'LiteLLM completion, 1.108.11 to 1.108.14',
});

/** A call with fake_stream as these releases make it: as if the caller had not asked to stream. */
function withoutReplayedStream(call: Call): Call {
  const { input, trace } = call;
  const { request } = input;
  const replays = request.stream === true && request.fake_stream === true;
  if (!replays || !has(profileOf(input.profile).release, 'fake-stream-replayed')) return call;
  const { stream_options: options, ...rest } = request;
  trace.note('/stream', REPLAYED);
  if (options !== undefined) trace.note('/stream_options', REPLAYED);
  return { ...call, input: { ...input, request: { ...rest, stream: false } } };
}

/** A chat completion, and a call of the messages API that was made one. */
export function sendChat(given: Call): Outgoing {
  const call = withoutReplayedStream(given);
  const { model, trace } = call;
  const { request } = call.input;
  const profile = profileOf(call.input.profile);
  const family = FAMILIES[model.family];
  const context = contextOf(call, prepareMessages(request, call.messages, profile, model.route, trace));
  checkAll(BEFORE_MAPPING, context);
  const { openai, special } = sortKeywords(context);
  const limited = withMaxTokensWithinLimit(openai, context);
  const mapped = mapParams(
    {
      openai: prepareParams(
        withoutClaudeMembers(limited, context),
        { profile, stopsUncut: context.settings.stopsUncut },
        trace,
      ),
      special,
    },
    family,
    context,
    FAMILIES[mapperOf(model, profile)],
  );
  checkAll(BEFORE_BUILDING, context);
  const { params, extraBody, headers } = filterParams(mapped, family, context);
  const built = family.build(params, context);
  const sent = pretends(mapped, context) ? { ...built, stream: false } : built;
  const outgoing = send(context, family, sent, { extraBody, headers });
  checkWholeChunkSize(context);
  checkAll(BEFORE_SENDING, context);
  if (context.stream && model.route === 'invoke') checkAll(BEFORE_STREAMING, context);
  return outgoing;
}
