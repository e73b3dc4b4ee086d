import type { Context } from '../../../call/context.ts';
import { familyTakesSampling, isUnknown, lists, listsEither } from '../../../models/capabilities.ts';
import { perModel } from '../../../models/remember.ts';
import { isGptReasoning, isNova2, type Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { namedBy } from '../../../releases/named-by.ts';
import { targetOf } from '../target.ts';

const always = namedBy([
  'max_tokens',
  'max_completion_tokens',
  'stream',
  'stream_options',
  'stop',
  'extra_headers',
  'response_format',
  'requestMetadata',
  ['service_tier', 'service-tier-supported'],
  ['parallel_tool_calls', 'parallel-calls-supported'],
]);

/** Families that take tools whatever the cost map says. */
const TAKES_TOOLS =
  /^(?:anthropic|mistral|cohere|meta\.llama3-1|meta\.llama3-2|meta\.llama3-3|meta\.llama4|amazon\.nova)/;

const NAMES_OF_THINKING_CLAUDES = ['claude-3-7', 'claude-sonnet-4', 'claude-opus-4'];

function reasoning(target: Target): readonly string[] {
  const { release, name, base } = target;
  const recent = has(release, 'reasoning-by-capability');
  if (name.includes('gpt-oss')) return ['reasoning_effort'];
  if (has(release, 'gpt-reasoning-efforts') && [name, base].some((one) => isGptReasoning(one, release)))
    return ['reasoning_effort'];
  const deepseek = (part: string): boolean => name.includes(part) || base.includes(part);
  if (recent && deepseek('deepseek')) return deepseek('deepseek.r1') ? [] : ['reasoning_effort'];
  if (isNova2(target)) return ['reasoning_effort'];
  const named = recent ? NAMES_OF_THINKING_CLAUDES : [...NAMES_OF_THINKING_CLAUDES, 'deepseek.r1'];
  const thinks = named.some((part) => name.includes(part)) || listsEither(target, 'supports_reasoning');
  return thinks ? ['thinking', 'reasoning_effort', ...(recent ? ['output_config'] : [])] : [];
}

function namesFor(target: Target): readonly string[] {
  const { release, name, base, claude } = target;
  const sampling = familyTakesSampling(target) ? ['temperature', 'top_p'] : [];
  const basic = [...always(release), ...sampling];
  if (name.includes('arn') || isUnknown(target)) {
    const all = ['tools', 'tool_choice', 'thinking', 'reasoning_effort'];
    const output = has(release, 'output-config-supported') ? ['output_config'] : [];
    const grounds = name.toLowerCase().includes('nova') && has(release, 'imported-nova-grounding');
    const search = grounds ? ['web_search_options'] : [];
    return [...basic, ...all, ...output, ...search];
  }
  return [
    ...basic,
    ...(TAKES_TOOLS.test(base) || lists(target, 'supports_function_calling') ? ['tools'] : []),
    ...(base.startsWith('amazon.nova') && has(release, 'nova-grounding') ? ['web_search_options'] : []),
    ...(listsEither(target, 'supports_tool_choice') ? ['tool_choice'] : []),
    ...reasoning(target),
    ...(claude && has(release, 'context-management-supported') ? ['context_management'] : []),
  ];
}

/** Every call asks, and it depends on the model alone. */
const remembered = perModel((release, model) => namesFor(targetOf({ release, strict: false }, model)));

/** OpenAI parameters that a release's Converse transform lets through for a model; for its own list `strict` counts nothing. */
export const supportedParameters = ({ profile, model }: Context): readonly string[] =>
  remembered(profile.release, model.litellmModel);
