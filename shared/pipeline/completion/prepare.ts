import { assign, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { injectCacheMarks } from '../cache/chat.ts';
import { POINTS_KEY } from '../cache/points.ts';
import { standsDown } from '../cache/stand-down.ts';
import { crash, Stop } from '../call/failures.ts';
import type { Route } from '../call/model.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { type Message, readMessages } from '../messages/message.ts';
import { MORE_USER_PARTS, USER_PARTS } from '../messages/user-parts.ts';
import { strip } from '../python/space.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import { alternate, withoutSystemRole } from './roles.ts';
import { withoutUnansweredSearch } from './tool-search.ts';

const NULL_FIELD = rule({
  id: 'parse.null-field',
  stage: 'parse',
  fate: 'consumed',
  text: 'null in a message counts as not set.',
  source: 'LiteLLM validate_and_fix_openai_messages',
});
const NO_CALL = rule({
  id: 'parse.no-call',
  stage: 'parse',
  fate: 'dropped',
  text: 'A tool call must be an object; LiteLLM leaves this one out and no error says so.',
  source: 'LiteLLM jsonify_tools',
});
const DEVELOPER_FIELD = rule({
  id: 'parse.developer-field',
  stage: 'parse',
  fate: 'dropped',
  text: 'A developer message becomes a system message of role and content only; this field is left behind.',
  source: 'LiteLLM map_developer_role_to_system_role',
});
const SYSTEM_PROMPT = rule({
  id: 'parse.litellm-system-prompt',
  stage: 'parse',
  fate: 'mapped',
  text: 'LiteLLM puts this system prompt in front of the conversation.',
  source: 'LiteLLM add_system_prompt_to_messages',
});

const SYSTEM_JOINED = rule({
  id: 'parse.litellm-system-prompt-joined',
  stage: 'parse',
  fate: 'mapped',
  text: 'LiteLLM puts its own system prompt in front of this system message.',
  source: 'LiteLLM add_system_prompt_to_messages',
});

function checkUserParts(messages: readonly Message[], { release }: Profile): void {
  const known = has(release, 'more-user-parts') ? [...USER_PARTS, ...MORE_USER_PARTS] : USER_PARTS;
  messages.forEach(({ value }, i) => {
    if (value.role !== 'user' || !isArray(value.content)) return;
    const isKnown = (type: Json | undefined): boolean => typeof type === 'string' && known.includes(type);
    if (value.content.every((part) => !isObject(part) || isKnown(part.type))) return;
    throw new Stop('refused', {
      type: 'Exception',
      message: `User message ${i + 1} has a content part of a type LiteLLM does not take.`,
    });
  });
}

/** Throws a `crashed` Stop for a developer message without content, which LiteLLM reads unasked. */
function checkDeveloper(messages: readonly Message[], { strict }: Profile): void {
  if (strict) return;
  const bad = messages.findIndex(
    ({ value: { role, content } }) => role === 'developer' && (content ?? null) === null,
  );
  if (bad < 0) return;
  crash(`Developer message ${bad + 1} has no 'content' (KeyError).`);
}

function holdsNull(value: JsonObject): boolean {
  for (const key in value) if (value[key] === null) return true;
  return false;
}

function withoutNulls(message: Message, trace: Trace): Message {
  const { value, at } = message;
  const role = typeof value.role === 'string' && value.role ? value.role : 'assistant';
  const translated = role === 'developer' ? 'system' : role;
  if (translated === value.role && !holdsNull(value)) return message;
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const behind = role === 'developer' && key !== 'role' && key !== 'content';
    if (value[key] === null && key !== 'role') trace.note(child(at, key), NULL_FIELD);
    else if (behind) trace.note(child(at, key), DEVELOPER_FIELD);
    else assign(copy, key, value[key] as Json);
  }
  copy.role = translated;
  return { ...message, value: copy };
}

/** Calls that are no objects leave a message; what is no list of calls becomes an empty one. */
function withoutOddCalls(message: Message, trace: Trace): Message {
  const { value, at } = message;
  const calls = value.tool_calls;
  if (!isTruthy(calls) || typeof calls === 'number' || calls === true) return message;
  const items = isArray(calls) ? calls : [];
  if (isArray(calls) && items.every(isObject)) return message;
  const callsAt = child(at, 'tool_calls');
  items.forEach((call, i) => {
    if (!isObject(call)) trace.note(child(callsAt, i), NO_CALL);
  });
  if (!isArray(calls)) trace.note(callsAt, NO_CALL);
  return { ...message, value: { ...value, tool_calls: items.filter(isObject) } };
}

function withSystemPrompt(
  messages: readonly Message[],
  prompt: Json | undefined,
  opensWithSystem: boolean,
  trace: Trace,
): readonly Message[] {
  if (prompt === undefined || !isTruthy(prompt)) return messages;
  const at = '/litellm_system_prompt';
  trace.note(at, SYSTEM_PROMPT);
  const first = messages[0];
  const added: Message = { value: { role: 'system', content: prompt }, at, contentAt: at };
  return first && opensWithSystem ? withMerged(messages, first, prompt, at, trace) : [added, ...messages];
}

/** Joins the added prompt with the first system message. */
function withMerged(
  messages: readonly Message[],
  first: Message,
  prompt: Json,
  at: string,
  trace: Trace,
): readonly Message[] {
  const { content } = first.value;
  if (typeof prompt !== 'string') {
    crash('litellm_system_prompt is no string.', 'AttributeError');
  }
  if (typeof content === 'string') {
    const value = { ...first.value, content: `${strip(prompt)}\n\n${content}` };
    return [{ ...first, value }, ...messages.slice(1)];
  }
  const parts = isArray(content) ? content : [];
  const value = { ...first.value, content: [{ type: 'text', text: strip(prompt) }, ...parts] };
  trace.note(first.at, SYSTEM_JOINED);
  return [{ value, at: first.at, contentAt: at }, ...messages.slice(1)];
}

/**
 * The completion layer's own repairs: nulls leave messages, a missing role is the assistant's,
 * developer becomes system. Throws `Stop` for user content of unknown type.
 * Source: `validate_and_fix_openai_messages`, `map_developer_role_to_system_role`, all three releases.
 */
export function prepareMessages(
  request: JsonObject,
  messages: readonly JsonObject[],
  profile: Profile,
  route: Route,
  trace: Trace,
): readonly Message[] {
  const given = alternate(readMessages(messages), request);
  const injected = standsDown(request[POINTS_KEY], request, profile.release)
    ? given
    : injectCacheMarks(given, request, profile, trace);
  const opensWithSystem = given[0]?.value.role === 'system';
  const read = injected.map((message) => withoutOddCalls(withoutNulls(message, trace), trace));
  checkUserParts(read, profile);
  checkDeveloper(injected, profile);
  const prompt = has(profile.release, 'system-prompt-parameter') ? request.litellm_system_prompt : undefined;
  const prompted = withSystemPrompt(read, prompt, opensWithSystem, trace);
  const searched =
    has(profile.release, 'unanswered-tool-search-dropped') && route === 'converse'
      ? withoutUnansweredSearch(prompted, trace)
      : prompted;
  return withoutSystemRole(searched, request, trace);
}
