/** The two ways to a Bedrock model. */
export type Route = 'invoke' | 'converse';

/**
 * Body forms on the invoke route, and `converse`; each has one file in `families/`. `unknown` stands
 * for models whose provider LiteLLM cannot read off the name: it refuses them on invoke.
 */
export const FAMILY_IDS = [
  'anthropic',
  'anthropic-messages',
  'claude-text',
  'titan',
  'nova',
  'cohere-command',
  'command-r',
  'ai21',
  'llama',
  'mistral',
  'deepseek',
  'qwen2',
  'qwen3',
  'openai',
  'moonshot',
  'pegasus',
  'chat-completions',
  'unknown',
  'converse',
] as const;
export type FamilyId = (typeof FAMILY_IDS)[number];

/** What the route stage makes of the model string. */
export interface ResolvedModel {
  /** The model string as the caller gave it, `bedrock/` and route prefix included. */
  readonly given: string;
  readonly route: Route;
  /** True where the caller did not name the route and LiteLLM chose it. */
  readonly auto: boolean;
  readonly family: FamilyId;
  /** Model string without `bedrock/` as LiteLLM hands it to the family (route prefix may still be on it). */
  readonly litellmModel: string;
  /** What goes into the URL path, before percent-encoding: a model id, an inference profile or an ARN. */
  readonly modelId: string;
  /** `modelId` percent-encoded for the URL path as the release does it. */
  readonly pathId: string;
  /** Foundation model id without geography prefix, as far as it can be read off the string. */
  readonly baseModel: string;
  /** `us`, `eu`, `apac`, `global` …, or null. */
  readonly geography: string | null;
}
