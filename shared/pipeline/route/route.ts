import type { JsonObject } from '../../json/json.ts';
import { droppedNames, ON_REQUEST } from '../call/dropped-names.ts';
import { badRequest, Stop } from '../call/failures.ts';
import type { ResolvedModel, Route } from '../call/model.ts';
import type { Api } from '../call/result.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { aliasTarget } from '../models/aliases.ts';
import { baseModel, nameInArn, stripRoutingPrefixes } from '../models/base-model.ts';
import { listedForConverse } from '../models/catalog.ts';
import { LITELLM_GEOGRAPHIES } from '../models/geographies.ts';
import { bedrockEntry } from '../models/lookup.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import { chooseRoute, type LitellmRoute } from './choice.ts';
import { encodeAll } from './encode.ts';
import { invokeFamily, trueFamily } from './family-of.ts';
import { chatCompletionsPathId, conversePathId, invokePathId, openaiPathId, type PathId } from './path-id.ts';

export interface RouteInput {
  readonly api: Api;
  readonly request: JsonObject;
  readonly profile: Profile;
  /** Takes this route whatever the model string says. */
  readonly route?: Route | undefined;
  /** True where LiteLLM has taken `bedrock/` off once before: a second one goes, too. */
  readonly readAgain?: boolean | undefined;
  /** Gets the notes on `model` and `model_id` (moved into the path). */
  readonly trace: Trace;
}

const SOURCE = 'LiteLLM get_llm_provider, get_bedrock_route, get_bedrock_model_id';

const MODEL_TO_PATH = rule({
  id: 'route.model-to-path',
  stage: 'route',
  fate: 'moved',
  text: 'The model string names the provider, the route and the model; the model id goes into the URL path.',
  source: SOURCE,
});
const MODEL_OVERRULED = rule({
  id: 'route.model-overruled',
  stage: 'route',
  fate: 'consumed',
  text: 'The model string decides route and body form only; model_id stands in the URL path instead.',
  source: SOURCE,
});
const MODEL_ID_TO_PATH = rule({
  id: 'route.model-id-to-path',
  stage: 'route',
  fate: 'moved',
  text: 'model_id stands in the URL path instead of the model.',
  source: SOURCE,
});
const NO_PROVIDER = rule({
  id: 'route.no-provider',
  stage: 'route',
  fate: 'refused',
  text: 'LiteLLM cannot tell whose model this is without bedrock/ in front.',
  source: 'LiteLLM get_llm_provider, BadRequestError',
});

/** Ids that LiteLLM since 1.92 knows for Bedrock's without `bedrock/` in front, although no list names them. */
const BARE_CLAUDE = /^(?:[a-z-]+\.)?anthropic\.claude-/i;
/** In 1.92 and 1.93 wherever the name stands in a model string: behind a region, in an ARN. */
const CLAUDE_ANYWHERE = /anthropic\.claude-/i;

/** The model string without `bedrock/`. Throws `Stop` where LiteLLM does not take it for a Bedrock model. */
function withoutProvider(given: string, named: boolean, profile: Profile, trace: Trace): string {
  if (given.startsWith('bedrock/')) return given.slice('bedrock/'.length);
  if (named) return given;
  const known =
    bedrockEntry(profile.release, given) !== undefined ||
    listedForConverse(profile.release, given) ||
    (has(profile.release, 'bare-claude-on-bedrock') && BARE_CLAUDE.test(given)) ||
    (has(profile.release, 'claude-anywhere-on-bedrock') && CLAUDE_ANYWHERE.test(given));
  if (known || profile.strict) return given;
  trace.note('/model', NO_PROVIDER);
  throw badRequest(`LiteLLM cannot tell the provider of "${given}". For Bedrock, write "bedrock/${given}".`);
}

function unmodelled(route: LitellmRoute): Stop {
  return new Stop(
    'invalid',
    {
      type: 'RouteNotModelled',
      message: `The model string names LiteLLM's ${route} route, which does not lead to InvokeModel or Converse; Strata models these two.`,
    },
    '/model',
  );
}

/** A model string (without `bedrock/`) on which the given route is named instead of whatever it names. */
export const onRoute = (route: Route, model: string): string =>
  `${route}/${model.replace(/^(?:invoke|converse|chat_completions)\//, '')}`;

interface Chosen {
  readonly route: Route;
  readonly auto: boolean;
  /**
   * Set where the route decides the body form, not the model: `openai` for `bedrock/openai/…`, an
   * imported model that takes OpenAI's form as it is; `chat-completions` for Bedrock's own Chat
   * Completions endpoint, which counts as a way of invoking a model.
   */
  readonly form: 'openai' | 'chat-completions' | null;
}

/**
 * True for a model string (without `bedrock/`) that LiteLLM serves by Bedrock's own messages form;
 * all others go through chat completions. Source: `get_bedrock_provider_config_for_messages_api`.
 */
export function hasNativeMessages(model: string): boolean {
  return model.includes('claude') && !/(?:converse|mantle|claude_platform)\//.test(model);
}

function choose(input: RouteInput, model: string): Chosen {
  const { api, profile, request } = input;
  const { route, named } = chooseRoute(profile.release, model, request);
  const native = api === 'messages' && hasNativeMessages(model);
  if (native) return { route: 'invoke', auto: !named, form: null };
  if (route === 'invoke' || route === 'converse') return { route, auto: !named, form: null };
  if (route === 'async_invoke') return { route: 'invoke', auto: false, form: null };
  if (route === 'openai') return { route: 'invoke', auto: false, form: 'openai' };
  if (route === 'chat_completions') return { route: 'invoke', auto: !named, form: 'chat-completions' };
  throw unmodelled(route);
}

function geographyOf(id: string): string | null {
  const name = nameInArn(id);
  const prefix = name.slice(0, Math.max(0, name.indexOf('.')));
  return LITELLM_GEOGRAPHIES.includes(prefix) ? prefix : null;
}

/**
 * Reads the model string: route, family, model id. Throws `Stop` where LiteLLM does not take it for
 * a Bedrock model (`refused`) or where it leads to an endpoint that Strata does not model (`invalid`).
 * `model` and `model_id` are noted on the trace as moved into the path.
 */
export function resolveModel(input: RouteInput): ResolvedModel {
  const { api, request, profile, route: override, trace } = input;
  const { release } = profile;
  const given = String(request.model);
  const read = withoutProvider(given, request.custom_llm_provider === 'bedrock', profile, trace);
  const named = input.readAgain ? read.replace(/^bedrock\//, '') : read;
  const stated = aliasTarget(release, named);
  const litellmModel = override ? onRoute(override, stated) : stated;
  const { route, auto, form } = choose(input, litellmModel);
  const dropped = api === 'chat' && droppedNames(request).includes('model_id');
  const modelId = typeof request.model_id === 'string' && form === null && !dropped ? request.model_id : null;

  let path: PathId;
  if (form === 'openai') path = openaiPathId(release, litellmModel);
  else if (form === 'chat-completions') path = chatCompletionsPathId(release, litellmModel);
  else if (route === 'converse') path = conversePathId(release, litellmModel, modelId);
  else path = invokePathId(release, litellmModel, modelId);

  trace.note(
    '/model',
    modelId === null ? MODEL_TO_PATH : MODEL_OVERRULED,
    modelId === null ? { part: 'path' } : null,
  );
  if (dropped) trace.note('/model_id', ON_REQUEST);
  if (modelId !== null) trace.note('/model_id', MODEL_ID_TO_PATH, { part: 'path' });

  const invoked = profile.strict ? trueFamily(release, litellmModel) : invokeFamily(release, litellmModel);
  const native = api === 'messages' && hasNativeMessages(litellmModel);
  return {
    given,
    route,
    auto: auto && !override,
    family: route === 'converse' ? 'converse' : (form ?? (native ? 'anthropic-messages' : invoked)),
    litellmModel,
    modelId: path.plain,
    pathId: profile.strict ? encodeAll(path.plain) : path.encoded,
    baseModel: baseModel(release, litellmModel),
    geography: geographyOf(stripRoutingPrefixes(release, litellmModel)),
  };
}
