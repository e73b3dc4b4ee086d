import { isObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { literally } from '../text/literally.ts';
import type { Deployment, ProxyConfig } from './config.ts';
import { FOR_ANY_ERROR, listedFallbacks } from './fallback-lists.ts';

/** A deployment that answers to a name, with the model string it has for that name. */
export interface Candidate {
  readonly deployment: Deployment;
  /** `litellm_params.model` with the wildcards filled in. */
  readonly model: string;
}

/** How a name led to deployments. */
export interface Found {
  readonly candidates: readonly Candidate[];
  /** The aliases that were followed, as pointers into the configuration. */
  readonly followed: readonly Pointer[];
}

export type FindDeployments =
  | ({ readonly ok: true } & Found)
  | { readonly ok: false; readonly message: string };

const SPECIAL = /[*+?\\^$|()]/g;

/** Wildcard patterns as regular expressions: `*` takes any text, everything else is meant literally. */
const patternOf = (name: string): string =>
  name.replace(/[.*+?^${}()|[\]\\~#&\- ]/g, (sign) => (sign === '*' ? '(.*)' : `\\${sign}`));

/** Longer patterns come first, of equally long ones that with more special signs. */
const moreSpecific = (a: string, b: string): number =>
  b.length - a.length || (b.match(SPECIAL)?.length ?? 0) - (a.match(SPECIAL)?.length ?? 0);

/** The regular expression that a wildcard name stands for, anchored at the start only, as Python's `re.match` is. */
export function matcherOf(name: string): RegExp {
  const source = name.split('*').map(literally).join('(.*)');
  return new RegExp(`^${source}`);
}

/** The deployment's model for a name that matched with these segments. */
function filledIn(model: string, segments: readonly string[], asked: string): string {
  const stars = model.split('*').length - 1;
  if (stars === 0) return model;
  if (segments.length > stars) return asked;
  return segments.reduce((filled, segment) => filled.replace('*', () => segment), model);
}

function byWildcard(deployments: readonly Deployment[], asked: string): readonly Candidate[] {
  const names = [...new Set(deployments.map(({ name }) => name).filter((name) => name.includes('*')))];
  const ranked = names.sort((a, b) => moreSpecific(patternOf(a), patternOf(b)));
  for (const name of ranked) {
    const found = matcherOf(name).exec(asked);
    if (!found) continue;
    const segments = found.slice(1);
    return deployments
      .filter((deployment) => deployment.name === name)
      .map((deployment) => ({ deployment, model: filledIn(deployment.model, segments, asked) }));
  }
  return [];
}

/** A model that no deployment names, for entry points that pass it on. */
export const unlisted = (model: string): Candidate => ({
  deployment: { name: model, model, params: {}, info: {}, pointer: '' },
  model,
});

const plainly = (deployment: Deployment): Candidate => ({ deployment, model: deployment.model });

/** The next name that an alias of the configuration stands for; null where it stands for none. */
function followAlias(
  config: ProxyConfig,
  name: string,
): { readonly name: string; readonly pointer: Pointer } | null {
  const { model_group_alias: aliases = null } = config.routerSettings;
  if (!isObject(aliases) || !Object.hasOwn(aliases, name)) return null;
  const target = aliases[name] ?? null;
  const pointer = child('/router_settings/model_group_alias', name);
  if (typeof target === 'string') return { name: target, pointer };
  return isObject(target) && typeof target.model === 'string' ? { name: target.model, pointer } : null;
}

function followModelMap(
  config: ProxyConfig,
  name: string,
): { readonly name: string; readonly pointer: Pointer } | null {
  const { model_alias_map: map = null } = config.litellmSettings;
  if (!isObject(map) || !Object.hasOwn(map, name)) return null;
  const target = map[name];
  return typeof target === 'string'
    ? { name: target, pointer: child('/litellm_settings/model_alias_map', name) }
    : null;
}

/** The name that `model_alias_map` has for one: what the router sees of a call, and looks for fallbacks by. */
export const mappedModel = (config: ProxyConfig, name: string): string =>
  followModelMap(config, name)?.name ?? name;

/**
 * What the lists of fallbacks name in place of a model that nobody knows. The router sees such a call only where the
 * configuration has a wildcard; without one the proxy refuses it first.
 */
function byFallback(config: ProxyConfig, asked: string): Found | null {
  const { deployments } = config;
  if (!deployments.some(({ name }) => name.includes('*'))) return null;
  for (const { kind, target, origin } of listedFallbacks(config, asked, {}, asked)) {
    if (!FOR_ANY_ERROR.has(kind) || origin.from !== 'setting') continue;
    const named = isObject(target) ? target.model : target;
    const candidates = deployments.filter(({ name }) => name === named).map(plainly);
    if (candidates.length > 0) return { candidates, followed: [origin.pointer] };
  }
  return null;
}

/** The deployment whose `model_info.id` a client asks for; since 1.103 only where no deployment is named so. */
function byId(deployments: readonly Deployment[], id: string, release: Release): Candidate | null {
  if (has(release, 'names-before-ids') && deployments.some(({ name }) => name === id)) return null;
  const found = deployments.find(({ info }) => info.id === id);
  return found ? plainly(found) : null;
}

/** Deployments with this model string, for a call with `specific_deployment`. */
function ofModel(config: ProxyConfig, asked: string): FindDeployments {
  const name = mappedModel(config, asked);
  const candidates = config.deployments.filter(({ model }) => model === name).map(plainly);
  return candidates.length > 0
    ? { ok: true, candidates, followed: [] }
    : {
        ok: false,
        message: `With specific_deployment the router looks for the model string of a deployment, and none has “${name}”.`,
      };
}

/**
 * The deployments that a proxy chooses from for a model name: first `model_alias_map`, then a deployment's id,
 * `model_group_alias`, an exact `model_name`, the most specific wildcard, a deployment's own
 * model string, and last the lists of fallbacks. An alias is followed once, so a cycle of aliases ends where LiteLLM's does.
 * @param specific true for a call with `specific_deployment`
 * Source: `route_request`, `Router`, `PatternMatchRouter` of LiteLLM 1.87.0 and 1.109.1.
 */
export function findDeployments(
  config: ProxyConfig,
  asked: string,
  { release, specific = false }: { readonly release: Release; readonly specific?: boolean },
): FindDeployments {
  if (specific) return ofModel(config, asked);
  const { deployments } = config;
  const mapped = followModelMap(config, asked);
  const followed: Pointer[] = mapped ? [mapped.pointer] : [];
  let name = mapped?.name ?? asked;
  const identified = byId(deployments, name, release);
  if (identified) return { ok: true, candidates: [identified], followed };
  const alias = followAlias(config, name);
  if (alias) {
    followed.push(alias.pointer);
    name = alias.name;
  }
  const exact = deployments.filter((deployment) => deployment.name === name).map(plainly);
  const wild = exact.length > 0 ? exact : byWildcard(deployments, name);
  const candidates =
    wild.length > 0 ? wild : deployments.filter((deployment) => deployment.model === name).map(plainly);
  if (candidates.length > 0) return { ok: true, candidates, followed };
  const fallback = byFallback(config, name);
  if (fallback) return { ok: true, ...fallback, followed: [...followed, ...fallback.followed] };
  const names = [...new Set(deployments.map((deployment) => deployment.name))];
  const known = names.slice(0, 12).join(', ') + (names.length > 12 ? ', …' : '');
  const through = name === asked ? '' : ` (an alias of “${name}”)`;
  return {
    ok: false,
    message: `The configuration has no model_name “${asked}”${through}. It has: ${known}.`,
  };
}
