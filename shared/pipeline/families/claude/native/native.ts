import { isObject, type Json } from '../../../../json/json.ts';
import { withoutUnsignedThinking } from '../../../blocks/clean-blocks.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { POINTS_KEY } from '../../../cache/points.ts';
import { markedTools } from '../../../cache/tools.ts';
import type { Context } from '../../../call/context.ts';
import { crash, samplingRefused, unsupported } from '../../../call/failures.ts';
import type { Built } from '../../../call/family.ts';
import { objectOf } from '../../../call/params.ts';
import { guardrailHeaders } from '../../../completion/guardrail.ts';
import { takesSampling } from '../../../models/capabilities.ts';
import { withinOutputLimit } from '../../../modify/max-tokens.ts';
import { has } from '../../../releases/behaviours.ts';
import { claudeTarget } from '../target.ts';
import { BETA_HEADER, callerBetas, writeBetas } from './betas.ts';
import { filterEdits, mapContextManagement } from './context-management.ts';
import { cleanConversation } from './conversation.ts';
import { Draft } from './draft.ts';
import { dropGated } from './gated.ts';
import { dropNamed, takeKeywords } from './keywords.ts';
import { allowedNames } from './names.ts';
import { applyOutput } from './output.ts';
import { cleanSystem, cleanSystemCache, placeSystemMessages } from './system.ts';
import {
  anthropicError,
  dropDisabled,
  dropTemperature,
  thinkForClearing,
  translateAdaptive,
  translateBudget,
  translateEffort,
} from './thinking.ts';
import { cleanTools, refuseWebSearch } from './tools.ts';

const VERSION = 'bedrock-2023-05-31';

/** Parameters that 1.109 refuses for Bedrock, or takes out where the caller wants that. */
function checkParams(draft: Draft): void {
  const { dropParams } = draft.context;
  const checked = has(draft.release, 'native-parameters-checked');
  const refuses = has(draft.release, 'native-speed-refused');
  if (refuses && draft.params.has('speed')) {
    if (!dropParams) {
      throw unsupported('Bedrock does not support speed.', 'speed');
    }
    draft.drop('speed', RULE.speedLost);
  }
  if (refuses) draft.drop('service_tier', RULE.tierLost);
  if (has(draft.release, 'native-sampling-checked')) checkSampling(draft);
  const config = draft.params.get('output_config');
  if (checked && config && isObject(config.value)) draft.setLast('output_config', config);
}

function checkSampling(draft: Draft): void {
  const { dropParams } = draft.context;
  for (const key of ['temperature', 'top_p', 'top_k']) {
    const param = draft.params.get(key);
    if (param === undefined) continue;
    const { value } = param;
    if (takesSampling(draft.target) || (key === 'temperature' && value === 1)) draft.setLast(key, param);
    else if (!dropParams) throw samplingRefused(draft.context.model.litellmModel, key, value);
    else draft.drop(key, RULE.samplingLost);
  }
}

function checkLimit(draft: Draft): void {
  if (draft.context.request.max_tokens === undefined) {
    crash('The messages API wants max_tokens with every call.', 'TypeError');
  }
}

/** Since 1.109 a guardrail goes into headers; a header of the caller's own wins. */
function guardHeaders(context: Context): Readonly<Record<string, string>> {
  const { request, profile, headers } = context;
  const config = request.guardrailConfig;
  if (!has(profile.release, 'messages-guardrail-in-headers') || config === undefined || config === null)
    return {};
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const made = guardrailHeaders({ value: config, from: '/guardrailConfig', rule: RULE.kept }, context);
  return Object.fromEntries(Object.entries(made).filter(([name]) => !given.has(name)));
}

/** A cache mark on the last tool, where an injection point asks for one (1.109). */
function markTools(draft: Draft): void {
  const { request, trace } = draft.context;
  const marked = !has(draft.release, 'tool-cache-marks-placed')
    ? null
    : markedTools(draft.value('tools'), request[POINTS_KEY], trace);
  if (marked) draft.set('tools', marked, '/tools', RULE.kept);
}

/** Fields that InvokeModel refuses go last of all. */
function keepAllowed(draft: Draft): void {
  if (!has(draft.release, 'messages-fields-listed')) return;
  for (const key of [...draft.params.keys()]) {
    if (!allowedNames(draft.release).has(key)) draft.drop(key, RULE.notAllowed);
  }
}

function withMessages(draft: Draft): void {
  const { trace } = draft.context;
  const list: Json[] = [];
  trace.whole(list, '/messages', RULE.kept);
  draft.messages.forEach(({ value, at }, i) => {
    list.push(value);
    if (!trace.wholeOf(value)) trace.member(list, i, at, RULE.kept);
  });
  draft.set('messages', list, '/messages', RULE.kept);
}

/**
 * An Anthropic messages API call to Claude on invoke: hardly more than what Bedrock does not take is
 * taken out. Source: `AmazonAnthropicClaudeMessagesConfig`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function buildNativeMessages(context: Context): Built {
  const draft = new Draft(context, claudeTarget(context));
  takeKeywords(draft);
  markTools(draft);
  checkLimit(draft);
  draft.messages = context.messages.map(({ value, at }) => ({ value, at }));
  checkParams(draft);
  dropNamed(draft);
  if (!draft.params.has('max_tokens')) throw anthropicError(draft, 'max_tokens is required.');
  const limit = draft.params.get('max_tokens');
  if (limit) draft.params.set('max_tokens', withinOutputLimit(limit, context));
  const caller = callerBetas(draft);

  translateEffort(draft);
  dropDisabled(draft);
  translateBudget(draft);
  translateAdaptive(draft);
  dropTemperature(draft);
  cleanSystem(draft);
  mapContextManagement(draft);
  const features = { tools: draft.value('tools'), config: draft.value('output_config') };

  cleanConversation(draft);
  draft.messages = withoutUnsignedThinking(context.trace, draft.messages, {
    model: context.model.litellmModel,
    release: draft.release,
  });
  placeSystemMessages(draft);
  refuseWebSearch(draft);
  draft.set('anthropic_version', VERSION, null, RULE.version);
  thinkForClearing(draft);
  cleanSystemCache(draft);
  applyOutput(draft);
  cleanTools(draft);
  const betas = writeBetas(draft, caller, features, filterEdits(draft));
  dropGated(draft, betas);
  withMessages(draft);
  keepAllowed(draft);
  const headers: Record<string, string | null> = { ...guardHeaders(context) };
  if (caller.header !== undefined) headers[BETA_HEADER] = caller.header;
  const messages = draft.params.get('messages');
  const params = messages ? new Map([['messages', messages], ...draft.params]) : draft.params;
  const inEverySpelling = has(draft.release, 'beta-header-in-any-case');
  return { body: objectOf(params, context.trace), headers, inEverySpelling };
}
