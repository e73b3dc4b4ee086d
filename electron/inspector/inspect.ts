import type { InspectInput, InspectResult } from '../../shared/contract/inspection.ts';
import { explainBedrockBody } from '../../shared/input/bedrock-body.ts';
import { rangeAt } from '../../shared/input/position.ts';
import type { ReadResult } from '../../shared/input/read-result.ts';
import type { InputProblem } from '../../shared/input/text-range.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { TransformError } from '../../shared/pipeline/call/result.ts';
import { readableChunkSize } from '../../shared/pipeline/completion/chunk-size.ts';
import { layOut } from '../../shared/pipeline/python/json.ts';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import { Follower } from '../../shared/strict/follower.ts';
import { locate } from '../../shared/validation/locate.ts';
import { Unchanged } from './change.ts';
import { editorOf } from './edit-request.ts';
import { clientPlace, type EnterError, type Entrance, enter } from './enter.ts';
import { predict } from './predict.ts';
import { proxyView } from './proxy-view.ts';
import { routeView } from './route-view.ts';
import { Trials } from './trials.ts';
import { isHuge } from './try-fixes.ts';

type Read = Extract<ReadResult, { ok: true }>;

/**
 * The JSON that positions and edits refer to: the typed text where it is the request itself, and names every key once,
 * so that an edit of a key leaves no other one behind.
 */
const jsonText = (text: string, { request, asTyped, warnings }: Read): string =>
  asTyped && warnings.length === 0 && !text.startsWith('\uFEFF') ? text : layOut(request);

/** Where a request that can be read but not transformed (no model, messages of a wrong type …) is at fault. */
function located(
  text: string,
  editable: string,
  request: JsonObject,
  error: TransformError & { readonly pointer: Pointer },
): InputProblem {
  const range = text === editable ? locate(text, error.pointer) : null;
  return {
    message: error.message,
    hint: 'Correct this place.',
    ...explainBedrockBody(request),
    range: range ?? rangeAt(text, 0, 0),
  };
}

/** Why the proxy, or the bridge to chat completions, lets nothing through. */
const refused = (
  text: string,
  { asTyped }: Read,
  { message, pointer }: EnterError,
  byProxy: boolean,
): InputProblem => ({
  message,
  hint: byProxy
    ? 'Change the call or the configuration, or take the configuration away to inspect it as a call to LiteLLM itself.'
    : 'Correct the call.',
  range: (asTyped && pointer !== undefined ? locate(text, pointer) : null) ?? rangeAt(text, 0, 0),
});

const routesFor = (wanted: InspectInput['route'], auto: Route, direct: boolean): readonly Route[] => {
  if (direct && wanted !== 'both') return [auto];
  return wanted === 'both' ? ['invoke', 'converse'] : [wanted === 'auto' ? auto : wanted];
};

/**
 * Reads what the user typed and works out everything there is to see about it. Text that cannot be
 * read gives `unreadable` with line and column; nothing is thrown for bad input.
 * @param follower has followed the text so far, where this one is an edit of it
 * @param trials knows what buttons lead to, from the text before or not at all
 */
export function inspect(
  input: InspectInput,
  config: ProxyConfig | null = null,
  follower: Follower = new Follower(),
  trials: Trials = new Trials(),
): InspectResult {
  try {
    return examine(input, config, follower, trials);
  } catch (error) {
    // JSON inside a string (the arguments of a tool call) may nest deeper than the text around it.
    if (!(error instanceof RangeError)) throw error;
    const message = 'Something in this request nests deeper than Strata can follow';
    const hint = 'Look for JSON inside a string, such as the arguments of a tool call.';
    return { kind: 'unreadable', problems: [{ message, hint, range: rangeAt(input.text, 0, 0) }] };
  }
}

function examine(
  { text, profile, route, form = 'auto', settings = {}, deployment = 0, call = 0, day }: InspectInput,
  config: ProxyConfig | null,
  follower: Follower,
  trials: Trials,
): InspectResult {
  const { dumps } = follower;
  const read = follower.read(text, form, call);
  if (!read.ok) return { kind: 'unreadable', problems: read.problems };
  const { api, request, dialect, recognised, warnings, carried } = read;
  const editable = jsonText(text, read);
  const entrance: Entrance = { read, config, deployment, settings, day };
  const result = enter(request, entrance, profile);
  if (!result.ok)
    return { kind: 'unreadable', problems: [refused(text, read, result.error, config !== null)] };
  const { entered } = result;
  // Most often the route asked for is the one of the model string, so this serves for both.
  const asGiven = predict(entered.input, dumps, null, day);
  if (asGiven.result.kind === 'invalid') {
    const { error } = asGiven.result;
    const pointer = clientPlace(entered, error.pointer) ?? '';
    const problem = located(text, editable, request, { ...error, pointer });
    return { kind: 'unreadable', problems: [problem, ...(dialect === 'code' ? warnings : [])] };
  }
  const called = entered.input.request;
  const auto: Route = asGiven.result.model?.route ?? 'invoke';
  const prediction = { entered, ...asGiven };
  const unchanged = new Unchanged({ request, entrance, dumps }, { profile, route: auto, prediction });
  const huge = isHuge(request);
  const editor = editorOf(editable);
  const { direct } = entered.input;
  const named = direct ? (request.modelId ?? request.model) : request.model;
  const asked = typeof named === 'string' ? named : '';
  return {
    kind: 'inspected',
    dialect,
    api,
    recognised,
    requestText: editable,
    model: asked,
    stream: direct ? direct.stream : called.stream === true,
    chunkSize: readableChunkSize(called, profileOf(profile)),
    autoRoute: auto,
    warnings,
    taken: carried.taken,
    calls: carried.calls,
    base: carried.base,
    proxy: config && entered.call ? proxyView(entered.call, config, asked, asGiven.result, profile) : null,
    views: routesFor(route, auto, direct !== undefined).map((one) => {
      const prediction = unchanged.under(profile, one) ?? asGiven;
      return routeView(
        { editor, request, api, profile, route: one, entrance, entered, dumps, trials, huge, unchanged },
        prediction,
      );
    }),
  };
}
