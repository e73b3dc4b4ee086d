import { has } from '../releases/behaviours.ts';
import { namedBy } from '../releases/named-by.ts';
import type { Release } from '../releases/release.ts';

export type InvokeProvider =
  | 'cohere'
  | 'anthropic'
  | 'mistral'
  | 'amazon'
  | 'meta'
  | 'llama'
  | 'ai21'
  | 'nova'
  | 'deepseek_r1'
  | 'qwen3'
  | 'qwen2'
  | 'twelvelabs'
  | 'openai'
  | 'stability'
  | 'moonshot';

/** Names by which LiteLLM knows who made a model on the invoke route, in the order in which it looks for them. */
const providersOf = namedBy<InvokeProvider>([
  'cohere',
  'anthropic',
  'mistral',
  'amazon',
  'meta',
  'llama',
  'ai21',
  'nova',
  'deepseek_r1',
  'qwen3',
  ['qwen2', 'qwen2-on-invoke'],
  ['twelvelabs', 'pegasus-on-invoke'],
  ['openai', 'openai-on-invoke'],
  ['stability', 'stability-named-on-invoke'],
  ['moonshot', 'moonshot-on-invoke'],
]);

function before(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end < 0 ? text : text.slice(0, end);
}

/**
 * The provider LiteLLM reads off a model string: `nova` wherever that word stands, else what comes
 * before the first dot or slash, else the first known name found anywhere. Null where there is none.
 * Up to 1.80.13 what comes before the first dot or slash goes before `nova`.
 * Source: `get_bedrock_invoke_provider`, LiteLLM 1.80.7 to 1.109.1.
 */
export function invokeProvider(release: Release, model: string): InvokeProvider | null {
  const name = model.startsWith('invoke/') ? model.slice('invoke/'.length) : model;
  if (has(release, 'nova-before-maker') && name.toLowerCase().includes('nova')) return 'nova';
  const providers = [...providersOf(release)];
  const named = (text: string): InvokeProvider | undefined => providers.find((provider) => provider === text);
  return (
    named(before(name, '.')) ??
    named(before(name, '/')) ??
    (name.includes('nova') ? 'nova' : undefined) ??
    providers.find((provider) => name.includes(provider)) ??
    null
  );
}
