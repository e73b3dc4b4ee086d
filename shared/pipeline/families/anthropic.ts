import type { Context } from '../call/context.ts';
import type { Family } from '../call/family.ts';
import { takesSampling } from '../models/capabilities.ts';
import { takesThinking } from '../models/claude.ts';
import { namedBy } from '../releases/named-by.ts';
import { buildClaude } from './claude/build.ts';
import { mapClaude } from './claude/map.ts';
import { withShortReferences } from './claude/response-format.ts';
import { claudeTarget } from './claude/target.ts';

const SUPPORTED: readonly string[] = [
  'stream',
  'stop',
  'temperature',
  'top_p',
  'max_tokens',
  'max_completion_tokens',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'response_format',
  'user',
  'web_search_options',
  'context_management',
];

/** Body keys of the Messages form on Bedrock that a caller may hand through (AWS, Claude Messages API). */
const ACCEPTED: readonly string[] = [
  'anthropic_version',
  'anthropic_beta',
  'messages',
  'system',
  'max_tokens',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'context_management',
  'metadata',
];

/** Sampling parameters that are not even in the list for models that lost them. */
const refusedByName = namedBy([
  ['top_p', 'top-p-refused-by-name'],
  ['temperature', 'temperature-refused-by-name'],
]);

function supported(context: Context): readonly string[] {
  const target = claudeTarget(context);
  const refused = refusedByName(target.release);
  const names = takesSampling(target) ? SUPPORTED : SUPPORTED.filter((name) => !refused.has(name));
  return takesThinking(target) ? [...names, 'thinking', 'reasoning_effort'] : names;
}

/** Claude 3 and later on the invoke route, OpenAI chat form. */
export const anthropic: Family = {
  id: 'anthropic',
  label: 'Anthropic Claude (Messages)',
  supported,
  accepts: () => ACCEPTED,
  prepare: withShortReferences,
  map: mapClaude,
  build: buildClaude,
};
