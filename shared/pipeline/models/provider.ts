/** Names by which LiteLLM knows who made a model on the invoke route, in the order in which it looks for them. */
export const INVOKE_PROVIDERS = [
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
  'qwen2',
  'twelvelabs',
  'openai',
  'stability',
  'moonshot',
] as const;
export type InvokeProvider = (typeof INVOKE_PROVIDERS)[number];

const named = (name: string): InvokeProvider | undefined =>
  INVOKE_PROVIDERS.find((provider) => provider === name);

function before(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end < 0 ? text : text.slice(0, end);
}

/**
 * The provider LiteLLM reads off a model string: `nova` wherever that word stands, else what comes
 * before the first dot or slash, else the first known name found anywhere. Null where there is none.
 * Source: `get_bedrock_invoke_provider`, the same in LiteLLM 1.87.0, 1.90.0 and 1.109.1.
 */
export function invokeProvider(model: string): InvokeProvider | null {
  const name = model.startsWith('invoke/') ? model.slice('invoke/'.length) : model;
  if (name.toLowerCase().includes('nova')) return 'nova';
  return (
    named(before(name, '.')) ??
    named(before(name, '/')) ??
    INVOKE_PROVIDERS.find((provider) => name.includes(provider)) ??
    null
  );
}
