import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { forcedToolRefused, type Stop, unsupported, unsupportedParam } from '../../../call/failures.ts';
import type { Param } from '../../../call/params.ts';
import { refusesForcedTools } from '../../../models/capabilities.ts';
import { pythonText } from '../../../python/repr.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { toolName } from '../names.ts';
import { mapped } from '../rules.ts';
import { lose, type Mapper, type Mapping, set } from './mapping.ts';

const TOOLS = mapped('tools', 'mapped', 'Tools go into toolConfig.');
const FAKE_STREAM = mapped(
  'fake-stream',
  'added',
  'LiteLLM asks for the whole answer here and only pretends to stream it.',
);
const TOOL_CHOICE = mapped(
  'tool_choice',
  'mapped',
  'auto, required and a named function become auto, any and tool.',
);
const CHOICE_NAME = mapped('tool_choice-name', 'kept', 'The name of the tool that must be used.');
const NONE_DROPPED = mapped(
  'tool_choice-none',
  'dropped',
  'Converse cannot forbid tools; with drop_params LiteLLM leaves tool_choice "none" out, so tools may be used.',
);
const FORCED_DROPPED = mapped(
  'tool_choice-not-forced',
  'mapped',
  'This model may not be forced to use a tool; with drop_params LiteLLM asks for auto instead.',
  'LiteLLM 1.109 forced_tool_use_downgraded',
);
const PARALLEL = mapped(
  'parallel_tool_calls',
  'mapped',
  'parallel_tool_calls turns into disable_parallel_tool_use among the additional fields.',
);
const GROUNDING = mapped(
  'web_search_options',
  'mapped',
  'Web search is Nova’s grounding tool; what the options say beyond that is not sent.',
);
const NO_GROUNDING = mapped(
  'web_search_options-lost',
  'dropped',
  'Only Nova searches the web on Bedrock; this is not sent and no error says so.',
);
const TOOL_SEARCH_DROPPED = mapped(
  'tool_search-dropped',
  'dropped',
  'Converse has no tool search; with drop_params LiteLLM leaves the tool out.',
  'LiteLLM 1.109 tools_without_unsupported_tool_search',
);

/** Appends tools to those that are there, each with its own origin. */
export function addTools(mapping: Mapping, tools: readonly JsonObject[], from: Pointer): void {
  const before = mapping.out.get('tools');
  const earlier = isArray(before?.value) ? before.value : [];
  const pointers = typeof before?.from === 'string' ? [before.from] : (before?.from ?? []);
  const value: readonly Json[] = [...earlier, ...tools];
  mapping.out.set('tools', { value, from: [...pointers, from], rule: TOOLS });
}

/** Marks that the answer is asked for in one piece although the caller streams. */
export function pretendToStream(mapping: Mapping): void {
  if (mapping.context.streamParam) set(mapping, 'fake_stream', true, null, FAKE_STREAM);
}

const isToolSearch = (tool: Json): boolean => isObject(tool) && tool.type === 'tool_search';

function withoutToolSearch(tools: readonly Json[], mapping: Mapping): readonly Json[] {
  const { target, context } = mapping;
  if (!has(target.release, 'tool-search-taken-out') || !tools.some(isToolSearch)) return tools;
  if (!context.dropParams) throw unsupported('Converse cannot run the tool_search tool.');
  tools.forEach((tool, i) => {
    if (isToolSearch(tool)) context.trace.note(child('/tools', i), TOOL_SEARCH_DROPPED);
  });
  return tools.filter((tool) => !isToolSearch(tool));
}

export const mapToolList: Mapper = (param, mapping) => {
  if (!isArray(param.value)) return lose(mapping, param, TOOLS);
  const from = typeof param.from === 'string' ? param.from : '/tools';
  const all = param.value;
  const kept = withoutToolSearch(all, mapping).filter(isObject);
  const places = new Map<Json, number>();
  for (const [i, tool] of all.entries()) if (!places.has(tool)) places.set(tool, i);
  for (const tool of kept) mapping.context.trace.whole(tool, child(from, places.get(tool) ?? 0), TOOLS);
  addTools(mapping, kept, from);
  if (mapping.target.name.includes('meta.llama3-3-70b-instruct-v1:0')) pretendToStream(mapping);
};

/** True where tool_choice must fall back to `auto`; throws `Stop` where the caller does not allow that. */
function mayNotForce(mapping: Mapping): boolean {
  if (!refusesForcedTools(mapping.target)) return false;
  if (!mapping.context.dropParams) throw forcedToolRefused(mapping.target.name);
  return true;
}

/** LiteLLM's own words, with the quotation mark that it leaves open. */
const choiceRefused = (value: Json, hint = ''): Stop =>
  unsupportedParam(
    'tool_choice',
    `Bedrock doesn't support tool_choice=${pythonText(value)}. ${hint}To drop it from the call, set \`litellm.drop_params = True.`,
  );

function choice({ value }: Param, mapping: Mapping): JsonObject | null {
  if (value === 'none') {
    if (mapping.context.dropParams) return null;
    throw choiceRefused(value);
  }
  if (value === 'auto') return { auto: {} };
  if (value === 'required') return { any: {} };
  if (!isObject(value))
    throw choiceRefused(value, "Supported tool_choice values=['auto', 'required', json object]. ");
  const named = isObject(value.function) ? value.function.name : '';
  const name = typeof named === 'string' ? named : '';
  const { target } = mapping;
  const tool = { name: has(target.release, 'call-names-sanitized') ? toolName(name, target) : name };
  mapping.context.trace.member(tool, 'name', '/tool_choice/function/name', CHOICE_NAME);
  return { tool };
}

export const mapToolChoice: Mapper = (param, mapping) => {
  const made = choice(param, mapping);
  if (made === null) return lose(mapping, param, NONE_DROPPED);
  if (!('auto' in made) && mayNotForce(mapping)) {
    set(mapping, 'tool_choice', { auto: {} }, param.from, FORCED_DROPPED);
  } else set(mapping, 'tool_choice', made, param.from, TOOL_CHOICE);
};

export const mapParallelToolCalls: Mapper = ({ value, from }, mapping) => {
  const disable = !isTruthy(value);
  const config = has(mapping.target.release, 'parallel-calls-set-auto') ? { type: 'auto' } : {};
  set(
    mapping,
    '_parallel_tool_use_config',
    { ...config, disable_parallel_tool_use: disable },
    from,
    PARALLEL,
  );
};

export const mapWebSearch: Mapper = (param, mapping) => {
  const from = typeof param.from === 'string' ? param.from : '/web_search_options';
  if (!isObject(param.value) || !mapping.target.name.toLowerCase().includes('nova')) {
    return lose(mapping, param, NO_GROUNDING);
  }
  const tool = mapping.context.trace.whole({ systemTool: { name: 'nova_grounding' } }, from, GROUNDING);
  addTools(mapping, [tool], from);
};
