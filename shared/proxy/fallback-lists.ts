import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { isTruthy } from '../pipeline/python/truth.ts';
import type { ProxyConfig } from './config.ts';
import type { Origin } from './origin.ts';
import { PROVIDER_NAMES } from './provider-names.ts';

/** Lists of fallbacks, by what has to go wrong first. */
const KINDS = ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks'] as const;
export type FallbackKind = (typeof KINDS)[number] | 'default_fallbacks';

/** Lists that hold whatever went wrong; the others wait for what only Bedrock says. */
export const FOR_ANY_ERROR: ReadonlySet<FallbackKind> = new Set(['fallbacks', 'default_fallbacks']);

/** One entry of a list of fallbacks: a model name, or an object that names one beside arguments. */
export interface Listed {
  readonly kind: FallbackKind;
  readonly target: Json;
  /** Where it stands: in the client's body or in the configuration. */
  readonly origin: Origin;
}

/** The targets of one group of models; those of the group `*` are for every group that has none of its own. */
interface Chain {
  readonly group: string;
  readonly targets: readonly Listed[];
}

type From = 'client' | 'setting';

const listedIn = (kind: FallbackKind, targets: Json, from: From, at: Pointer): readonly Listed[] =>
  isArray(targets)
    ? targets.map((target, i) => ({ kind, target, origin: { from, pointer: child(at, i) } }))
    : [];

/** LiteLLM reads the first member of each entry. */
function chainsIn(kind: FallbackKind, lists: Json | undefined, from: From, at: Pointer): readonly Chain[] {
  if (!isArray(lists ?? null)) return [];
  return (lists as readonly Json[]).flatMap((entry, i) => {
    const [group] = isObject(entry) ? Object.keys(entry) : [];
    if (!isObject(entry) || group === undefined) return [];
    return [{ group, targets: listedIn(kind, entry[group] ?? null, from, child(child(at, i), group)) }];
  });
}

const lastOf = (chains: readonly Chain[], group: string): Chain | undefined =>
  chains.filter((one) => one.group === group).at(-1);

/** Under its own name, else under the name without its provider. */
function ownChain(chains: readonly Chain[], group: string): Chain | undefined {
  const slash = group.indexOf('/');
  const bare = PROVIDER_NAMES.has(group.slice(0, slash)) ? group.slice(slash + 1) : group;
  return chains.find((one) => one.group === group) ?? lastOf(chains, bare);
}

/** Its own, else that of `*`, unless `first` has one of its own: that one is followed already. */
function chainFor(chains: readonly Chain[], group: string, first: string): readonly Listed[] {
  const own = ownChain(chains, group);
  if (own) return own.targets;
  return first !== group && ownChain(chains, first) ? [] : (lastOf(chains, '*')?.targets ?? []);
}

/** The section that holds a setting: the router's counts before LiteLLM's, unless it is empty there. */
function sectionOf(kind: FallbackKind, { routerSettings, litellmSettings }: ProxyConfig) {
  return isTruthy(routerSettings[kind])
    ? { lists: routerSettings[kind], at: child('/router_settings', kind) }
    : { lists: litellmSettings[kind], at: child('/litellm_settings', kind) };
}

function configuredChains(kind: (typeof KINDS)[number], config: ProxyConfig): readonly Chain[] {
  const { lists, at } = sectionOf(kind, config);
  const own = chainsIn(kind, lists, 'setting', at);
  if (kind !== 'fallbacks') return own;
  // The default ones stand behind the others, as one more entry for every group.
  const general = sectionOf('default_fallbacks', config);
  const targets = listedIn('default_fallbacks', general.lists ?? null, 'setting', general.at);
  return targets.length > 0 ? [...own, { group: '*', targets }] : own;
}

/** True for a client's list of the models themselves, where a configuration has one for each group of models. */
const namesTargets = (list: readonly Json[]): boolean =>
  list.length > 0 &&
  (list.every((one) => typeof one === 'string') ||
    list.every((one) => isObject(one) && !isArray(one.model ?? [])));

/** False where no call goes on to another group of models. */
function areAllowed({ routerSettings, litellmSettings }: ProxyConfig, body: JsonObject): boolean {
  const most = routerSettings.max_fallbacks ?? litellmSettings.max_fallbacks ?? null;
  return most !== 0 && body.disable_fallbacks !== true;
}

/**
 * The entries of all lists of fallbacks that hold for a call to `group`. What a client names counts in place of what
 * the configuration has; where it names models themselves, no other list counts. Where `group` stands in for another
 * one, `first` is the group that was asked for, if its own lists keep away those of `*`; else `group` again.
 * Source: `async_function_with_fallbacks_common_utils`, `get_fallback_model_group`, LiteLLM 1.87.0 and 1.109.1;
 * `fallback_lookup_groups`, 1.104.0.
 */
export function listedFallbacks(
  config: ProxyConfig,
  group: string,
  body: JsonObject,
  first: string,
): readonly Listed[] {
  if (!areAllowed(config, body)) return [];
  const { fallbacks = null } = body;
  if (isArray(fallbacks) && namesTargets(fallbacks))
    return listedIn('fallbacks', fallbacks, 'client', '/fallbacks');
  return KINDS.flatMap((kind) =>
    chainFor(
      body[kind] === undefined
        ? configuredChains(kind, config)
        : chainsIn(kind, body[kind], 'client', child('', kind)),
      group,
      first,
    ),
  );
}
