import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { strip } from '../pipeline/python/space.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { ProxyConfig } from './config.ts';
import { type ClientCall, type Entry, headerOf, isOn } from './entry.ts';
import type { Candidate } from './find-deployments.ts';

/** What the router knows of a call when it chooses a deployment. */
export interface RoutedCall {
  /** The tags of its body, of its metadata, and of the header for them. */
  readonly tags: readonly string[];
  readonly userAgent: string | null;
}

const UNSEEN: RoutedCall = { tags: [], userAgent: null };

const texts = (value: Json | undefined): readonly string[] =>
  isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const tagsIn = (metadata: Json | undefined): readonly string[] =>
  isObject(metadata ?? null) ? texts((metadata as JsonObject).tags) : [];

/** What the router sees of a client's call: nothing when tokens are counted, nor on the pass-through before 1.109. */
export function routedCall({ body, headers }: ClientCall, entry: Entry, release: Release): RoutedCall {
  if (entry === 'count-tokens' || (entry === 'pass-through' && !has(release, 'pass-through-tags')))
    return UNSEEN;
  const ofMetadata = tagsIn(body.metadata);
  // Before 1.109 the member that is there already keeps out the other of that name.
  const ofLitellm =
    ofMetadata.length > 0 && !has(release, 'tags-with-signs') ? [] : tagsIn(body.litellm_metadata);
  const header = headerOf(headers, 'x-litellm-tags') ?? '';
  const tags = new Set([
    ...texts(body.tags),
    ...ofMetadata,
    ...ofLitellm,
    ...header
      .split(',')
      .map(strip)
      .filter((tag) => tag !== ''),
  ]);
  return { tags: [...tags], userAgent: headerOf(headers, 'user-agent') ?? null };
}

/** Tags by what they ask for: one of these, all of these, none of those. Only since 1.109 signs before them count. */
interface Wanted {
  readonly some: readonly string[];
  readonly all: readonly string[];
  readonly none: readonly string[];
}

const without = (sign: string, tags: readonly string[]): readonly string[] =>
  tags.flatMap((tag) => (tag.startsWith(sign) && tag.length > sign.length ? [tag.slice(sign.length)] : []));

function wantedBy(tags: readonly string[], prefix: string, release: Release): Wanted {
  if (!has(release, 'tags-with-signs')) return { some: tags, all: [], none: [] };
  const routing = prefix === '' ? tags : without(prefix, tags);
  const some = routing.filter((tag) => !tag.startsWith('!') && !tag.startsWith('&'));
  return { some, all: without('&', routing), none: without('!', routing) };
}

const tagsOf = ({ deployment }: Candidate): readonly string[] => texts(deployment.params.tags);

const kept = (candidates: readonly Candidate[], { all, none }: Wanted): readonly Candidate[] =>
  candidates.filter((one) => {
    const tags = tagsOf(one);
    return all.every((tag) => tags.includes(tag)) && !none.some((tag) => tags.includes(tag));
  });

/** Deployments for everybody; all where none is. */
function forEverybody(candidates: readonly Candidate[]): readonly Candidate[] {
  const open = candidates.filter((one) => tagsOf(one).includes('default'));
  return open.length > 0 ? open : candidates;
}

/** A pattern that Python takes; null for one that JavaScript does not, too. */
function patternOf(source: string): RegExp | null {
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}

function matches(one: Candidate, { some }: Wanted, userAgent: string | null, any: boolean): boolean {
  const tags = tagsOf(one);
  const held = (tag: string): boolean => tags.includes(tag);
  if (some.length > 0 && tags.length > 0 && (any ? some.some(held) : some.every(held))) return true;
  if (userAgent === null || (!any && tags.length > 0)) return false;
  return texts(one.deployment.params.tag_regex).some((source) =>
    patternOf(source)?.test(`User-Agent: ${userAgent}`),
  );
}

const isFalse = (value: Json | undefined): boolean => value === false;

/** True where a name that nobody has hides that the other tags a call insists on lead to a deployment. */
function hidesAnAnswer(candidates: readonly Candidate[], wanted: Wanted): boolean {
  const known = wanted.all.filter((tag) => candidates.some((one) => tagsOf(one).includes(tag)));
  if (known.length === 0 || known.length === wanted.all.length) return false;
  return kept(candidates, { ...wanted, all: known }).length > 0;
}

/** What is left where no deployment satisfies a call: nothing, unless the model's own entry lets it go on. */
function insteadOfNone(candidates: readonly Candidate[], wanted: Wanted): readonly Candidate[] {
  const open = candidates.some(({ deployment }) => isOn(deployment.info.allow_fail_open));
  return open && !hidesAnAnswer(candidates, wanted) ? forEverybody(candidates) : [];
}

/** True where deployments are chosen by tags: by the router's setting, since 1.109 by that of the model's entry. */
function filters(candidates: readonly Candidate[], config: ProxyConfig, release: Release): boolean {
  const own = candidates.find(({ deployment }) => (deployment.info.enable_tag_filtering ?? null) !== null);
  return own && has(release, 'tags-with-signs')
    ? isOn(own.deployment.info.enable_tag_filtering)
    : isOn(config.routerSettings.enable_tag_filtering);
}

/**
 * Deployments whose tags a call has, or that its program is meant for; those for everybody where it names none of
 * them. Since 1.109 `!tag` keeps deployments away, `&tag` insists on it, and a tag that the model knows does not lead
 * to those for everybody. Empty where the tags leave none.
 * Source: `get_deployments_for_tag`, LiteLLM 1.87.0 and 1.109.1.
 */
export function byTags(
  candidates: readonly Candidate[],
  config: ProxyConfig,
  { tags, userAgent }: RoutedCall,
  release: Release,
): readonly Candidate[] {
  if (!filters(candidates, config, release)) return candidates;
  const { tag_filtering_match_any: matchAny, tag_routing_prefix: prefix } = config.routerSettings;
  const wanted = wantedBy(tags, typeof prefix === 'string' ? prefix : '', release);
  const { some, all, none } = wanted;
  const open = kept(candidates, wanted);
  const byProgram =
    userAgent !== null && all.length === 0 && open.some(({ deployment }) => deployment.params.tag_regex);
  if (some.length === 0 && !byProgram) {
    if (all.length + none.length === 0) return forEverybody(candidates);
    const pool = all.length > 0 ? open : kept(forEverybody(candidates), wanted);
    return pool.length > 0 ? pool : insteadOfNone(candidates, wanted);
  }
  const matching = open.filter((one) => matches(one, wanted, userAgent, !isFalse(matchAny)));
  if (matching.length > 0) return matching;
  const spare = open.filter((one) => tagsOf(one).includes('default'));
  const known = candidates.some((one) => tagsOf(one).some((tag) => some.includes(tag)));
  return spare.length === 0 || (known && has(release, 'tags-with-signs'))
    ? insteadOfNone(candidates, wanted)
    : spare;
}
