import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import {
  adaptiveForm,
  belowLimit,
  budgetForEffort,
  MEDIUM_THINKING,
} from '../../../blocks/adaptive-thinking.ts';
import {
  badRequestSaying,
  crash,
  effortInvalid,
  effortUnmapped,
  valueRefused,
} from '../../../call/failures.ts';
import type { Param } from '../../../call/params.ts';
import {
  alwaysThinks,
  isUnknown,
  listsAsUnsupported,
  supportsEffort,
  takesThinkingBudget,
  thinksAdaptively,
  thinksByDefault,
} from '../../../models/capabilities.ts';
import {
  ANSWER_TOKENS,
  effortOfBudget,
  MIN_BUDGET,
  NOVA_EFFORTS,
  outputEffort,
  thinkingFor,
} from '../../../models/efforts.ts';
import { isGptReasoning, isNova2 } from '../../../models/target.ts';
import { pythonRepr } from '../../../python/repr.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { checkEffort, EFFORT_CAPPED, objectIn, withCappedEffort } from '../effort.ts';
import { mapped } from '../rules.ts';
import { lose, type Mapper, type Mapping, set, unset } from './mapping.ts';

const FORWARDED = mapped('thinking', 'kept', 'thinking goes among the additional fields as it is.');
const TRANSLATED = mapped(
  'thinking-translated',
  'mapped',
  'The thinking asked for is put into the form that this model takes.',
  'LiteLLM 1.109 translate_legacy_thinking_for_adaptive_model',
);
const TOO_SMALL = mapped(
  'thinking-too-small',
  'dropped',
  'max_tokens leaves no room for the smallest thinking budget; thinking is left out and no error says so.',
  'LiteLLM 1.109',
);
const NO_FIELD = mapped(
  'thinking-lost',
  'dropped',
  'The model reasons in its own way and takes no such field; it is not sent and no error says so.',
  'LiteLLM 1.109',
);
const EFFORT = mapped('reasoning_effort', 'mapped', 'The effort is put into the form that this model takes.');
const EFFORT_KEPT = mapped(
  'reasoning_effort-kept',
  'kept',
  'The effort goes among the additional fields as it is.',
);
const EFFORT_NONE = mapped(
  'reasoning_effort-none',
  'consumed',
  'No effort means no thinking: nothing is sent.',
);
const EFFORT_OFF = mapped(
  'reasoning_effort-off',
  'dropped',
  'This model does not take this effort; with drop_params it is left out.',
  'LiteLLM 1.109',
);
const OVERRULED = mapped(
  'thinking-overruled',
  'dropped',
  'reasoning_effort "none" takes thinking out again.',
);
const CONTEXT = mapped(
  'context_management',
  'mapped',
  'OpenAI’s list of edits is put into Claude’s form.',
  'LiteLLM map_openai_context_management_to_anthropic',
);
const CONTEXT_KEPT = mapped(
  'context_management-kept',
  'kept',
  'context_management goes among the additional fields.',
);
const CONTEXT_LOST = mapped(
  'context_management-lost',
  'dropped',
  'LiteLLM finds no edit in it that it knows; it is not sent.',
);

const isDeepseek = ({ target }: Mapping): boolean =>
  target.name.includes('deepseek') || target.base.includes('deepseek');
const isDeepseekR1 = ({ target }: Mapping): boolean =>
  target.name.includes('deepseek.r1') || target.base.includes('deepseek.r1');

/** Adaptive thinking for a model that only knows budgets: the medium budget, below max_tokens (1.109). */
function legacyThinking(param: Param, mapping: Mapping): void {
  const { incoming } = mapping;
  const recent = incoming.get('max_completion_tokens')?.value;
  const thinking = belowLimit(MEDIUM_THINKING, isTruthy(recent) ? recent : incoming.get('max_tokens')?.value);
  if (thinking === null) lose(mapping, param, TOO_SMALL);
  else set(mapping, 'thinking', thinking, param.from, TRANSLATED);
}

/** A thinking budget for a model that only thinks adaptively: an effort instead (since 1.101). */
function adaptiveThinking(thinking: JsonObject, param: Param, mapping: Mapping): void {
  const { target, context } = mapping;
  const { dropParams } = context;
  const tokens = budgetForEffort(thinking.budget_tokens, target, dropParams);
  const form = adaptiveForm(thinking, target, { dropParams, onInvoke: false });
  set(mapping, 'thinking', form, param.from, TRANSLATED);
  if (tokens === null) return;
  const before = mapping.out.get('output_config');
  const config = {
    effort: effortOfBudget(tokens, supportsEffort(mapping.target, 'xhigh')),
    ...objectIn(before),
  };
  mapping.out.set('output_config', { value: config, from: before?.from ?? param.from, rule: TRANSLATED });
}

export const mapThinking: Mapper = (param, mapping) => {
  const { value, from } = param;
  const { target } = mapping;
  const fieldless = isDeepseek(mapping) || isGptReasoning(target.name, target.release);
  if (fieldless && has(target.release, 'thinking-kept-from-fieldless')) return lose(mapping, param, NO_FIELD);
  const type = isObject(value) ? value.type : null;
  const adaptive = thinksAdaptively(target);
  if (type === 'adaptive' && !adaptive && has(target.release, 'converse-adaptive-to-budget'))
    return legacyThinking(param, mapping);
  const fits = !adaptive || takesThinkingBudget(target);
  if (isObject(value) && type === 'enabled' && !fits && has(target.release, 'converse-budget-to-adaptive'))
    return adaptiveThinking(value, param, mapping);
  set(mapping, 'thinking', value, from, FORWARDED);
};

function setOutputEffort(given: string, param: Param, mapping: Mapping): void {
  const { target, out } = mapping;
  const effort = outputEffort(given);
  if (effort === undefined) throw effortInvalid(given);
  const before = has(target.release, 'effort-joins-output-config') ? out.get('output_config') : undefined;
  const wanted = { effort, ...objectIn(before) };
  const config = withCappedEffort(wanted, target);
  checkEffort(config.effort ?? null, target);
  out.set('output_config', {
    value: config,
    from: param.from,
    rule: config === wanted ? EFFORT : EFFORT_CAPPED,
  });
}

function claudeEffort(effort: string, param: Param, mapping: Mapping): void {
  if (effort === 'none' && has(mapping.target.release, 'none-effort-known')) {
    if (!has(mapping.target.release, 'none-effort-passes') && !mapping.incoming.has('thinking'))
      crash('LiteLLM reads the thinking that there is none of.', 'APIConnectionError');
    unset(mapping, 'output_config', OVERRULED);
    if (thinksByDefault(mapping.target) && !alwaysThinks(mapping.target)) {
      set(mapping, 'thinking', { type: 'disabled' }, param.from, EFFORT);
      return;
    }
    unset(mapping, 'thinking', OVERRULED);
    lose(mapping, param, EFFORT_NONE);
    return;
  }
  const thinking = thinkingFor(effort, mapping.target);
  if (thinking === undefined) {
    if (!has(mapping.target.release, 'unknown-efforts-refused'))
      crash(`Unmapped reasoning effort: ${effort}`, 'ValueError');
    throw effortUnmapped(effort);
  }
  set(mapping, 'thinking', thinking, param.from, EFFORT);
  if (thinksAdaptively(mapping.target) && has(mapping.target.release, 'efforts-sent-by-name'))
    setOutputEffort(effort, param, mapping);
}

function novaEffort(effort: string, param: Param, mapping: Mapping): void {
  if (!NOVA_EFFORTS.includes(effort)) {
    throw badRequestSaying(
      `Invalid reasoning_effort value ${pythonRepr(effort)} for Nova 2 models. Supported values: ${pythonRepr(NOVA_EFFORTS)}`,
    );
  }
  set(mapping, 'reasoningConfig', { type: 'enabled', maxReasoningEffort: effort }, param.from, EFFORT);
}

export const mapReasoningEffort: Mapper = (param, mapping) => {
  const { value: effort, from } = param;
  const { target, context } = mapping;
  const { name, release } = target;
  if (typeof effort !== 'string') return lose(mapping, param, NO_FIELD);
  const recent = has(release, 'reasoning-by-capability');
  if (recent && isDeepseekR1(mapping)) return lose(mapping, param, NO_FIELD);
  const checked = has(release, 'gpt-efforts-checked') && isGptReasoning(name, release);
  if (checked && listsAsUnsupported(target, `supports_${effort}_reasoning_effort`)) {
    if (!context.dropParams) throw valueRefused(name, 'reasoning_effort', effort);
    return lose(mapping, param, EFFORT_OFF);
  }
  if (name.includes('gpt-oss') || (recent && (name.includes('deepseek') || isUnknown(target)))) {
    return set(mapping, 'reasoning_effort', effort, from, EFFORT_KEPT);
  }
  if (has(release, 'gpt-reasoning-efforts') && isGptReasoning(name, release))
    return set(mapping, 'reasoning', { effort }, from, EFFORT);
  if (isNova2(target)) return novaEffort(effort, param, mapping);
  claudeEffort(effort, param, mapping);
};

/** One edit of OpenAI's list in Claude's form; null where it is not a compaction. */
function claudeEdit(edit: Json): JsonObject | null {
  if (!isObject(edit) || edit.type !== 'compaction') return null;
  const { type: _, compact_threshold: threshold, ...rest } = edit;
  const trigger =
    typeof threshold === 'number' ? { trigger: { type: 'input_tokens', value: Math.trunc(threshold) } } : {};
  return { type: 'compact_20260112', ...trigger, ...rest };
}

export const mapContextManagement: Mapper = (param, mapping) => {
  const { value, from } = param;
  if (isObject(value)) return set(mapping, 'context_management', value, from, CONTEXT_KEPT);
  if (!isArray(value)) return lose(mapping, param, CONTEXT_LOST);
  const edits = value.map(claudeEdit).filter((edit) => edit !== null);
  if (edits.length === 0) return lose(mapping, param, CONTEXT_LOST);
  set(mapping, 'context_management', { edits }, from, CONTEXT);
};

const RAISED = mapped(
  'thinking-budget-raised',
  'mapped',
  'Bedrock wants a thinking budget of at least 1024 tokens.',
);
const ROOM = mapped(
  'thinking-max-tokens',
  'added',
  'Without max_tokens LiteLLM leaves 4096 tokens beside the thinking budget.',
);

/** Raises a thinking budget to Bedrock's minimum, and makes room for it where max_tokens is not set. */
export function settleThinkingBudget(mapping: Mapping, enabled: boolean): void {
  const { out, incoming, target } = mapping;
  const param = out.get('thinking');
  const thinking = objectIn(param);
  const { budget_tokens: budget } = thinking;
  // true counts as 1 for Python.
  let tokens = typeof budget === 'number' || typeof budget === 'boolean' ? Number(budget) : null;
  const raises = has(target.release, 'budgets-raised-on-converse');
  if (raises && param && tokens !== null && Number.isInteger(tokens) && tokens < MIN_BUDGET) {
    tokens = MIN_BUDGET;
    const raised = mapping.context.trace.inherit({ ...thinking, budget_tokens: tokens }, thinking);
    out.set('thinking', { ...param, value: raised, rule: RAISED });
  }
  if (!enabled || incoming.has('max_tokens') || incoming.has('max_completion_tokens')) return;
  if (param === undefined) {
    if (!has(target.release, 'missing-thinking-passes'))
      crash('Thinking is on without a thinking parameter.');
    return;
  }
  if (typeof budget === 'string') crash('budget_tokens must be a number for max_tokens to be added to it.');
  if (tokens !== null) set(mapping, 'maxTokens', tokens + ANSWER_TOKENS, null, ROOM);
}
