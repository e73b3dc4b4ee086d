import type { Json, JsonObject } from '../json/json.ts';
import { inheritTexts } from '../json/texts.ts';
import { strip } from '../pipeline/python/space.ts';
import { isTruthy } from '../pipeline/python/truth.ts';
import { type Profile, profileOf } from '../pipeline/releases/profile.ts';
import { callOfDeployment } from './call-of-deployment.ts';
import { routedCall } from './choose-by-tags.ts';
import { eligible } from './choose-deployment.ts';
import type { ProxyConfig } from './config.ts';
import { type ClientCall, type Entry, entryOf, isOn, providerAt } from './entry.ts';
import { fallbacksOf } from './fallbacks.ts';
import {
  type Candidate,
  type FindDeployments,
  findDeployments,
  mappedModel,
  unlisted,
} from './find-deployments.ts';
import { refusedAtGate } from './gates.ts';
import { mockRefused } from './mock-params.ts';
import type { Preparation, ProxyInput } from './prepared-call.ts';
import { type ProxyRefusal, refusedByProxy } from './refusal.ts';
import { refusedName } from './refused-names.ts';

/** The name of a model that the client asks for, where nothing serves it. */
const refusedModel = (message: string, type: string): ProxyRefusal => ({
  ...refusedByProxy(message, type),
  pointer: '/model',
});

/** The model that is asked for: the configuration's own, the path's, or the body's. */
function askedModel(config: ProxyConfig, named: string | null, body: JsonObject): Json {
  const forced = config.generalSettings.completion_model ?? null;
  return typeof forced === 'string' && forced !== '' ? forced : (named ?? body.model ?? null);
}

/**
 * Counting takes a model that no deployment names as it is; pass-through does where a wildcard lets the router see it.
 * Source: `route_request`, LiteLLM 1.87.0 and 1.109.1.
 */
function deploymentsFor(
  config: ProxyConfig,
  model: string,
  entry: Entry,
  how: Parameters<typeof findDeployments>[2],
): FindDeployments {
  const found = findDeployments(config, model, how);
  const taken =
    entry === 'count-tokens' ||
    (entry === 'pass-through' && config.deployments.some(({ name }) => name.includes('*')));
  return found.ok || !taken ? found : { ok: true, candidates: [unlisted(model)], followed: [] };
}

/** A call to several models without what asks for the fastest answer alone. */
function withoutRace(call: ClientCall): ClientCall {
  const { fastest_response: race, ...body } = call.body;
  return isTruthy(race) ? { ...call, body: inheritTexts(body, call.body) } : call;
}

/** Entry points whose calls go past the router: it takes no arguments out of them, and has no fallbacks for them. */
const WITHOUT_ROUTER: ReadonlySet<Entry> = new Set(['count-tokens', 'pass-through']);

/** Works out the call that a proxy makes for a client's call, or why it makes none. Never throws for bad input. */
export function prepareCall(input: ProxyInput): Preparation {
  const { config, call, profile: id, choice = 0 } = input;
  const profile: Profile = profileOf(id);
  const provider = providerAt(call.path);
  if (provider !== null)
    return refusedByProxy(
      `The proxy passes “/${provider}/…” on to that provider’s own API: the call reaches no deployment, and never Bedrock. Clients ask its deployments at paths without “/${provider}”.`,
      'PassThrough',
    );
  const route = entryOf(call.path);
  if (!route)
    return refusedByProxy(`No entry point of the proxy is known by the path “${call.path}”.`, 'NotFound');
  const { entry } = route;
  const barred = refusedAtGate({ call, entry, release: profile.release }, config);
  if (barred) return barred;
  const model = askedModel(config, route.model, call.body);
  if (typeof model !== 'string' || model === '') return refusedByProxy('The call names no model.');
  const mocked = mockRefused(call.body, config, profile);
  if (mocked !== null) return refusedByProxy(mocked, 'BadRequestError');
  const specific = isOn(call.body.specific_deployment) && !WITHOUT_ROUTER.has(entry);
  // A chat may name several models, which the proxy calls together; what it does for one that nobody has is its own.
  const names = entry === 'chat' ? model.split(',').map(strip) : [model];
  const answers = names.map((name) =>
    deploymentsFor(config, name, entry, { release: profile.release, specific }),
  );
  const groups = answers.filter((answer) => answer.ok);
  const [found] = groups;
  if (!found) {
    const refused = answers.find((answer) => !answer.ok);
    return refusedModel(refused?.message ?? 'The call names no model.', 'ProxyModelNotFoundError');
  }
  const routed = routedCall(call, entry, profile.release);
  const servingOf = (those: readonly Candidate[]): readonly Candidate[] =>
    eligible(those, config, routed, profile.release);
  const open = servingOf(found.candidates);
  if (open.length === 0)
    return refusedModel(`The tags of the call leave no deployment of “${model}”.`, 'ValueError');
  // Those that may serve the call come first, the others can still be looked at.
  const every = groups.flatMap(({ candidates }) => candidates);
  const named = [...open, ...every.filter((one) => !open.includes(one))];
  const unsafe = refusedName(call.body, config, named, profile);
  if (unsafe !== null) return refusedByProxy(unsafe);
  const fallbacks = WITHOUT_ROUTER.has(entry)
    ? []
    : fallbacksOf(config, mappedModel(config, names[0] ?? model), {
        body: call.body,
        servingFor: (name) => {
          const others = findDeployments(config, name, profile);
          return others.ok ? servingOf(others.candidates) : [];
        },
        release: profile.release,
      });
  const fallback = fallbacks[choice - named.length] ?? null;
  const chosen = fallback?.candidate ?? named[choice] ?? named[0];
  if (!chosen) return refusedByProxy(`No deployment answers to “${model}”.`);
  const candidates = [...named, ...fallbacks.map(({ candidate }) => candidate)];
  const { followed } = found;
  return callOfDeployment(
    chosen,
    fallback,
    { route, model, candidates, fallbacks, eligible: open.length, followed, together: names.length > 1 },
    names.length > 1 ? { ...input, call: withoutRace(call) } : input,
  );
}
