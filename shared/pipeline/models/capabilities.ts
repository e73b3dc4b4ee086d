import type { Json } from '../../json/json.ts';
import { has } from '../releases/behaviours.ts';
import { baseModel } from './base-model.ts';
import { isClaude45OrLater, isClaude46OrOpus47, lostSampling } from './claude-names.ts';
import { LITELLM_GEOGRAPHIES } from './geographies.ts';
import { costEntry, costFlag, disabled, isListed, modelInfo, supports } from './lookup.ts';
import { invokeProvider } from './provider.ts';
import { LITELLM_REGIONS } from './regions.ts';
import { remember } from './remember.ts';
import type { Target } from './target.ts';

/*
 * What a model can do, as each release finds out. 1.87 looks at names, 1.90 at names and flags of
 * the cost map, 1.109 at flags and at rules for ids that the cost map does not list.
 */

/** Asks a question once for each target: it comes up with every tool and every message. */
function perTarget<Answer>(ask: (target: Target) => Answer): (target: Target) => Answer {
  const answers = new WeakMap<Target, Answer>();
  return (target) => {
    const known = answers.get(target);
    if (known !== undefined) return known;
    const answer = ask(target);
    answers.set(target, answer);
    return answer;
  };
}

/** The provider name under which the Converse transform asks what a model supports. */
const CONVERSE = 'bedrock_converse';

const withoutVersion = (id: string): string => id.replace(/-v\d+(?::\d+)?$/, '');
const withoutDate = (id: string): string => id.replace(/-\d{8}$/, '');
const withHyphens = (id: string): string => id.replace(/(\d)\.(\d)/g, '$1-$2');

const withoutAt = (id: string): string => (id.lastIndexOf('@') > 0 ? id.slice(0, id.lastIndexOf('@')) : id);

/** How LiteLLM since 1.91 reads an id that the cost map does not list: `…-4.7-20260101-v1:0` as `…-4-7`. */
const SPELLINGS: readonly ((id: string) => string)[] = [
  withoutVersion,
  (id) => id.replace(/:\d+$/, ''),
  withoutDate,
  withHyphens,
  (id) => withoutDate(withoutVersion(withHyphens(id))),
];

/** Cost map keys under which LiteLLM looks for a Claude flag (`_model_map_lookup_candidates`). */
function spelledKeys({ release, name, base }: Target): readonly string[] {
  const prefix = ['bedrock/converse/', 'bedrock/invoke/', 'bedrock/', 'vertex_ai/'].filter((one) =>
    name.startsWith(one),
  );
  const keys = [name, ...prefix.map((one) => name.slice(one.length)), base, `bedrock/${base}`];
  if (!has(release, 'claude-keys-respelled')) return keys;
  const spellings = has(release, 'claude-keys-without-at') ? [...SPELLINGS, withoutAt] : SPELLINGS;
  return [...new Set([...keys, ...keys.flatMap((key) => spellings.map((spell) => spell(key)))])];
}

const known = remember<readonly string[]>();

/** Those of them that the cost map has; they depend on the model alone, and every call asks for them. */
function claudeKeys(target: Target): readonly string[] {
  const { release, name, base } = target;
  return known(`${release} ${name} ${base}`, () =>
    spelledKeys(target).filter((key) => costEntry(release, key) !== undefined),
  );
}

function rawFlag(target: Target, flag: string): boolean | undefined {
  for (const key of claudeKeys(target)) {
    const value = costFlag(target.release, key, flag);
    if (typeof value === 'boolean') return value;
  }
  return undefined;
}

/** A capability flag of a Claude model: `_supports_model_capability` of the release. */
function claudeSupports(target: Target, flag: string): boolean {
  const { release, name } = target;
  if (has(release, 'claude-by-model-info')) {
    const info = modelInfo(release, name)?.flags[flag];
    if (typeof info === 'boolean') return info;
    if (supports(release, name, flag)) return true;
  }
  return rawFlag(target, flag) === true;
}

/** The names by which older releases know adaptive thinking: Opus 4.6, since 1.81.14 Sonnet 4.6, since 1.83.9 Opus 4.7. */
export const adaptiveByName = ({ release, name }: Target): boolean =>
  isClaude46OrOpus47(name) &&
  (has(release, 'opus-4-7-known') || !/opus[-_.]4[-_.]7/i.test(name)) &&
  (has(release, 'claude-4-6-counts-as-4-5') || !/sonnet[-_.]4[-_.]6/i.test(name));

/** True where the model itself decides how long to think (Claude 4.6 and later). */
export function thinksAdaptively(target: Target): boolean {
  if (claudeSupports(target, 'supports_adaptive_thinking')) return true;
  return !has(target.release, 'adaptive-thinking-by-capability') && adaptiveByName(target);
}

/** True for models that refuse `thinking: {type: disabled}` (since 1.109). */
export const alwaysThinks = (target: Target): boolean => claudeSupports(target, 'thinking_always_on');

/** True for models that think where a call says nothing of it (asked since 1.110). */
export const thinksByDefault = (target: Target): boolean =>
  has(target.release, 'thinking-by-default') &&
  (alwaysThinks(target) || claudeSupports(target, 'thinking_on_by_default'));

/** True for adaptive models that still take a thinking budget (since 1.109). */
export const takesThinkingBudget = (target: Target): boolean =>
  claudeSupports(target, 'supports_legacy_thinking');

export const supportsEffort = (target: Target, level: string): boolean =>
  claudeSupports(target, `supports_${level}_reasoning_effort`);

/** True where the cost map says outright that a model takes `output_config` (since 1.90). */
export const supportsOutputConfig = (target: Target): boolean =>
  claudeSupports(target, 'supports_output_config');

/** The highest effort Bedrock takes for the model, or null (since 1.90). */
export function effortCeiling({ release, name }: Target): string | null {
  const info = modelInfo(release, name);
  const flag = 'bedrock_output_config_effort_ceiling';
  const value: Json | undefined = info?.flags[flag] ?? (info && costFlag(release, info.key, flag));
  return typeof value === 'string' ? value : null;
}

/** False where a Claude model takes no temperature, top_p and top_k (since 1.90). */
export function takesSampling(target: Target): boolean {
  if (!has(target.release, 'sampling-by-capability')) return true;
  return rawFlag(target, 'supports_sampling_params') ?? !lostSampling(target.name);
}

/** False where a model that is not Claude takes no temperature and top_p (since 1.109). */
export function familyTakesSampling(target: Target): boolean {
  const { release, name, base, claude } = target;
  if (!has(release, 'sampling-by-capability-of-others') || claude) return true;
  for (const candidate of [name, `global.${base}`, `us.${base}`, `eu.${base}`]) {
    const flag = rawFlag({ ...target, name: candidate }, 'supports_sampling_params');
    if (flag !== undefined) return flag;
  }
  return true;
}

/** True where a tool may not be forced (since 1.109). */
export const refusesForcedTools = (target: Target): boolean =>
  has(target.release, 'forced-tools-refused') && rawFlag(target, 'supports_forced_tool_use') === false;

/** True where `disable_parallel_tool_use` may be sent beside the tool configuration. */
export function takesParallelToolUse({ release, name, base }: Target): boolean {
  if (!has(release, 'parallel-calls-for-some')) return true;
  if (!has(release, 'parallel-calls-by-capability')) return isClaude45OrLater(name, release);
  return [name, base].some((key) => costFlag(release, key, 'supports_parallel_tool_use_config') === true);
}

/** True where a cache point may carry a time to live. */
export function takesCacheTtl({ release, name, base }: Target): boolean {
  if (!has(release, 'cache-ttl-by-capability'))
    return has(release, 'cache-ttl-by-name') && isClaude45OrLater(name, release);
  return [name, base].some((key) => costEntry(release, key)?.ttl === true);
}

/** What a release has on file about cache points themselves; null where it has nothing. */
const flaggedCachePoints = perTarget(({ release, name, base }): boolean | null => {
  if (has(release, 'no-cache-points-at-openai') && /(?:^|[./])openai\./.test(name)) return false;
  const registered = ['', 'converse/', 'converse_like/'].map((route) => `bedrock/${route}${name}`);
  const asked = has(release, 'cache-points-by-own-flag') ? [...registered, name, base] : [];
  for (const key of asked) {
    const explicit = costFlag(release, key, 'supports_prompt_cache_breakpoint');
    if (explicit !== undefined && explicit !== null) return explicit === true;
  }
  return null;
});

/** What a release has on file about cache points for a model; null for a model that it does not know. */
export const declaredCachePoints = perTarget((target): boolean | null => {
  const { release, name, base } = target;
  const flagged = flaggedCachePoints(target);
  if (flagged !== null) return flagged;
  const keys = [name, base];
  if (!keys.some((key) => costEntry(release, key))) return null;
  return keys.some((key) => costFlag(release, key, 'supports_prompt_caching') === true);
});

/** True where cache points may be sent at all; releases before 1.101 never ask. */
export const takesCachePoints = (target: Target): boolean =>
  !has(target.release, 'cache-points-by-capability') || declaredCachePoints(target) !== false;

/** True for Claude and Nova unless the release knows better, for others where it says so of cache points themselves. */
export const surelyTakesCachePoints = (target: Target): boolean =>
  flaggedCachePoints(target) ??
  (/^(?:anthropic|claude|amazon\.nova)/.test(target.base) && declaredCachePoints(target) !== false);

/** A flag that is tried on the id, its base and the base without version suffix. */
function versionlessFlag({ release, name, base }: Target, flag: string): boolean | undefined {
  for (const id of new Set([name, base, base.replace(/-v\d+(?::\d+)?$/, '')])) {
    const info = modelInfo(release, id);
    const value = info?.flags[flag] ?? (info && costFlag(release, info.key, flag));
    if (typeof value === 'boolean') return value;
  }
  return undefined;
}

/** True where `strict` may be sent with a tool (1.90: every Claude; 1.109: unless a flag says no). */
export const takesStrictTools = perTarget((target): boolean => {
  if (!has(target.release, 'strict-tools-on-converse') || !target.claude) return false;
  return (
    !has(target.release, 'strict-tools-by-capability') ||
    (versionlessFlag(target, 'bedrock_converse_supports_strict_tools') ?? true)
  );
});

/** False where tool schemas may not use look-ahead and look-behind (since 1.109). */
export const takesRegexLookaround = perTarget((target): boolean => {
  if (!has(target.release, 'lookaround-by-capability')) return true;
  return versionlessFlag(target, 'supports_regex_lookaround') ?? !isUnknown(target);
});

/** False where images may not stand inside a tool result (since 1.109). */
export function takesToolResultImages({ release, name, base }: Target): boolean {
  return (
    !has(release, 'result-images-by-capability') ||
    [name, base].every(
      (key) => costFlag(release, key, 'supports_bedrock_converse_tool_result_images') !== false,
    )
  );
}

/** True where a JSON schema goes into `outputConfig` instead of a made-up tool. */
export function takesNativeSchema({ release, name }: Target, thinking: boolean): boolean {
  if (listsNativeSchema({ release, name })) return true;
  return (
    has(release, 'native-schema-on-converse') &&
    thinking &&
    supports(release, name, 'supports_bedrock_native_structured_output', CONVERSE)
  );
}

/** Parts of the names by which 1.81 and 1.82 know a model for native structured output on Converse. */
const NATIVE_SCHEMA_NAMES: readonly string[] = [
  'claude-haiku-4-5',
  'claude-sonnet-4-5',
  'claude-opus-4-5',
  'claude-opus-4-6',
  'qwen3',
  'deepseek-v3.1',
  'gemma-3',
  'minimax-m2',
  'ministral',
  'mistral-large-3',
  'voxtral',
  'kimi-k2',
  'nemotron-nano',
];

/** True where a release lists that a model always takes native structured output. */
export const listsNativeSchema = ({ release, name }: Pick<Target, 'release' | 'name'>): boolean =>
  has(release, 'native-schema-by-name')
    ? NATIVE_SCHEMA_NAMES.some((part) => name.includes(part))
    : supports(release, name, 'supports_native_structured_output', CONVERSE);

/**
 * True where a model whose tools cannot be forced gets native structured output instead of a made-up tool, unless
 * its entry says no (since 1.110).
 */
export function nativeSchemaInsteadOfTool(target: Target): boolean {
  if (!has(target.release, 'native-schema-for-unforceable') || !refusesForcedTools(target)) return false;
  const { release, name, base } = target;
  const flags = [`bedrock/${name}`, name, base].map((key) =>
    costFlag(release, key, 'supports_bedrock_native_structured_output'),
  );
  return flags.find((flag) => typeof flag === 'boolean') !== false;
}

/** True where a release lists support for something on the id or on its base. */
export const listsEither = ({ release, name, base }: Target, flag: string): boolean =>
  supports(release, name, flag, CONVERSE) || supports(release, base, flag, CONVERSE);

export const lists = ({ release, name }: Target, flag: string): boolean =>
  supports(release, name, flag, CONVERSE);

export const listsAsUnsupported = ({ release, name }: Target, flag: string): boolean =>
  disabled(release, name, flag, CONVERSE);

/** True for an id that 1.109 can place nowhere: it then tries to send everything. */
export const isUnknown = perTarget(({ release, name }): boolean => {
  if (!has(release, 'unknown-models-to-converse')) return false;
  const routed = name.replace(/^bedrock\//, '');
  const slash = routed.indexOf('/');
  const id = slash > 0 && LITELLM_REGIONS.includes(routed.slice(0, slash)) ? routed.slice(slash + 1) : routed;
  if (id.includes('/')) return false;
  const base = baseModel(release, id);
  const geographies = LITELLM_GEOGRAPHIES.map((one) => `${one}.${base}`);
  const keys = [id, base, base.replace(/-v\d+(?::\d+)?$/, ''), ...geographies];
  return !keys.some((key) => isListed(release, key)) && invokeProvider(release, id) === null;
});
