import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { isMarkedTool } from '../../../cache/cache-cap.ts';
import { POINTS_KEY } from '../../../cache/points.ts';
import type { Context } from '../../../call/context.ts';
import { crash } from '../../../call/failures.ts';
import type { Built } from '../../../call/family.ts';
import { noteUnsent, objectOf, type Param, type Params } from '../../../call/params.ts';
import { takesCachePoints, takesCacheTtl, thinksByDefault } from '../../../models/capabilities.ts';
import type { Target } from '../../../models/target.ts';
import { MODIFY_RULES } from '../../../modify/rules.ts';
import { withoutUnmatchedThinking } from '../../../modify/thinking.ts';
import { has } from '../../../releases/behaviours.ts';
import { readTurn, type Turn } from '../conversation/content.ts';
import { withContinueMessage } from '../conversation/continue-message.ts';
import { converseMessages } from '../conversation/conversation.ts';
import { keepsGuardMarks } from '../conversation/guard-marks.ts';
import { guardLastUserTurns, withoutGuards } from '../conversation/guarded.ts';
import { settleOrphans } from '../conversation/orphans.ts';
import { type Split, splitSystem } from '../conversation/system.ts';
import { forwardablePairs, METADATA_FILTERED } from '../request-metadata.ts';
import { built } from '../rules.ts';
import { sendingTarget } from '../target.ts';
import { addClaudeFields, withoutDisabledThinking } from './additional.ts';
import { filterBetaHeader } from './betas.ts';
import { messagesWithinCap } from './cache-cap.ts';
import { keepAcceptedFields } from './native-fields.ts';
import { splitOutputConfig } from './output-config.ts';
import { configsOf, type Prepared, prepare } from './prepare.ts';
import { noteStream } from './stream-note.ts';
import { convertTools } from './tools.ts';

const MEMBER = built('member', 'kept', 'A member of the Converse request, sent as it is.');
const CONFIG_LEAK = built(
  'config-in-inference',
  'leaked',
  'This release writes the member a second time, into inferenceConfig, where Bedrock does not know it.',
  'LiteLLM 1.87 and 1.90 _transform_request_helper',
);
const EMPTY_MEMBER = built('empty-member', 'added', 'LiteLLM always writes this member, even empty.');
const LISTS = built('list', 'mapped', 'A list of the Converse request, made by LiteLLM.');
const TOOL_CHOICE_ALONE = built(
  'tool_choice-without-tools',
  'leaked',
  'Without tools there is no toolConfig, so LiteLLM leaves tool_choice in inferenceConfig, where Bedrock does not know it.',
);
const TOOL_CHOICE_STRICT = built(
  'tool_choice-strict',
  'dropped',
  'Without tools there is nothing to choose; the strict profile leaves tool_choice out.',
  'Strata strict profile',
);
const RESPONSE_PATHS = built(
  'response-paths',
  'added',
  'LiteLLM asks Bedrock to report the tokens spent on thinking.',
  'LiteLLM 1.109',
);
const TOOL_CACHE = built(
  'tool-cache-point',
  'mapped',
  'cache_control_injection_points asks for a cache point behind the tools.',
);
const INJECTION = built(
  'injection-points',
  'consumed',
  'Says where LiteLLM is to set cache points; not sent itself.',
);

/** Puts a parameter into an object under a key, with its origin. */
function place(object: Record<string, Json>, key: string, param: Param, context: Context): void {
  object[key] = param.value;
  context.trace.member(object, key, param.from, param.rule);
}

/** The caller's tools as objects; those of a copy without nulls keep the origin of the original. */
const toolObjects = (param: Param | undefined): readonly JsonObject[] =>
  isArray(param?.value) ? param.value.filter(isObject) : [];

/** The tools of the request; under `modify_params` a stand-in where the history has calls and the request none. */
function toolsWithStandIn(
  param: Param | undefined,
  turns: readonly Turn[],
  { settings, trace }: Context,
): readonly JsonObject[] {
  const calls = turns.some(({ message }) => (message.tool_calls ?? null) !== null);
  if (param !== undefined || !settings.modifyParams || !calls) return toolObjects(param);
  const parameters: JsonObject = { type: 'object', properties: {} };
  const called = { name: 'dummy_tool', description: 'This is a dummy tool call', parameters };
  return [trace.whole({ type: 'function', function: called }, null, MODIFY_RULES.dummyTool)];
}

/** A cache point behind the tools, where `cache_control_injection_points` asks for one. */
function injectedCachePoint(
  points: Param | undefined,
  tools: readonly JsonObject[],
  context: Context,
  target: Target,
): readonly JsonObject[] {
  const { trace } = context;
  if (!points) return [];
  noteUnsent(points, INJECTION, trace);
  const list = isArray(points.value) ? points.value.filter(isObject) : [];
  const heard = has(target.release, 'tool-config-points-heard');
  const point = heard ? list.find(({ location }) => location === 'tool_config') : undefined;
  if (!point || tools.length === 0 || !takesCachePoints(target)) return [];
  const ttl =
    has(target.release, 'injected-point-keeps-ttl') && isObject(point.control)
      ? point.control.ttl
      : undefined;
  const timed = (ttl === '5m' || ttl === '1h') && takesCacheTtl(target);
  const cachePoint: JsonObject = timed ? { type: 'default', ttl } : { type: 'default' };
  return [trace.whole({ cachePoint }, points.from, TOOL_CACHE)];
}

function toolConfig(
  blocks: readonly JsonObject[],
  { toolChoice, additional }: Prepared,
  context: Context,
  target: Target,
): JsonObject | null {
  if (blocks.length === 0) return null;
  const config: Record<string, Json> = { tools: context.trace.whole([...blocks], null, LISTS) };
  if (!toolChoice) return config;
  place(config, 'toolChoice', toolChoice, context);
  const beside = additional.get('tool_choice');
  if (has(target.release, 'tool-choice-extras-split') && beside && isObject(beside.value)) {
    const { type: _, ...rest } = beside.value;
    additional.set('tool_choice', { ...beside, value: rest });
  }
  return config;
}

function inferenceConfig(
  prepared: Prepared,
  hasTools: boolean,
  context: Context,
  target: Target,
): JsonObject {
  const params = new Map<string, Param>();
  const { release } = target;
  const configs = configsOf(release);
  for (const [key, param] of prepared.inference) {
    if (configs.has(key)) {
      if (!has(release, 'configs-out-of-inference')) params.set(key, { ...param, rule: CONFIG_LEAK });
    } else if (key !== 'tool_choice') params.set(key, param);
    else if (!hasTools && context.profile.strict) noteUnsent(param, TOOL_CHOICE_STRICT, context.trace);
    else if (!hasTools) params.set(key, { ...param, rule: TOOL_CHOICE_ALONE });
  }
  const config = objectOf(params, context.trace);
  return params.size === 0 ? context.trace.whole(config, null, EMPTY_MEMBER) : config;
}

/** True where LiteLLM goes through the pairs once the body is finished: they come last in it. */
const filtersMetadata = ({ profile, dropParams }: Context): boolean =>
  has(profile.release, 'bad-metadata-filtered') && dropParams;

function requestMetadata({ requestMetadata: param }: Prepared, context: Context): Param | undefined {
  if (!param) return undefined;
  if (!filtersMetadata(context)) return { ...param, rule: MEMBER };
  const pairs = forwardablePairs(param.value);
  if (pairs) return { ...param, value: pairs, rule: METADATA_FILTERED };
  noteUnsent(param, METADATA_FILTERED, context.trace);
  return undefined;
}

/** The conversation up to the point where LiteLLM turns to the parameters. */
interface Conversation extends Split {
  /** Makes the Converse messages; LiteLLM does so last, so errors in the parameters come first. */
  readonly messages: () => readonly JsonObject[];
}

/** How many cache points the tools get: marked ones, and one that injection points ask for behind them. */
function toolPoints(params: Params): number {
  const tools = toolObjects(params.get('tools'));
  const points = params.get(POINTS_KEY)?.value;
  const asked = isArray(points) && points.some((one) => isObject(one) && one.location === 'tool_config');
  return tools.filter(isMarkedTool).length + Number(asked && tools.length > 0);
}

function conversation(params: Params, context: Context, target: Target): Conversation {
  const { trace, dropParams, request } = context;
  const { modifyParams: modify, orphansKept: kept } = context.settings;
  const guarded = params.has('guardrailConfig');
  const tools = params.get('tools')?.value;
  const given = messagesWithinCap(context, tools, target);
  const ofEveryRole = has(target.release, 'guarded-text-of-every-role');
  const said = given.map(readTurn);
  const plain = ofEveryRole && dropParams && !guarded ? withoutGuards(said, trace) : said;
  const guardsAll = ofEveryRole && guarded;
  const { turns, system } = splitSystem(plain, target, guardsAll, trace);
  const settled = settleOrphans(turns, { target, tools, guarded, modify, kept }, trace);
  const reserved = toolPoints(params);
  const keepsMarks = guarded && keepsGuardMarks(settled, system, reserved, target);
  const ready = guarded ? guardLastUserTurns(settled, keepsMarks, trace) : settled;
  const toClaude = /^(?:anthropic|claude)/.test(target.base);
  const replayRedacted = toClaude && has(target.release, 'redacted-thinking-replayed');
  const stripsEnd = toClaude && has(target.release, 'assistant-end-stripped');
  const signedElsewhere = dropsSignedThinking(target);
  const { asynchronous } = context;
  const rules = {
    target,
    replayRedacted,
    stripsEnd,
    signedElsewhere,
    dropParams,
    guardsAll,
    asynchronous,
    continues: modify,
  };
  const complete = (): readonly Turn[] =>
    withContinueMessage(ready, { message: request.user_continue_message, modify }, target);
  return { turns: ready, system, messages: () => converseMessages(complete(), rules, trace) };
}

/** Thinking that Claude signed is refused by any other model; since 1.110 it is not sent to them. */
const dropsSignedThinking = ({ release, base }: Target): boolean =>
  has(release, 'signed-thinking-for-claude-alone') &&
  base.includes('.') &&
  !/^(?:anthropic|claude|[^.]*\.anthropic\.)/.test(base);

/** True where LiteLLM only pretends to stream: it says so itself, or the model cannot (AI21). */
const pretends = (params: Params, { streamParam }: Context, { name }: Target): boolean =>
  streamParam && (params.get('fake_stream')?.value === true || name.includes('ai21'));

/**
 * The build stage of Converse. Throws `Stop` where LiteLLM refuses or fails.
 * Source: `AmazonConverseConfig._transform_request`, all three releases.
 */
export function buildConverse(params: Params, context: Context): Built {
  const target = sendingTarget(context);
  const { trace } = context;
  const { turns, messages, system } = conversation(params, context, target);
  const prepared = prepare(params, context, target);
  const ready = turns.map(({ message }) => message);
  withoutUnmatchedThinking(prepared.additional, ready, context);
  const { additional, configs } = prepared;
  withoutDisabledThinking(additional, context, target);
  const configured = splitOutputConfig(prepared.effort, prepared.outputConfig, context, target);
  if (configured.own) additional.set('output_config', configured.own);
  const points = additional.get(POINTS_KEY);
  additional.delete(POINTS_KEY);

  const tools = toolsWithStandIn(prepared.tools, turns, context);
  const { blocks, computer } = convertTools(tools, target, trace);
  const header = filterBetaHeader(context);
  addClaudeFields(additional, header, computer, tools, context, target);
  keepAcceptedFields(additional, context, target);
  const allBlocks = [...blocks, ...injectedCachePoint(points, blocks, context, target)];
  const toolMember = toolConfig(allBlocks, prepared, context, target);

  const body: Record<string, Json> = { messages: [] };
  const always = !has(target.release, 'empty-members-left-out');
  const inference = inferenceConfig(prepared, toolMember !== null, context, target);
  if (!always) body.inferenceConfig = inference;
  if (always || additional.size > 0) body.additionalModelRequestFields = objectOf(additional, trace);
  if (additional.size === 0) trace.member(body, 'additionalModelRequestFields', null, EMPTY_MEMBER);
  const mayThink = additional.has('thinking') || thinksByDefault(target);
  if (has(target.release, 'thinking-tokens-asked-for') && mayThink) {
    body.additionalModelResponseFieldPaths = ['/usage/output_tokens_details'];
    trace.member(body, 'additionalModelResponseFieldPaths', null, RESPONSE_PATHS);
  }
  if (always || system.length > 0) {
    body.system = trace.whole([...system], null, system.length > 0 ? LISTS : EMPTY_MEMBER);
  }
  body.inferenceConfig = inference;
  for (const key of configsOf(target.release)) {
    const param = configs.get(key);
    if (!param) continue;
    if (!isObject(param.value)) crash(`${key} must be an object.`);
    place(body, key, { ...param, rule: param.rule.fate === 'mapped' ? param.rule : MEMBER }, context);
  }
  if (toolMember) body.toolConfig = toolMember;
  const metadata = requestMetadata(prepared, context);
  const last = [['requestMetadata', metadata] as const, ['outputConfig', configured.native] as const];
  for (const [key, param] of filtersMetadata(context) ? last.reverse() : last)
    if (param) place(body, key, param, context);
  body.messages = trace.whole([...messages()], null, LISTS);
  const streams = context.streamParam && !pretends(params, context, target);
  if (context.model.route === 'converse') noteStream(streams, context);
  return { body, headers: header.headers, stream: streams };
}
