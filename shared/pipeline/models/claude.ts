import { has } from '../releases/behaviours.ts';
import { adaptiveByName, supportsEffort, supportsOutputConfig, thinksAdaptively } from './capabilities.ts';
import { costEntry, costFlag, modelInfo, supports } from './lookup.ts';
import type { Target } from './target.ts';

/*
 * What a Claude model can do, as each release finds out on the invoke route.
 * Source: AnthropicConfig and AmazonAnthropicClaudeConfig, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */

/**
 * 1.87 and 1.90 ask about a made-up model while a response_format is present, so that the schema
 * is always forced by a tool; other parameters are mapped for that model, too.
 */
export const SCHEMA_STAND_IN = 'claude-3-sonnet-20240229';

export const standIn = (target: Target): Target => ({
  ...target,
  name: SCHEMA_STAND_IN,
  base: SCHEMA_STAND_IN,
});

/** True where the release lists support for something, asked for the invoke route. */
export const lists = ({ release, name }: Target, flag: string): boolean => supports(release, name, flag);

/** True where `thinking` and `reasoning_effort` are supported. */
export function takesThinking(target: Target): boolean {
  const { release, name } = target;
  if (name.includes('claude-3-7-sonnet')) return true;
  if (has(release, 'adaptive-thinking-by-capability') ? thinksAdaptively(target) : adaptiveByName(target))
    return true;
  return supports(release, name, 'supports_reasoning');
}

const LEVELS = ['low', 'minimal', 'medium', 'high', 'xhigh', 'max'];

/** True where a model takes `output_config.effort` at all. */
export function takesEffort(target: Target): boolean {
  if (lists(target, 'supports_output_config')) return true;
  if (has(target.release, 'effort-by-capability') && supportsOutputConfig(target)) return true;
  return LEVELS.some((level) => supportsEffort(target, level));
}

function costFlagOf({ release, name, base }: Target, flag: string): boolean {
  return [name, base, `bedrock/${base}`].some((key) => costFlag(release, key, flag) === true);
}

/**
 * The `max_tokens` that LiteLLM sets where the caller gives none. Behind `anthropic/` older releases look for Anthropic's
 * own model of that name, which stands in the same map. Source: `get_max_tokens`, LiteLLM 1.87.0, 1.102.4.
 */
export function defaultMaxTokens({ release, name, base }: Target): number {
  if (has(release, 'output-limit-by-cost-map')) return costEntry(release, base)?.output ?? 128_000;
  if (name.startsWith('invoke/')) return 4096;
  const entry = costEntry(release, name.replace(/^anthropic\//, ''));
  return entry?.output ?? entry?.tokens ?? 4096;
}

/** True where a JSON schema is enforced by Claude itself instead of by a made-up tool (since 1.109). */
export const takesNativeSchema = (target: Target): boolean =>
  has(target.release, 'native-schema-on-invoke') && lists(target, 'supports_native_structured_output');

/** True where native output is taken only when the caller wants thinking (since 1.109). */
export const takesNativeSchemaByChoice = (target: Target): boolean =>
  has(target.release, 'native-schema-on-invoke') &&
  lists(target, 'supports_bedrock_native_structured_output');

/** True where tool search may be used on Bedrock: 1.109 has a flag, older releases look for Opus 4. */
export function takesToolSearch(target: Target): boolean {
  if (!has(target.release, 'tool-search-by-capability')) return /opus[-_]4/.test(target.name.toLowerCase());
  return toolSearchFlag(target) === true;
}

/** What a release has on file about tool search for a model; undefined for nothing. */
export function toolSearchFlag(target: Target): boolean | undefined {
  const flag = modelInfo(target.release, target.name)?.flags.supports_tool_search;
  return typeof flag === 'boolean' ? flag : costFlagOf(target, 'supports_tool_search') || undefined;
}

/** True where system messages may stand in the middle of a conversation (since 1.109). */
export const takesSystemTurns = (target: Target): boolean =>
  has(target.release, 'system-turns-by-capability') && lists(target, 'supports_mid_conversation_system');
