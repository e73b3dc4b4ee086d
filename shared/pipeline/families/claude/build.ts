import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import { isMarkedTool, withinCacheCap } from '../../cache/cache-cap.ts';
import { POINTS_KEY } from '../../cache/points.ts';
import { markedTools } from '../../cache/tools.ts';
import type { Context } from '../../call/context.ts';
import { crash, Stop, samplingRefused, unsupportedParam } from '../../call/failures.ts';
import type { Built } from '../../call/family.ts';
import { noteUnsent, objectOf, type Param, type Params } from '../../call/params.ts';
import type { Message } from '../../messages/message.ts';
import { takesSampling } from '../../models/capabilities.ts';
import { defaultMaxTokens, takesSystemTurns } from '../../models/claude.ts';
import type { Target } from '../../models/target.ts';
import { pairToolCalls } from '../../modify/pair-tool-calls.ts';
import { CONTINUE, MODIFY_RULES } from '../../modify/rules.ts';
import { withoutUnmatchedThinking } from '../../modify/thinking.ts';
import { pythonRepr } from '../../python/repr.ts';
import { has } from '../../releases/behaviours.ts';
import { namedBy } from '../../releases/named-by.ts';
import { bedrockTools } from './bedrock-tools.ts';
import { BETA_HEADER } from './betas.ts';
import type { Conversion } from './messages/block.ts';
import { convertMessages } from './messages/convert.ts';
import { placeSystem, splitLeadingSystem } from './messages/mid-conversation.ts';
import { systemBlocks } from './messages/system.ts';
import { applyOutputFormat, checkEffort, crashOnOddEffort } from './output-config.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';
import { betasOf, setBetas } from './set-betas.ts';
import { claudeTarget } from './target.ts';
import { dropDisabledThinking } from './thinking-off.ts';
import { renameTools } from './tool-names.ts';
import { isUserId } from './user-id.ts';

const VERSION = 'bedrock-2023-05-31';

const set = (
  params: Map<string, Param>,
  key: string,
  value: Json,
  from: Param['from'],
  rule: Param['rule'],
): void => {
  params.set(key, { value, from, rule });
};

/** Claude refuses tool calls in the history without tools; LiteLLM adds a stand-in. */
function addDummyTool(params: Map<string, Param>, context: Context): void {
  const { messages, profile, settings, trace } = context;
  if (params.has('tools') || !messages.some(({ value }) => value.tool_calls !== undefined)) return;
  if (!settings.modifyParams && has(profile.release, 'tool-history-needs-tools'))
    throw new Stop('refused', {
      type: 'UnsupportedParamsError',
      params: [],
      message:
        'Anthropic expects the `tools=` param to be passed in once tool calls stand in the conversation; `litellm.modify_params = True` adds a dummy tool.',
    });
  const tool = {
    name: 'dummy_tool',
    input_schema: { type: 'object', properties: {} },
    type: 'custom',
    description: 'This is a dummy tool call',
  };
  set(params, 'tools', [trace.whole(tool, null, RULE.dummyTool)], null, RULE.dummyTool);
}

const uploads = ({ content }: JsonObject): boolean =>
  isArray(content) && content.some((block) => isObject(block) && block.type === 'container_upload');

function addCodeTool(params: Map<string, Param>, messages: readonly JsonObject[], { trace }: Context): void {
  const tools = params.get('tools');
  const list = tools && isArray(tools.value) ? tools.value : [];
  const present = list.some(
    (t) => isObject(t) && typeof t.type === 'string' && t.type.startsWith('code_execution'),
  );
  if (present || list.length === 0 || !messages.some(uploads)) return;
  const tool = { name: 'code_execution', type: 'code_execution_20250522' };
  const value = trace.inherit([...list, trace.whole(tool, null, RULE.codeTool)], list);
  params.set('tools', { value, from: tools?.from ?? null, rule: tools?.rule ?? RULE.tools });
}

/** Of LiteLLM's `metadata` the user id is sent; a `metadata` in the body holds nothing else. */
function setMetadata(params: Map<string, Param>, { request, profile, trace }: Context): void {
  const given = isObject(request.metadata) && Object.keys(request.metadata).length > 0;
  const key =
    has(profile.release, 'claude-user-from-litellm-metadata') && !given ? 'litellm_metadata' : 'metadata';
  const metadata = request[key];
  const id = isObject(metadata) ? (metadata.user_id ?? null) : null;
  if (!has(profile.release, 'odd-user-id-passes') && id !== null && typeof id !== 'string')
    crash('metadata.user_id is no string');
  if (isObject(metadata) && isUserId(metadata.user_id)) {
    const at = child(child('', key), 'user_id');
    const before = params.get('metadata');
    if (before) noteUnsent(before, RULE.metadataReplaced, trace);
    const value = trace.whole({ user_id: metadata.user_id }, at, RULE.metadata);
    set(params, 'metadata', value, at, RULE.metadata);
  }
}

/** `top_k` reaches the body only on models that still take it (since 1.90). */
function checkTopK(params: Map<string, Param>, context: Context, target: Target): void {
  const topK = params.get('top_k');
  if (!topK) return;
  params.delete('top_k');
  if (takesSampling(target)) {
    // LiteLLM takes it out to look at it and puts it back: it comes last from then on.
    params.set('top_k', topK);
    return;
  }
  if (!context.dropParams) throw samplingRefused(context.model.litellmModel, 'top_k', topK.value);
  noteUnsent(topK, RULE.samplingGone, context.trace);
}

/** Fast mode exists on Anthropic's own API only: since 1.91 LiteLLM refuses it elsewhere, or drops it where told to. */
function withoutSpeed(mapped: Params, { profile, model, dropParams, trace }: Context): Params {
  const speed = mapped.get('speed');
  if (!speed || !has(profile.release, 'speed-refused')) return mapped;
  if (!dropParams)
    throw unsupportedParam(
      'speed',
      `${model.litellmModel} does not support speed=${pythonRepr(speed.value)}. To drop unsupported params, set \`litellm.drop_params = True\`.`,
    );
  noteUnsent(speed, RULE.speedLost, trace);
  return new Map([...mapped].filter(([key]) => key !== 'speed'));
}

const internal = namedBy([
  'is_vertex_request',
  ['client_metadata', 'client-metadata-left-out'],
  [POINTS_KEY, 'injection-points-left-out'],
  'stream',
  'model',
]);

function dropInternal(params: Map<string, Param>, { profile, trace }: Context): void {
  for (const key of internal(profile.release)) {
    const param = params.get(key);
    if (!param) continue;
    noteUnsent(param, RULE.internalGone, trace);
    params.delete(key);
  }
}

/** `output_config` goes to Bedrock since 1.84, before that it is taken out of every chat completion. */
function dropOutputConfig(params: Map<string, Param>, { profile, trace }: Context): void {
  const param = params.get('output_config');
  if (!param || has(profile.release, 'claude-sends-output-config')) return;
  noteUnsent(param, RULE.internalGone, trace);
  params.delete('output_config');
}

/** A cache mark on the last tool, where an injection point asks for one (1.109). */
function markTools(params: Map<string, Param>, { trace }: Context): void {
  const tools = params.get('tools');
  const marked = markedTools(tools?.value, params.get(POINTS_KEY)?.value, trace);
  if (tools && marked) params.set('tools', { ...tools, value: marked });
}

/** The messages with as many cache marks as Claude takes (1.109, under drop_params). */
function capped(params: Params, { messages, profile, dropParams, trace }: Context): readonly Message[] {
  if (!has(profile.release, 'claude-cache-cap-under-drop-params') || !dropParams) return messages;
  const tools = params.get('tools')?.value;
  const marked = isArray(tools) ? tools.filter(isMarkedTool).length : 0;
  return withinCacheCap(messages, marked + (params.has('cache_control') ? 1 : 0), trace);
}

/** The messages in Anthropic's form; under `modify_params` their tool calls are paired, and there is at least one. */
function converted(
  given: readonly Message[],
  context: Context,
  conversion: Conversion,
): readonly JsonObject[] {
  const messages = pairToolCalls(given, context);
  if (messages.length > 0 || !context.settings.modifyParams) return convertMessages(messages, conversion);
  const { trace } = context;
  const text = trace.whole({ type: 'text', text: CONTINUE }, null, MODIFY_RULES.continueUser);
  return [trace.whole({ role: 'user', content: [text] }, null, MODIFY_RULES.continueUser)];
}

function conversation(
  given: readonly Message[],
  context: Context,
  target: Target,
  conversion: Conversion,
): { system: readonly JsonObject[]; messages: readonly JsonObject[] } {
  const isSystem = ({ value }: Message): boolean => value.role === 'system';
  if (!has(context.profile.release, 'mid-conversation-system')) {
    const system = systemBlocks(given.filter(isSystem), conversion);
    const rest = given.filter((message) => !isSystem(message));
    return { system, messages: converted(rest, context, conversion) };
  }
  const { leading, rest } = splitLeadingSystem(given);
  const placed = placeSystem(rest, takesSystemTurns(target));
  return { system: systemBlocks(leading, conversion), messages: converted(placed, context, conversion) };
}

/** The build stage for Claude on invoke. Source: `AmazonAnthropicClaudeConfig.transform_request`. */
export function buildClaude(all: Params, context: Context): Built {
  const { trace, profile, dropParams, model } = context;
  const target = claudeTarget(context);
  const mapped = withoutSpeed(all, context);
  const params = new Map(mapped);
  const given = capped(params, context);
  const withLimit = (): void => {
    if (!params.has('max_tokens'))
      set(params, 'max_tokens', defaultMaxTokens(target), null, RULE.maxTokensDefault);
  };
  if (has(profile.release, 'output-limit-added-early')) withLimit();
  addDummyTool(params, context);
  withoutUnmatchedThinking(
    params,
    context.messages.map(({ value }) => value),
    context,
  );
  dropDisabledThinking(params, context, target);
  const toolNames = renameTools(params, context);
  const forceBase64 = model.litellmModel.toLowerCase().startsWith('invoke/');
  const { release, strict } = profile;
  const conversion: Conversion = { trace, release, strict, forceBase64, dropParams, toolNames };
  const { system, messages } = conversation(given, context, target, conversion);
  if (system.length > 0) {
    const from = system.flatMap((block) => trace.wholeOf(block)?.from ?? []);
    set(params, 'system', trace.whole([...system], from, RULE.system), from, RULE.system);
  }
  addCodeTool(params, messages, context);
  withLimit();
  setMetadata(params, context);
  if (has(profile.release, 'tool-cache-marks-placed')) markTools(params, context);
  dropInternal(params, context);
  if (has(profile.release, 'claude-top-k-checked')) checkTopK(params, context, target);
  crashOnOddEffort(params, target);
  dropOutputConfig(params, context);
  checkEffort(params, context, target);
  const from = trace.sourcesOf(messages);
  const list = trace.whole([...messages], from, RULE.messages);
  const sent = applyOutputFormat(params, list, context, target);
  bedrockTools(params, context);
  if (!params.has('anthropic_version')) set(params, 'anthropic_version', VERSION, null, RULE.version);
  const betas = betasOf(mapped, params, context, target);
  setBetas(params, betas, context);
  const first: Params = new Map([['messages', { value: sent, from, rule: RULE.messages }]]);
  return {
    body: objectOf(new Map([...first, ...params]), trace),
    headers: betas.header === null ? {} : { [BETA_HEADER]: betas.header },
  };
}
