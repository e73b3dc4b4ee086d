import { isArray, isObject, type Json, type JsonArray } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import { crash } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import { type Param, type Params, put } from '../call/params.ts';
import { rowsFor, type Table, walkTable } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import type { Message } from '../messages/message.ts';
import { searchText } from '../messages/search-text.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import { chatBody } from './openai/body.ts';
import { chatMessages } from './openai/messages.ts';
import { CHAT_SUPPORTED, keptAll } from './openai/table.ts';

const SOURCE = 'LiteLLM MoonshotChatConfig';

const SUPPORTED = CHAT_SUPPORTED.filter((name) => name !== 'functions' && name !== 'stop');
const rows = rowsFor('moonshot', `${SOURCE}.map_openai_params`);
const TABLE: Table = {
  ...keptAll(
    'moonshot',
    `${SOURCE}.map_openai_params`,
    SUPPORTED.filter((name) => name !== 'max_completion_tokens'),
  ),
  max_completion_tokens: rows.renamed('max_completion_tokens', 'max_tokens'),
};

const TEMPERATURE = rule({
  id: 'map.moonshot.temperature-range',
  stage: 'map',
  fate: 'mapped',
  text: 'Kimi takes temperatures up to 1, and at least 0.3 for several answers; LiteLLM moves the value into that range.',
  source: `${SOURCE}.map_openai_params`,
});
const FLATTENED = rule({
  id: 'build.moonshot.flattened',
  stage: 'build',
  fate: 'mapped',
  text: 'Where all content is text, the parts of a message are joined to one string.',
  source: `${SOURCE}._transform_messages`,
});
const REQUIRED = rule({
  id: 'build.moonshot.required',
  stage: 'build',
  fate: 'mapped',
  text: 'Kimi knows no required tool choice; LiteLLM asks for a tool in a user message of its own instead.',
  source: `${SOURCE}._add_tool_choice_required_message`,
});

function inRange(value: number, several: boolean): number {
  const top = Math.min(value, 1);
  return top < 0.3 && several ? 0.3 : top;
}

function withTemperature(params: Params, context: Context): Params {
  const param = params.get('temperature');
  if (typeof param?.value === 'string' && !context.profile.strict) crash('temperature is no number');
  if (typeof param?.value !== 'number') return params;
  const n = params.get('n')?.value;
  const value = inRange(param.value, typeof n === 'number' && n > 1);
  if (value === param.value) return params;
  const out = new Map<string, Param>(params);
  put(out, 'temperature', { ...param, value, rule: TEMPERATURE }, context.trace);
  return out;
}

const isText = (part: Json): boolean => isObject(part) && part.type === 'text';

/** What a message says, and the incoming values it is from: its texts, and from 1.90 on those of its search results. */
function said(
  message: Message,
  context: Context,
): { readonly text: string; readonly from: readonly Pointer[] } {
  const { content, search_results: results } = message.value;
  const found =
    has(context.profile.release, 'search-results-read') && !context.profile.strict ? searchText(results) : '';
  const parts = isArray(content) ? content : [];
  const texts = parts.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : ''));
  const own = typeof content === 'string' ? content : texts.join('');
  const named = parts.flatMap((_, i) =>
    ['type', 'text'].map((key) => child(child(message.contentAt, i), key)),
  );
  return {
    text: own + found,
    from: [
      ...(isArray(content) ? named : own === '' ? [] : [message.contentAt]),
      ...(found === '' ? [] : [child(message.at, 'search_results')]),
    ],
  };
}

/** LiteLLM asks every part for its type, and joins the texts where all are; throws `Stop` (`crashed`). */
function checkParts(lists: readonly Message[]): void {
  const parts = lists.flatMap(({ value }) => value.content as JsonArray);
  if (!parts.every(isObject)) crash('a content part is not an object');
  const isJoined = parts.every(isText);
  if (isJoined && parts.some(({ text }) => isTruthy(text) && typeof text !== 'string'))
    crash('a text is no string');
}

/** Content lists become strings, unless some message of the conversation holds more than text. */
function flattened(messages: readonly Message[], context: Context): readonly Message[] {
  const lists = messages.filter((message) => isArray(message.value.content));
  if (!context.profile.strict) checkParts(lists);
  if (lists.some((message) => (message.value.content as JsonArray).some((part) => !isText(part))))
    return messages;
  return messages.map((message) => {
    const { text, from } = said(message, context);
    if (text === '' || text === message.value.content) return message;
    const value = context.trace.whole({ ...message.value, content: text }, message.at, FLATTENED);
    return { ...message, value: context.trace.member(value, 'content', from, FLATTENED) };
  });
}

/** `tool_choice: required` becomes a user message at the end of the conversation. */
function asking(messages: JsonArray, params: Params, context: Context) {
  const choice = params.get('tool_choice');
  if (choice?.value !== 'required') return { messages, params };
  const left = new Map(params);
  left.delete('tool_choice');
  const question = context.trace.whole(
    { role: 'user', content: 'Please select a tool to handle the current issue.' },
    choice.from,
    REQUIRED,
  );
  return { messages: [...messages, question], params: left };
}

/**
 * Up to 1.90 this family's transform takes the credentials out of the call before it is signed; only
 * a call with a bearer token (`api_key`) goes through.
 */
function crashUnsigned({ profile, request }: Context): void {
  if (has(profile.release, 'moonshot-signs-calls') || typeof request.api_key === 'string') return;
  crash(
    'litellm.AuthenticationError: BedrockException Invalid Authentication - Unable to locate credentials. ' +
      'This release takes credentials given with the call away before it signs; only credentials of the environment work.',
    'AuthenticationError',
  );
}

/** The model as the body repeats it: without the route and without a provider in front. */
function modelInBody({ model }: Context): string {
  const name = model.litellmModel.replace(/^(?:bedrock\/)*(?:invoke\/)?/, '');
  return name.includes('/') && !name.startsWith('arn:') ? name.slice(name.indexOf('/') + 1) : name;
}

/** Moonshot Kimi: OpenAI's chat form with content as plain strings. */
export const moonshot: Family = {
  id: 'moonshot',
  label: 'Moonshot Kimi',
  supported: () => SUPPORTED,
  accepts: () => ['top_k', 'metadata', 'reasoning_effort'],
  map: (params, context) => withTemperature(walkTable(TABLE, params, context), context),
  build: (all, context) => {
    const chat = chatMessages(flattened(context.messages, context), context);
    const { messages, params } = asking(chat, all, context);
    crashUnsigned(context);
    return { body: chatBody(modelInBody(context), messages, params, context), headers: {} };
  },
};
