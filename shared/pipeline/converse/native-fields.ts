import type { Context } from '../context.ts';
import { sendingTarget } from './target.ts';

/** Members of the Converse request itself that a caller may give by name. */
const MEMBERS = [
  'guardrailConfig',
  'performanceConfig',
  'serviceTier',
  'requestMetadata',
  'outputConfig',
  'maxTokens',
  'stopSequences',
  'topP',
];

/** Model families (by the start of the base model id) and the fields of their own that Bedrock hands on to them. */
const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ['anthropic', ['top_k', 'topK', 'thinking', 'anthropic_beta', 'output_config', 'context_management']],
  ['amazon.nova-2', ['top_k', 'topK', 'inferenceConfig', 'reasoningConfig']],
  ['amazon.nova', ['top_k', 'topK', 'inferenceConfig']],
  ['openai', ['reasoning_effort', 'reasoning', 'verbosity']],
  [
    'cohere.command-r',
    ['k', 'p', 'preamble', 'documents', 'search_queries_only', 'citation_quality', 'seed'],
  ],
  ['mistral', ['safe_prompt']],
  ['deepseek', ['reasoning_effort']],
  ['qwen', ['reasoning_effort']],
];

/** Keyword arguments beyond OpenAI's that Bedrock takes on Converse for the context's model. */
export function acceptedFields(context: Context): readonly string[] {
  const { base } = sendingTarget(context);
  return [...MEMBERS, ...(FIELDS.find(([start]) => base.startsWith(start))?.[1] ?? [])];
}
