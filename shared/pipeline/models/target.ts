import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

/** The model a Converse call goes to, by the names LiteLLM's rules look at. */
export interface Target {
  readonly release: Release;
  /** True under the strict profile, where names and text that Bedrock refuses are put right. */
  readonly strict?: boolean;
  /** The model string as a stage sees it, geography and region still on it. */
  readonly name: string;
  /** Foundation model id without prefixes. */
  readonly base: string;
  /** True for Anthropic models, as LiteLLM reads it off the base model id. */
  readonly claude: boolean;
}

/** Nova 2, which thinks by `reasoningConfig`; `nova-2/…` marks an imported one. */
export function isNova2({ release, name }: Pick<Target, 'release' | 'name'>): boolean {
  if (!has(release, 'nova-2-by-id')) return has(release, 'nova-2-known') && name.includes('nova-2-lite');
  const route = ['bedrock/converse/', 'bedrock/', 'converse/'].find((prefix) => name.startsWith(prefix));
  const id = (route ? name.slice(route.length) : name).replace(/^(?:us|eu|apac)\./, '');
  return id.startsWith('amazon.nova-2-') || id.startsWith('nova-2/');
}

/** OpenAI's GPT models on Bedrock other than gpt-oss; 1.100.0 and 1.101 know those of GPT 5 alone. */
export const isGptReasoning = (name: string, release: Release): boolean =>
  has(release, 'gpt-5-alone-reasons') ? name.includes('openai.gpt-5') : /openai\.gpt-\d/.test(name);

/** GPT 5.6 and newer and Grok, which refuse stop sequences on every route (LiteLLM 1.109). */
export function rejectsStopSequences(name: string): boolean {
  if (/(?:^|[./])xai\.grok-/.test(name)) return true;
  const version = /(?:^|[./])openai\.gpt-(\d{1,3})(?!\d)(?:\.(\d{1,3})(?!\d))?/.exec(name);
  if (!version) return false;
  const [major, minor] = [Number(version[1]), Number(version[2] ?? 0)];
  return major > 5 || (major === 5 && minor >= 6);
}

/** Models that take no fewer than 16 output tokens: GPT and Grok, since 1.109 Kimi K3 as well. */
export const needsSixteenTokens = (name: string, release: Release): boolean =>
  /openai\.gpt-\d|xai\.grok-/.test(name) ||
  (has(release, 'kimi-k3-sixteen-tokens') && name.includes('moonshotai.kimi-k3'));

export const isApplicationProfile = (name: string): boolean =>
  name.includes(':application-inference-profile/');
