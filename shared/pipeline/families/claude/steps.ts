import { isArray, isObject, type Json } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import { belowLimit, MEDIUM_THINKING } from '../../blocks/adaptive-thinking.ts';
import { crash, forcedToolRefused, samplingRefused } from '../../call/failures.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import {
  alwaysThinks,
  refusesForcedTools,
  takesSampling,
  thinksAdaptively,
  thinksByDefault,
} from '../../models/capabilities.ts';
import { cappedEffort } from '../../models/efforts.ts';
import { isBlank } from '../../python/space.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { anthropicContextManagement } from './context-management.ts';
import type { Draft } from './draft.ts';
import { mapResponseFormat } from './response-format.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';
import { withClaudeSearch } from './search-tool.ts';
import { adaptiveThinking, mapEffort } from './thinking.ts';
import { toolChoice } from './tool-choice.ts';
import { convertTools } from './tools.ts';
import { isUserId } from './user-id.ts';
import { webSearchTool } from './web-search.ts';

/** What becomes of one OpenAI parameter. */
type Step = (param: Param, draft: Draft) => void;

const fromOf = (param: Param): string => (typeof param.from === 'string' ? param.from : '');

function sampling(key: 'temperature' | 'top_p'): Step {
  return (param, draft) => {
    const rule = key === 'temperature' ? RULE.temperature : RULE.topP;
    if (takesSampling(draft.target) || (key === 'temperature' && param.value === 1)) {
      draft.set(key, param.value, param.from, rule);
    } else if (draft.context.dropParams) noteUnsent(param, RULE.samplingGone, draft.context.trace);
    else throw samplingRefused(draft.context.model.litellmModel, key, param.value);
  };
}

function tokens(param: Param, draft: Draft, key: string): void {
  const { value } = param;
  if (typeof value !== 'number' || Number.isInteger(value)) {
    const rule = key === 'max_tokens' ? RULE.maxTokens : RULE.maxCompletionTokens;
    draft.set('max_tokens', value, param.from, rule);
  } else {
    const half = Math.abs(value % 1) === 0.5;
    const rounded = half ? 2 * Math.round(value / 2) : Math.round(value);
    draft.set('max_tokens', Math.max(1, rounded), param.from, RULE.roundedTokens);
  }
}

/** `tool_choice` and `parallel_tool_calls` together make Claude's tool choice. */
function choice(param: Param, draft: Draft): void {
  const { given, context } = draft;
  const both = [given.get('tool_choice'), given.get('parallel_tool_calls')];
  const from = both.flatMap((one) => (one ? [fromOf(one)] : []));
  const block = toolChoice(both[0]?.value, both[1]?.value);
  if (block === null) {
    noteUnsent(param, param === both[0] ? RULE.toolChoiceLost : RULE.parallelLost, context.trace);
    return;
  }
  const forced = block.type === 'any' || block.type === 'tool';
  if (forced && has(context.profile.release, 'forced-tools-refused') && refusesForcedTools(draft.target)) {
    if (!context.dropParams) {
      throw forcedToolRefused(context.model.litellmModel);
    }
    const { disable_parallel_tool_use: parallel } = block;
    const auto = { type: 'auto', ...(parallel === undefined ? {} : { disable_parallel_tool_use: parallel }) };
    draft.replace(
      'tool_choice',
      context.trace.whole(auto, from, RULE.toolChoiceAuto),
      from,
      RULE.toolChoiceAuto,
    );
    return;
  }
  context.trace.whole(block, from, RULE.toolChoice);
  if ('disable_parallel_tool_use' in block && both[1]) {
    context.trace.member(block, 'disable_parallel_tool_use', both[1].from, RULE.parallel);
  }
  const earlier = draft.out.get('tool_choice');
  if (earlier && earlier.from === '/response_format') noteUnsent(earlier, RULE.overridden, context.trace);
  draft.replace('tool_choice', block, from, RULE.toolChoice);
}

/** `litellm.drop_params` takes out stop sequences of white space alone, which Claude refuses. */
function withoutBlankStops(value: Json): Json {
  const isSpace = (one: Json): boolean => typeof one === 'string' && one !== '' && isBlank(one);
  if (isArray(value)) return value.filter((one) => !isSpace(one));
  return isSpace(value) ? null : value;
}

function stop(param: Param, draft: Draft): void {
  const { from } = param;
  const value = draft.context.settings.dropParams ? withoutBlankStops(param.value) : param.value;
  if (typeof value === 'string') draft.set('stop_sequences', [value], from, RULE.stop);
  else if (isArray(value) && value.length > 0) draft.set('stop_sequences', [...value], from, RULE.stop);
  else noteUnsent(param, RULE.stopLost, draft.context.trace);
}

function thinking(param: Param, draft: Draft): void {
  const { context, target, given } = draft;
  const { value, from } = param;
  if (
    has(context.profile.release, 'claude-adaptive-to-budget') &&
    isObject(value) &&
    value.type === 'adaptive' &&
    !thinksAdaptively(target)
  ) {
    const limit = isTruthy(given.get('max_completion_tokens')?.value)
      ? given.get('max_completion_tokens')?.value
      : given.get('max_tokens')?.value;
    const legacy = belowLimit(MEDIUM_THINKING, isTruthy(limit) ? limit : undefined);
    if (legacy === null) {
      const earlier = draft.out.get('thinking');
      if (earlier) noteUnsent(earlier, RULE.overridden, context.trace);
      draft.out.delete('thinking');
      noteUnsent(param, RULE.thinkingLost, context.trace);
    } else draft.set('thinking', legacy, from, RULE.thinkingLegacy);
    return;
  }
  const adaptive = adaptiveThinking(value, target, context.dropParams);
  if (adaptive === null) {
    draft.set('thinking', value, from, param.rule.fate === 'renamed' ? param.rule : RULE.thinking);
    return;
  }
  draft.set('thinking', adaptive.thinking, from, RULE.thinkingAdaptive);
  if (adaptive.effort !== null && !draft.out.has('output_config')) {
    const config = context.trace.whole({ effort: adaptive.effort }, from, RULE.thinkingAdaptive);
    draft.set('output_config', config, from, RULE.thinkingAdaptive);
  }
}

function reasoningEffort(param: Param, draft: Draft): void {
  const { context, target, own } = draft;
  const { value, from } = param;
  const reads = isObject(value) && has(target.release, 'effort-objects-read');
  const word = reads ? value.effort : value;
  if (typeof word !== 'string') {
    noteUnsent(param, RULE.effortLost, context.trace);
    return;
  }
  const clamped = typeof value === 'string' && thinksAdaptively(own) ? cappedEffort(word, own) : word;
  const mapped = mapEffort(clamped, target);
  if (mapped === null && !has(target.release, 'none-effort-passes'))
    crash('LiteLLM reads the thinking that there is none of.', 'APIConnectionError');
  if (mapped === null) {
    draft.out.delete('output_config');
    if (thinksByDefault(target) && !alwaysThinks(target)) {
      draft.set('thinking', { type: 'disabled' }, from, RULE.effort);
      return;
    }
    draft.out.delete('thinking');
    noteUnsent(param, RULE.effortNone, context.trace);
    return;
  }
  if (has(target.release, 'effort-of-opus-4-5-sent') && /opus[-_]4[-_]5/i.test(own.name))
    draft.set('output_config', context.trace.whole({ effort: word }, from, RULE.effort), from, RULE.effort);
  draft.set('thinking', mapped.thinking, from, mapped.effort === null ? RULE.effort : RULE.effortAdaptive);
  if (mapped.effort !== null) {
    const rule = clamped === word ? RULE.effortAdaptive : RULE.effortClamped;
    draft.set('output_config', context.trace.whole({ effort: mapped.effort }, from, rule), from, rule);
  }
}

function user(param: Param, draft: Draft): void {
  const { trace } = draft.context;
  if (!isUserId(param.value)) noteUnsent(param, RULE.userLost, trace);
  else {
    const metadata = trace.whole({ user_id: param.value }, param.from, RULE.user);
    draft.set('metadata', metadata, param.from, RULE.user);
  }
}

function tools(param: Param, draft: Draft): void {
  const { context } = draft;
  const from = fromOf(param);
  // Python takes an empty text for a list that holds nothing.
  const list = param.value === '' ? [] : param.value;
  if (!isArray(list)) {
    noteUnsent(param, RULE.toolLost, context.trace);
    return;
  }
  const converted = convertTools(withClaudeSearch(list, from, draft.target, context), from, context);
  draft.addTools(converted.tools, from);
  if (converted.servers.length > 0) {
    const servers = context.trace.whole([...converted.servers], from, RULE.mcpServer);
    draft.set('mcp_servers', servers, from, RULE.mcpServer);
  }
}

function webSearch(param: Param, draft: Draft): void {
  const { trace } = draft.context;
  if (!isObject(param.value)) noteUnsent(param, RULE.toolLost, trace);
  else draft.addTools([trace.whole(webSearchTool(param.value), param.from, RULE.webSearch)], fromOf(param));
}

function contextManagement(param: Param, draft: Draft): void {
  const value = anthropicContextManagement(param.value);
  if (value === undefined) noteUnsent(param, RULE.contextLost, draft.context.trace);
  else {
    const rule = value === param.value ? RULE.contextManagement : RULE.contextMapped;
    draft.set('context_management', value, param.from, rule);
  }
}

/** OpenAI parameter → what becomes of it. Source: `AnthropicConfig.map_openai_params`. */
export const STEPS: Readonly<Record<string, Step>> = {
  max_tokens: (param, draft) => tokens(param, draft, 'max_tokens'),
  max_completion_tokens: (param, draft) => tokens(param, draft, 'max_completion_tokens'),
  temperature: sampling('temperature'),
  top_p: sampling('top_p'),
  stop,
  stream: ({ value, from }, { context }) => {
    const pointer = typeof from === 'string' ? from : child('', 'stream');
    if (value === true) context.trace.note(pointer, RULE.stream, { part: 'path' });
    else context.trace.note(pointer, RULE.noStream);
  },
  user,
  response_format: mapResponseFormat,
  tools,
  tool_choice: choice,
  parallel_tool_calls: choice,
  reasoning_effort: reasoningEffort,
  thinking,
  web_search_options: webSearch,
  context_management: contextManagement,
};
