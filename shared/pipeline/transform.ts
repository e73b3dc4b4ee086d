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
import { profileOf } from './releases/profile.ts';
import { hasNativeMessages, onRoute, resolveModel } from './route/route.ts';
import { sendChat, sendNative } from './send.ts';

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
