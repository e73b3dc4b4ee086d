import type { Context } from '../../../call/context.ts';
import { noteUnsent, type Param } from '../../../call/params.ts';
import type { Target } from '../../../models/target.ts';
import { built } from '../rules.ts';
import { sendingTarget } from '../target.ts';

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
  [
    'anthropic',
    [
      'top_k',
      'topK',
      'thinking',
      'anthropic_beta',
      'output_config',
      'context_management',
      'tools',
      'tool_choice',
    ],
  ],
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

/** The fields that a model takes beside the Converse request; null where the model is not known. */
function fieldsOf({ base, name }: Target): readonly string[] | null {
  const listed = FIELDS.find(([start]) => base.startsWith(start))?.[1];
  return listed ?? (name.includes('arn:') ? null : []);
}

/** Keyword arguments beyond OpenAI's that Bedrock takes on Converse for the context's model. */
export function acceptedFields(context: Context): readonly string[] {
  return [...MEMBERS, ...(fieldsOf(sendingTarget(context)) ?? [])];
}

const NOT_TAKEN = built(
  'field-strict',
  'dropped',
  'The model does not take this field; the strict profile leaves it out.',
  'Strata strict profile',
);

/** Under the strict profile, leaves the additional fields out that the model does not take. */
export function keepAcceptedFields(additional: Map<string, Param>, context: Context, target: Target): void {
  const fields = target.strict ? fieldsOf(target) : null;
  if (fields === null) return;
  for (const [key, param] of additional) {
    if (fields.includes(key)) continue;
    noteUnsent(param, NOT_TAKEN, context.trace);
    additional.delete(key);
  }
}
