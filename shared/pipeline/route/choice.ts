import type { JsonObject } from '../../json/json.ts';
import { baseModel, splitRegion, stripRoutingPrefixes } from '../models/base-model.ts';
import { listedForConverse } from '../models/catalog.ts';
import { invokeProvider } from '../models/provider.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { needsConverse, servesChatCompletions } from './chat-completions.ts';

/** The ways LiteLLM knows to a Bedrock model; Strata models the first four. */
export type LitellmRoute =
  | 'invoke'
  | 'converse'
  | 'openai'
  | 'chat_completions'
  | 'claude_platform'
  | 'converse_like'
  | 'agent'
  | 'agentcore'
  | 'async_invoke'
  | 'mantle';

const PREFIXES: readonly LitellmRoute[] = [
  'invoke',
  'claude_platform',
  'converse_like',
  'converse',
  'agent',
  'agentcore',
  'async_invoke',
  'openai',
  'mantle',
];

/** True where a route is named: anywhere in the string up to 1.90, as a whole path segment in 1.109. */
export function namesRoute(release: Release, model: string, route: string): boolean {
  const prefix = `${route}/`;
  return !has(release, 'route-names-as-segments')
    ? model.includes(prefix)
    : model.startsWith(prefix) || model.includes(`/${prefix}`);
}

/** True for an id that names one model (no path in front, or an ARN) but no provider of the invoke route. */
function namesNoProvider(release: Release, model: string): boolean {
  const { id } = splitRegion(release, model);
  return id !== '' && (!id.includes('/') || id.startsWith('arn:')) && invokeProvider(release, model) === null;
}

/**
 * The route LiteLLM takes for a model string (without `bedrock/`), and whether the string named it.
 * `request` are the caller's own parameters: 1.109 lets them decide between two routes.
 * Source: `get_bedrock_route`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function chooseRoute(
  release: Release,
  model: string,
  request: JsonObject,
): { readonly route: LitellmRoute; readonly named: boolean } {
  const named = PREFIXES.find((route) => namesRoute(release, model, route));
  if (named) return { route: named, named: true };
  if (has(release, 'chat-completions-route') && namesRoute(release, model, 'chat_completions')) {
    return { route: needsConverse(release, model, request) ? 'converse' : 'chat_completions', named: true };
  }
  if (has(release, 'imported-nova-known') && /^nova(?:-2)?\//.test(model))
    return { route: 'converse', named: false };
  const base = baseModel(release, model);
  const listed =
    listedForConverse(release, base) || listedForConverse(release, stripRoutingPrefixes(release, model));
  const ofApplication = model.includes(':application-inference-profile/');
  if (ofApplication && has(release, 'application-profiles-to-converse'))
    return { route: 'converse', named: false };
  if (has(release, 'chat-completions-by-default') && servesChatCompletions(release, model)) {
    return { route: needsConverse(release, model, request) ? 'converse' : 'chat_completions', named: false };
  }
  const ofOpenai = has(release, 'openai-to-converse') && /(^|[./])openai\./.test(base);
  const unknown = has(release, 'unknown-models-to-converse') && namesNoProvider(release, model);
  const converse = listed || ofOpenai || unknown;
  return { route: converse ? 'converse' : 'invoke', named: false };
}

/**
 * True for a model string by which LiteLLM takes its way for imported models of OpenAI's form:
 * `openai/<arn>`, a region in front or not. A call that names the invoke route does not.
 */
export const isOpenaiRoute = (release: Release, model: string): boolean =>
  chooseRoute(release, model, {}).route === 'openai';
