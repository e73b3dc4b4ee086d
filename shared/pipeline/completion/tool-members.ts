import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import type { Params } from '../call/params.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { has } from '../releases/behaviours.ts';
import { namedBy } from '../releases/named-by.ts';
import type { Release } from '../releases/release.ts';

const CLAUDE_ONLY = rule({
  id: 'parse.tool-member',
  stage: 'parse',
  fate: 'dropped',
  text: 'Only Claude takes this member of a tool; LiteLLM takes it out for all other models.',
  source: 'LiteLLM completion(), tools',
});

/** Members of tools that are for Claude alone. */
const membersOf = namedBy(['input_examples', ['eager_input_streaming', 'eager-streaming-for-claude-alone']]);

/** True for models that LiteLLM takes for Claude where it looks at tools; since 1.109 for every ARN. */
function mayBeClaude(model: string, release: Release): boolean {
  const name = model.toLowerCase();
  return (
    name.includes('claude') ||
    (has(release, 'every-arn-may-be-claude') && name.includes('arn:') && name.includes(':bedrock:'))
  );
}

function without(value: JsonObject, names: readonly string[], at: Pointer, trace: Trace): JsonObject {
  if (!names.some((name) => name in value)) return value;
  const copy: Record<string, Json> = { ...value };
  for (const name of names) {
    if (!(name in value)) continue;
    trace.note(child(at, name), CLAUDE_ONLY);
    delete copy[name];
  }
  return copy;
}

/**
 * The parameters with tools as LiteLLM hands them on to the model.
 * Source: `_drop_input_examples_from_tools`, LiteLLM 1.87.0, 1.90.0; `_drop_anthropic_only_tool_keys`, 1.109.1.
 */
export function withoutClaudeMembers(params: Params, { model, profile, trace }: Context): Params {
  const tools = params.get('tools');
  if (!tools || !isArray(tools.value) || typeof tools.from !== 'string') return params;
  if (mayBeClaude(model.litellmModel, profile.release)) return params;
  const { from, rule: origin, value: given } = tools;
  const names = [...membersOf(profile.release)];
  const value = given.map((tool, i) => {
    if (!isObject(tool)) return tool;
    const at = child(from, i);
    const bare = without(tool, names, at, trace);
    const { function: spec } = bare;
    const plain = isObject(spec) ? without(spec, names, child(at, 'function'), trace) : spec;
    if (plain === spec) return bare === tool ? tool : trace.whole(bare, at, origin);
    const named = trace.whole({ ...(plain as JsonObject) }, child(at, 'function'), origin);
    return trace.whole({ ...bare, function: named }, at, origin);
  });
  return value.every((tool, i) => tool === given[i])
    ? params
    : new Map(params).set('tools', { ...tools, value });
}
