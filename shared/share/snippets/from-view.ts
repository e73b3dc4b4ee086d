import type { InspectResult, RouteView } from '../../contract/inspection.ts';
import { DIRECT } from '../../input/forms.ts';
import { isObject, type Json } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { inheritTexts, keysAsWritten } from '../../json/texts.ts';
import type { Route } from '../../pipeline/call/model.ts';
import type { ModuleSettings } from '../../pipeline/call/result.ts';
import { layOut } from '../../pipeline/python/json.ts';
import { type ProfileId, profileOf } from '../../pipeline/releases/profile.ts';
import type { CallerCall, SnippetInput } from './snippet.ts';

type Inspected = Extract<InspectResult, { kind: 'inspected' }>;

/** A model string that takes a route whatever LiteLLM would choose by itself. */
const onRoute = (model: string, route: Route): string =>
  `bedrock/${route}/${model.replace(/^(?:bedrock\/)?(?:(?:invoke|converse|converse_like)\/)?/, '')}`;

/** The request as the call that leads to a view: on another route than its own, which `route` names, the model string says so. */
function requestTextOf(text: string, route: Route | null): string {
  if (route === null) return text;
  const request = readJson(text);
  if (!isObject(request) || typeof request.model !== 'string') return text;
  const members = keysAsWritten(request).map((key) => [key, request[key] as Json] as const);
  const copy = { ...Object.fromEntries(members), model: onRoute(request.model, route) };
  return layOut(inheritTexts(copy, request));
}

/** The call to LiteLLM behind a view; null for a call to Bedrock itself and for a body that no LiteLLM sends. */
export function callerCall(
  { recognised, requestText, autoRoute, proxy }: Inspected,
  { route }: RouteView,
  profile: ProfileId,
  { dropParams = false, modifyParams = false }: ModuleSettings,
): CallerCall | null {
  const { strict, release } = profileOf(profile);
  if (strict || proxy !== null || DIRECT[recognised.form]) return null;
  return {
    form: recognised.form,
    requestText: requestTextOf(requestText, route === autoRoute ? null : route),
    release,
    dropParams,
    modifyParams,
  };
}

/** What snippets of a view are written from; null where nothing is sent. */
export function snippetInput(
  result: Inspected,
  view: RouteView,
  of: { readonly profile: ProfileId; readonly settings: ModuleSettings; readonly region: string },
): SnippetInput | null {
  if (view.outcome.kind !== 'outgoing') return null;
  return {
    outgoing: view.outcome.outgoing,
    modelId: view.model?.modelId ?? '',
    region: of.region,
    call: callerCall(result, view, of.profile, of.settings),
  };
}
