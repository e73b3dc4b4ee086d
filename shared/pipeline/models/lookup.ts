import type { Json } from '../../json/json.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { baseModel, nameInArn, splitRegion, stripRoutingPrefixes } from './base-model.ts';
import { type CostEntry, type Flags, type Generalization, releaseData } from './data.ts';
import { remember } from './remember.ts';

/** What LiteLLM's `get_model_info` answers for a Bedrock model, as far as a transform asks. Sizes in tokens. */
export interface ModelInfo {
  /** The cost map key that was found, or the name a generalization matched. */
  readonly key: string;
  readonly mode: string | null;
  readonly maxInputTokens: number | null;
  readonly maxOutputTokens: number | null;
  /** The entry's `max_tokens`; 1.109 falls back on the output size. */
  readonly maxTokens: number | null;
  readonly flags: Flags;
}

const lowerCaseKeys = new Map<Release, ReadonlyMap<string, string>>();

/** Finds a cost map key as LiteLLM does: exactly, then without regard to case. */
function costKey(release: Release, name: string): string | undefined {
  const { entries } = releaseData(release);
  if (Object.hasOwn(entries, name)) return name;
  let keys = lowerCaseKeys.get(release);
  if (!keys) {
    keys = new Map(Object.keys(entries).map((key) => [key.toLowerCase(), key]));
    lowerCaseKeys.set(release, keys);
  }
  return keys.get(name.toLowerCase());
}

/** The raw cost map entry of a Bedrock model under exactly this key, or undefined. */
export function bedrockEntry(release: Release, key: string): CostEntry | undefined {
  const { entries } = releaseData(release);
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

/** The raw cost map entry under exactly this key, of Bedrock or of Anthropic's own API, or undefined. */
export function costEntry(release: Release, key: string): CostEntry | undefined {
  const { anthropic } = releaseData(release);
  return bedrockEntry(release, key) ?? (Object.hasOwn(anthropic, key) ? anthropic[key] : undefined);
}

/** True where the cost map lists exactly this key, for Bedrock or (since 1.109 asks) for another provider. */
export const isListed = (release: Release, key: string): boolean =>
  costEntry(release, key) !== undefined || releaseData(release).elsewhere.includes(key);

/** One flag of the raw cost map entry under exactly this key, or undefined. */
export function costFlag(release: Release, key: string, flag: string): Json | undefined {
  const entry = costEntry(release, key);
  return entry && releaseData(release).flags[entry.flags]?.[flag];
}

/** The provider name a look-up is made with: LiteLLM's Converse transform uses one of its own. */
export type Provider = 'bedrock' | 'bedrock_converse';

/** Names under which `get_model_info` looks a model up with a provider, in its order. */
function candidates(release: Release, model: string, provider: Provider): readonly string[] {
  const prefix = `${provider}/`;
  const combined = model.startsWith(prefix) ? model : `${prefix}${model}`;
  const inner = model.startsWith(prefix) ? model.slice(prefix.length) : model;
  const stripped = baseModel(release, inner);
  if (!has(release, 'model-keys-without-route'))
    return [combined, model, `${prefix}${stripped}`, stripped, inner];
  const regionFree = splitRegion(release, inner).id;
  const named = has(release, 'model-keys-by-region') && regionFree.startsWith('arn:');
  const split = named ? nameInArn(regionFree) : stripRoutingPrefixes(release, inner);
  return [combined, model, split, `${prefix}${stripped}`, stripped, `${prefix}${model}`];
}

const patterns = new Map<string, RegExp>();

function matches(rule: Generalization, name: string): boolean {
  let pattern = patterns.get(rule.pattern);
  if (!pattern) {
    pattern = new RegExp(rule.pattern, 'i');
    patterns.set(rule.pattern, pattern);
  }
  return pattern.test(name);
}

const union = (rules: readonly Generalization[]): Flags =>
  Object.assign({}, ...rules.map((rule) => rule.flags));

type Sizes = Pick<CostEntry, 'input' | 'output' | 'tokens'>;

const tokens = (release: Release, sizes: Sizes) => ({
  maxInputTokens: sizes.input ?? null,
  maxOutputTokens: sizes.output ?? null,
  maxTokens: sizes.tokens ?? (has(release, 'output-size-as-limit') ? sizes.output : undefined) ?? null,
});

/** Since 1.110 an entry may say that native structured output is taken by default, which counts as support. */
function withDefaults(release: Release, flags: ModelInfo['flags']): ModelInfo['flags'] {
  if (flags.supports_bedrock_native_structured_output_by_default !== true) return flags;
  if (!has(release, 'native-schema-by-default')) return flags;
  return {
    ...flags,
    supports_native_structured_output: flags.supports_bedrock_native_structured_output !== false,
  };
}

function listed(release: Release, key: string, entry: CostEntry): ModelInfo {
  const { flags, infoFields, generalizations } = releaseData(release);
  const own = flags[entry.flags] ?? {};
  const filled = {
    ...union(generalizations.filter((rule) => rule.providers.includes(entry.provider) && matches(rule, key))),
    ...own,
  };
  return {
    key,
    mode: entry.mode,
    ...tokens(release, entry),
    flags: Object.fromEntries(
      Object.entries(withDefaults(release, filled)).filter(([name]) => infoFields.includes(name)),
    ),
  };
}

function generalized(release: Release, names: readonly string[]): ModelInfo | undefined {
  const { generalizations, elsewhere } = releaseData(release);
  if (names.some((name) => elsewhere.includes(name.toLowerCase()))) return undefined;
  for (const name of names) {
    const rules = generalizations.filter((rule) => matches(rule, name));
    if (rules.length === 0) continue;
    const sizes: Sizes = Object.assign({}, ...rules);
    return { key: name, mode: 'chat', ...tokens(release, sizes), flags: union(rules) };
  }
  return undefined;
}

const known = remember<ModelInfo | undefined>();

/**
 * What a release knows of a model: geography, region, routing prefix and throughput suffix may be
 * on the id. `undefined` for a model the release cannot place.
 * Source: `get_model_info`, LiteLLM 1.87.0, 1.90.0, 1.109.1 with the cost map each was shipped with.
 */
export function modelInfo(
  release: Release,
  model: string,
  provider: Provider = 'bedrock',
): ModelInfo | undefined {
  return known(`${release} ${provider} ${model}`, () => lookUp(release, model, provider));
}

function lookUp(release: Release, model: string, provider: Provider): ModelInfo | undefined {
  const names = candidates(release, model, provider);
  for (const name of names) {
    const key = costKey(release, name);
    const entry = key === undefined ? undefined : costEntry(release, key);
    if (key !== undefined && entry) return listed(release, key, entry);
  }
  return generalized(release, names);
}

/** The value of a flag as LiteLLM's `supports_…` helpers see it: model info first, then the raw entry of the bare id. */
function flagValue(release: Release, model: string, flag: string, provider: Provider): Json | undefined {
  const inner = model.startsWith('bedrock/') ? model.slice('bedrock/'.length) : model;
  const info = modelInfo(release, inner, provider);
  if (!info) return undefined;
  const own = info.flags[flag];
  if (own !== undefined && own !== null) return own;
  const bare = costKey(release, inner);
  return bare === undefined ? undefined : costFlag(release, bare, flag);
}

/**
 * True where a release says that a model supports something, for example
 * `supports('1.109.1', 'us.anthropic.claude-sonnet-5', 'supports_reasoning')`.
 * Source: `supports_factory`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function supports(
  release: Release,
  model: string,
  flag: string,
  provider: Provider = 'bedrock',
): boolean {
  return flagValue(release, model, flag, provider) === true;
}

/** True only where a release says outright that a model does not support something. */
export function disabled(
  release: Release,
  model: string,
  flag: string,
  provider: Provider = 'bedrock',
): boolean {
  return flagValue(release, model, flag, provider) === false;
}
