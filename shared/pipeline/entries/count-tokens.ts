import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { Stop } from '../call/failures.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { baseModel } from '../models/base-model.ts';
import { dumps } from '../python/json.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import { encodeAll } from '../route/encode.ts';
import type { EntryContext, EntryRequest } from './context.ts';
import { Part } from './part.ts';

const SOURCE = 'LiteLLM BedrockCountTokensConfig';
const FORM = rule({
  id: 'build.count-tokens.form',
  stage: 'build',
  fate: 'added',
  text: 'The form of Bedrock’s CountTokens.',
  source: SOURCE,
});
const CARRIED = rule({
  id: 'build.count-tokens.carried',
  stage: 'build',
  fate: 'mapped',
  text: 'Stands at its place in the form of Converse.',
  source: SOURCE,
});
const PACKED = rule({
  id: 'build.count-tokens.packed',
  stage: 'build',
  fate: 'mapped',
  text: 'Content blocks in Anthropic’s form: the call is sent as the body of InvokeModel, in Base64.',
  source: SOURCE,
});

/** Where LiteLLM itself looks for what counts: Converse’s own blocks have no type. */
function inBlocks(messages: readonly Json[]): boolean {
  return messages.some(
    (message) =>
      isObject(message) &&
      isArray(message.content ?? null) &&
      (message.content as readonly Json[]).some((block) => isObject(block) && Object.hasOwn(block, 'type')),
  );
}

const textContent = (content: Json): Json =>
  typeof content === 'string' ? [{ text: content }] : isArray(content) ? content : [];

function systemBlocks(system: Json): readonly Json[] {
  if (typeof system === 'string') return [{ text: system }];
  if (!isArray(system)) return [];
  return system.filter(isObject).map((block) => ({ text: block.text ?? '' }));
}

function toolName(raw: Json | undefined): string {
  const name = typeof raw === 'string' ? raw.replace(/[^a-zA-Z0-9_]/g, '_') : '';
  return (name === '' || /^[a-zA-Z]/.test(name) ? name : `t_${name}`).slice(0, 64);
}

function toolSpec(tool: Json, chats: boolean): Json {
  const fields: JsonObject = isObject(tool) ? tool : {};
  const chat = chats && isObject(fields.function ?? null) && isTruthy(fields.function);
  const spec = chat ? (fields.function as JsonObject) : fields;
  const name = toolName(spec.name ?? '');
  const schema = spec[chat ? 'parameters' : 'input_schema'];
  const json = schema === undefined ? { type: 'object', properties: {} } : schema;
  const description = isTruthy(spec.description) ? spec.description : name;
  return { toolSpec: { name, description, inputSchema: { json } } };
}

function withoutCustom(tool: Json): Json {
  if (!isObject(tool) || !Object.hasOwn(tool, 'custom')) return tool;
  const { custom = null, ...rest } = tool;
  const deferred = isObject(custom) ? custom.defer_loading : undefined;
  return typeof deferred === 'boolean' && !Object.hasOwn(tool, 'defer_loading')
    ? { ...rest, defer_loading: deferred }
    : rest;
}

function converse({ request, trace, profile }: EntryContext): Part {
  const { messages = null, system = null, tools = null } = request;
  const list = isArray(messages) ? messages : [];
  const turns = list.map((message, i) => {
    const at = child('/messages', i);
    const fields: JsonObject = isObject(message) ? message : {};
    return new Part(trace)
      .set('role', fields.role ?? null, child(at, 'role'), CARRIED)
      .set('content', textContent(fields.content ?? ''), child(at, 'content'), CARRIED).object;
  });
  const part = new Part(trace).set(
    'messages',
    trace.whole(turns, '/messages', CARRIED),
    '/messages',
    CARRIED,
  );
  const blocks = systemBlocks(system);
  if (blocks.length > 0) part.set('system', blocks, '/system', CARRIED);
  if (isTruthy(tools)) {
    const chats = has(profile.release, 'count-tokens-chat-tools') || profile.strict;
    const specs = (isArray(tools) ? tools : []).map((tool) => toolSpec(tool, chats));
    part.set('toolConfig', { tools: specs }, '/tools', CARRIED);
  }
  return part;
}

/** The ASCII text of the body in Base64. */
function invokeModel({ request, profile, trace }: EntryContext): Part {
  const { model: _model, ...body } = request;
  const sent: Record<string, Json> = { ...body };
  const encoded = has(profile.release, 'count-tokens-encoded') || profile.strict;
  if (isArray(body.tools ?? null) && has(profile.release, 'count-tokens-chat-tools')) {
    sent.tools = (body.tools as readonly Json[]).map(withoutCustom);
  }
  if (encoded && body.messages !== undefined) {
    sent.anthropic_version ??= 'bedrock-2023-05-31';
    sent.max_tokens ??= 1024;
  }
  const text = dumps(sent);
  const from = Object.keys(body).map((key) => child('', key));
  return new Part(trace).set('body', encoded ? btoa(text) : text, from, PACKED);
}

const wrap = (name: string, part: Part, trace: Trace): JsonObject => {
  const input = new Part(trace).set(name, part.object, null, FORM);
  return new Part(trace).set('input', input.object, null, FORM).object;
};

/**
 * What a proxy sends to count the tokens of a call of Anthropic's form.
 * Source: `BedrockCountTokensConfig`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function countTokensRequest(context: EntryContext): EntryRequest {
  const { request, profile, trace, model } = context;
  const messages = request.messages ?? null;
  const blocks = has(profile.release, 'count-tokens-by-blocks') || profile.strict;
  const plain = isArray(messages) && !(blocks && inBlocks(messages));
  if (plain && messages.length === 0)
    throw new Stop('refused', { type: 'ProxyException', message: 'LiteLLM needs messages to count.' });
  const path = `/model/${encodeAll(baseModel(profile.release, model))}/count-tokens`;
  const body = plain
    ? wrap('converse', converse(context), trace)
    : wrap('invokeModel', invokeModel(context), trace);
  return { path, headers: {}, bodies: [body] };
}
