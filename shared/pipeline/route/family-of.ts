import type { FamilyId } from '../call/model.ts';
import { baseModel, nameInArn } from '../models/base-model.ts';
import { type InvokeProvider, invokeProvider } from '../models/provider.ts';
import type { Release } from '../releases/release.ts';

/** Claude 2 and Instant, which take one text. */
export const LEGACY_CLAUDE: readonly string[] = [
  'anthropic.claude-v2',
  'anthropic.claude-v2:1',
  'anthropic.claude-instant-v1',
];

const BY_PROVIDER: Readonly<Record<InvokeProvider, FamilyId>> = {
  cohere: 'cohere-command',
  anthropic: 'anthropic',
  mistral: 'mistral',
  amazon: 'titan',
  meta: 'llama',
  llama: 'llama',
  ai21: 'ai21',
  nova: 'nova',
  deepseek_r1: 'deepseek',
  qwen3: 'qwen3',
  qwen2: 'qwen2',
  twelvelabs: 'pegasus',
  openai: 'openai',
  stability: 'unknown',
  moonshot: 'moonshot',
};

/**
 * The body form of a model on the invoke route, `unknown` where LiteLLM has none. Command R gets
 * its own form only where the string begins with its id: behind `invoke/` or a geography it is
 * taken for Command. Source: `get_bedrock_chat_config` and `AmazonInvokeConfig.transform_request`,
 * LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function invokeFamily(release: Release, model: string): FamilyId {
  const provider = invokeProvider(release, model);
  if (provider === null) return 'unknown';
  if (provider === 'anthropic' && LEGACY_CLAUDE.includes(baseModel(release, model))) return 'claude-text';
  if (provider === 'cohere' && model.startsWith('cohere.command-r')) return 'command-r';
  return BY_PROVIDER[provider];
}

/**
 * The body form by the model itself, prefixes of LiteLLM's aside: what the strict profile goes by.
 * Claude 1 takes a prompt as Claude 2 does, which LiteLLM does not know.
 */
export function trueFamily(release: Release, model: string): FamilyId {
  const named = invokeProvider(release, model);
  const base = model.includes('arn:') && named ? model : baseModel(release, nameInArn(model));
  return base === 'anthropic.claude-v1' ? 'claude-text' : invokeFamily(release, base);
}
