import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { child } from '../../../json/pointer.ts';
import { cleanBlocks, withoutUnsignedThinking } from '../../blocks/clean-blocks.ts';
import { crash } from '../../call/failures.ts';
import { checkMetadata } from '../../families/claude/native/metadata.ts';
import { accepted, BETA_HEADER } from '../../families/converse/build/betas.ts';
import type { Trace } from '../../ledger/trace.ts';
import { aliasTarget } from '../../models/aliases.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Profile } from '../../releases/profile.ts';
import { chooseRoute } from '../../route/choice.ts';
import { type Adapting, made } from './blocks.ts';
import { cacheKeyOf } from './cache-key.ts';
import { editContext } from './context-edits.ts';
import { adaptConversation, systemPrompt } from './conversation.ts';
import { withoutMcpServers } from './mcp-servers.ts';
import { adaptFormat } from './output.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';
import { type Body, keep, type Step } from './step.ts';
import { normalEffort, thinking } from './thinking.ts';
import { adaptToolChoice, adaptTools, isFilledList } from './tools.ts';

const tools: Step = (body, value, adapting) => {
  if (!isTruthy(value)) adapting.trace.note('/tools', RULE.emptyValue);
  if (!isFilledList(value)) return;
  const adapted = adaptTools(adapting, value);
  if (adapted.search !== null) body.web_search_options = made(adapting, {}, adapted.search);
  if (adapted.tools.length > 0) body.tools = made(adapting, adapted.tools, '/tools');
};

const toolChoice: Step = (body, value, adapting) => {
  if (!isTruthy(value)) {
    adapting.trace.note('/tool_choice', RULE.emptyValue);
    return;
  }
  const choice = adaptToolChoice(adapting, value);
  if (choice === undefined) {
    crash('LiteLLM does not know this kind of tool_choice.', 'ValueError');
  }
  body.tool_choice = choice;
  adapting.trace.member(body, 'tool_choice', '/tool_choice', RULE.mapped);
};

const metadata: Step = (body, value, adapting, request) => {
  const { trace } = adapting;
  checkMetadata(value);
  if (trace.wholeOf(value)?.from === null) return;
  for (const key of Object.keys(value))
    if (key !== 'user_id') trace.note(child('/metadata', key), RULE.metadataLost);
  if (Object.keys(value).length === 0) trace.note('/metadata', RULE.emptyValue);
  if (typeof value.user_id !== 'string') {
    if (value.user_id === null) trace.note('/metadata/user_id', RULE.null);
    return;
  }
  body.user = value.user_id;
  trace.member(body, 'user', '/metadata/user_id', RULE.mapped);
  const cacheKey = cacheKeyOf(value.user_id, adapting);
  if (cacheKey === null || (request.prompt_cache_key ?? null) !== null) return;
  body.prompt_cache_key = cacheKey;
  trace.member(body, 'prompt_cache_key', '/metadata/user_id', RULE.cacheKey);
};

const stopSequences: Step = (body, value, adapting, request) => {
  if (!isTruthy(value)) adapting.trace.note('/stop_sequences', RULE.emptyValue);
  else if (!has(adapting.release, 'stop-sequences-renamed'))
    keep('stop_sequences')(body, value, adapting, request);
  else {
    body.stop = value;
    adapting.trace.member(body, 'stop', '/stop_sequences', RULE.mapped);
  }
};

const stream: Step = (body, value, adapting, request) => {
  if (value !== true) {
    adapting.trace.note('/stream', RULE.notStreaming);
    return;
  }
  keep('stream')(body, value, adapting, request);
  body.stream_options = made(adapting, { include_usage: true }, null, RULE.streamOptions);
};

const format: Step = (body, value, adapting, request) => {
  if (has(adapting.release, 'adapter-reads-output-format'))
    adaptFormat(body, value, '/output_format', adapting);
  else keep('output_format')(body, value, adapting, request);
};

const outputConfig: Step = (body, value, adapting, request) => {
  if (!has(adapting.release, 'adapter-consumes-output-config')) {
    keep('output_config')(body, value, adapting, request);
    return;
  }
  if (!isTruthy(value)) adapting.trace.note('/output_config', RULE.emptyValue);
  const reads = has(adapting.release, 'adapter-reads-nested-format');
  if (reads && isObject(value) && value.format !== undefined && !isTruthy(request.output_format ?? null)) {
    adaptFormat(body, value.format, '/output_config/format', adapting);
  }
  if (reads && isObject(value) && value.format !== undefined && isTruthy(request.output_format ?? null)) {
    adapting.trace.note('/output_config/format', RULE.overridden);
  }
  if (isObject(value) && body.output_config === undefined) {
    for (const key of Object.keys(value)) {
      if (key !== 'format' || !reads) adapting.trace.note(child('/output_config', key), RULE.configLost);
    }
  }
};

const contextManagement: Step = (body, value, adapting, request) => {
  if (!has(adapting.release, 'context-edits-applied'))
    keep('context_management')(body, value, adapting, request);
  else adapting.trace.note('/context_management', RULE.contextConsumed);
};

const safeguards: Step = (body, value, adapting, request) => {
  if (!has(adapting.release, 'safeguards-taken-out')) keep('safeguards')(body, value, adapting, request);
  else adapting.trace.note('/safeguards', RULE.safeguards);
};

const container: Step = (_body, _value, { trace }) => trace.note('/container', RULE.container);

const namesBetas = (headers: Json | undefined): boolean =>
  isObject(headers) && (headers[BETA_HEADER] ?? null) !== null;

/**
 * On Converse the header's betas are sifted before they reach the body, too. Those of `extra_headers`
 * win before that, so that nothing is left where none of them is known.
 */
const headers =
  (key: string): Step =>
  (body, value, adapting, request) => {
    const { trace, release, model } = adapting;
    const betas = isObject(value) ? value[BETA_HEADER] : undefined;
    const beaten = key === 'headers' && namesBetas(request.extra_headers);
    const sifts =
      has(release, 'converse-betas-sifted') &&
      typeof betas === 'string' &&
      (betas !== '' || has(release, 'empty-betas-sift') || beaten) &&
      chooseRoute(release, model, body).route === 'converse';
    if (!isObject(value) || typeof betas !== 'string' || !sifts) {
      keep(key)(body, value, adapting, request);
      return;
    }
    const at = child('', key);
    const left = beaten ? '' : accepted(betas.split(','), release).join(',');
    // Of two spellings the last one counts, so the header keeps its place.
    const kept = Object.entries(value).filter(([name]) => name !== BETA_HEADER || left !== '');
    const copy: Body = made(adapting, { ...Object.fromEntries(kept) }, at, RULE.kept);
    for (const [name] of kept) trace.member(copy, name, child(at, name), RULE.kept);
    if (left === '') trace.note(child(at, BETA_HEADER), beaten ? RULE.betaBeaten : RULE.betaLost);
    else {
      copy[BETA_HEADER] = left;
      trace.member(copy, BETA_HEADER, child(at, BETA_HEADER), RULE.mapped);
    }
    body[key] = copy;
  };

/** What becomes of each key; all others are handed on as they are. */
const STEPS: Readonly<Record<string, Step>> = {
  model: keep('model'),
  thinking,
  tools,
  tool_choice: toolChoice,
  metadata,
  stop_sequences: stopSequences,
  stream,
  output_format: format,
  output_config: outputConfig,
  context_management: contextManagement,
  safeguards,
  container,
  headers: headers('headers'),
  extra_headers: headers('extra_headers'),
  messages: () => undefined,
  system: () => undefined,
};

/** `thinking` is read before `output_config`, `metadata` before a `user` of the caller's own. */
const FIRST: readonly string[] = ['metadata', 'thinking', 'output_format', 'stop_sequences'];
/** The route, which decides about headers, is chosen by the adapted request. */
const LAST: readonly string[] = ['headers', 'extra_headers'];

/**
 * Brings an Anthropic messages request into OpenAI's form, as LiteLLM does for everything but Claude
 * on invoke. `trace` knows what was made of the request before. Throws `Stop` (`crashed`) where LiteLLM fails.
 * Source: `translate_anthropic_to_openai`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function adaptMessages(
  request: JsonObject,
  messages: readonly JsonObject[],
  profile: Profile,
  trace: Trace,
  dropParams: boolean,
  autoSummary = false,
): JsonObject {
  if (request.max_tokens === undefined) {
    crash('The messages API wants max_tokens with every call.', 'TypeError');
  }
  const model = aliasTarget(profile.release, String(request.model).replace(/^bedrock\//, ''));
  const adapting: Adapting = { trace, release: profile.release, model, dropParams, autoSummary };
  const given = withoutMcpServers(request, adapting);
  const body: Body = {};
  const keys = Object.keys(given);
  const first = has(profile.release, 'adapter-reads-output-format')
    ? FIRST
    : FIRST.filter((one) => one !== 'output_format');
  for (const key of [
    ...first.filter((one) => keys.includes(one)),
    ...keys.filter((one) => !first.includes(one) && !LAST.includes(one)),
    ...LAST.filter((one) => keys.includes(one)),
  ]) {
    const value = given[key] as Json;
    const step = lookUp(STEPS, key) ?? keep(key);
    if (value === null) trace.note(child('', key), RULE.null);
    else if (!Object.hasOwn(body, key) || Object.hasOwn(STEPS, key)) step(body, value, adapting, request);
    else trace.note(child('', key), RULE.overridden);
  }
  if ('reasoning_effort' in body && 'reasoning_effort' in request) {
    body.reasoning_effort = normalEffort(body.reasoning_effort as Json, adapting);
  }
  const located = messages.map((value, i) => ({ value, at: child('/messages', i) }));
  const cleaned = has(profile.release, 'messages-drop-blank-texts')
    ? cleanBlocks(trace, located, profile.release)
    : located;
  if (cleaned.length === 0) {
    crash('Without messages LiteLLM cannot adapt the call.', 'ValueError');
  }
  const signed = withoutUnsignedThinking(trace, cleaned, { model: request.model, release: profile.release });
  const conversationGiven = { messages: signed, system: request.system, systemAt: '/system' };
  const history = editContext(adapting, request, conversationGiven);
  const system = systemPrompt(adapting, history.system, history.systemAt);
  if (request.system !== undefined && request.system !== null && !isTruthy(request.system)) {
    trace.note('/system', RULE.emptyValue);
  }
  const conversation = adaptConversation(adapting, history.messages);
  body.messages = made(adapting, [...(system ? [system] : []), ...conversation], '/messages', RULE.kept);
  return body;
}
