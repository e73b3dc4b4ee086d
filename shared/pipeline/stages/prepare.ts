import { assign, isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import { type Message, readMessages } from '../messages/message.ts';
import type { Route } from '../model.ts';
import type { Param, Params } from '../params.ts';
import type { Profile } from '../profiles/profile.ts';
import { Stop } from '../stop.ts';
import { injectCacheMarks } from './cache-injection.ts';
import { alternate, withoutSystemRole } from './roles.ts';
import { withoutUnansweredSearch } from './tool-search.ts';

const NULL_FIELD = rule({
  id: 'parse.null-field',
  stage: 'parse',
  fate: 'consumed',
  text: 'null in a message counts as not set.',
  source: 'LiteLLM validate_and_fix_openai_messages',
});
const DEVELOPER_FIELD = rule({
  id: 'parse.developer-field',
  stage: 'parse',
  fate: 'dropped',
  text: 'A developer message becomes a system message of role and content only; this field is left behind.',
  source: 'LiteLLM map_developer_role_to_system_role',
});
const STOP_CUT = rule({
  id: 'parse.stop-cut',
  stage: 'parse',
  fate: 'dropped',
  text: 'LiteLLM sends four stop sequences at most; this one is cut off and no error says so.',
  source: 'LiteLLM validate_openai_optional_params',
});
const BUDGET_SPELLING = rule({
  id: 'parse.thinking-spelling',
  stage: 'parse',
  fate: 'renamed',
  text: 'budgetTokens of thinking is called budget_tokens.',
  source: 'LiteLLM validate_and_fix_thinking_param',
});
const SPELLED_TWICE = rule({
  id: 'parse.thinking-spelled-twice',
  stage: 'parse',
  fate: 'dropped',
  text: 'budget_tokens is given as well and wins.',
  source: 'LiteLLM validate_and_fix_thinking_param',
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

const MOST_STOPS = 4;

/** Types of content parts that a user message may have. */
const USER_PARTS: readonly Json[] = [
  'text',
  'image_url',
  'input_audio',
  'audio_url',
  'document',
  'guarded_text',
  'video_url',
  'file',
];
const MORE_USER_PARTS: readonly Json[] = ['grounding_source', 'query'];

function checkUserParts(messages: readonly Message[], { release }: Profile): void {
  const known = release >= 90 ? [...USER_PARTS, ...MORE_USER_PARTS] : USER_PARTS;
  messages.forEach(({ value }, i) => {
    if (value.role !== 'user' || !isArray(value.content)) return;
    if (value.content.every((part) => !isObject(part) || known.includes(part.type ?? null))) return;
    throw new Stop('refused', {
      type: 'Exception',
      message: `User message ${i + 1} has a content part of a type LiteLLM does not take.`,
    });
  });
}

function withoutNulls(message: Message, trace: Trace): Message {
  const { value, at } = message;
  const keys = Object.keys(value);
  const role = typeof value.role === 'string' && value.role ? value.role : 'assistant';
  const translated = role === 'developer' ? 'system' : role;
  if (translated === value.role && keys.every((key) => value[key] !== null)) return message;
  const copy: Record<string, Json> = {};
  for (const key of keys) {
    const behind = role === 'developer' && key !== 'role' && key !== 'content';
    if (value[key] === null && key !== 'role') trace.note(child(at, key), NULL_FIELD);
    else if (behind) trace.note(child(at, key), DEVELOPER_FIELD);
    else assign(copy, key, value[key] as Json);
  }
  copy.role = translated;
  return { ...message, value: copy };
}

function withSystemPrompt(
  messages: readonly Message[],
  prompt: Json | undefined,
  opensWithSystem: boolean,
  trace: Trace,
): readonly Message[] {
  if (typeof prompt !== 'string' || prompt === '') return messages;
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
  prompt: string,
  at: string,
  trace: Trace,
): readonly Message[] {
  const { content } = first.value;
  if (typeof content === 'string') {
    const value = { ...first.value, content: `${prompt.trim()}\n\n${content}` };
    return [{ ...first, value }, ...messages.slice(1)];
  }
  const parts = isArray(content) ? content : [];
  const value = { ...first.value, content: [{ type: 'text', text: prompt.trim() }, ...parts] };
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
  const injected = injectCacheMarks(given, request, profile, trace);
  const opensWithSystem = given[0]?.value.role === 'system';
  const read = injected.map((message) => withoutNulls(message, trace));
  checkUserParts(read, profile);
  const prompted = withSystemPrompt(read, request.litellm_system_prompt, opensWithSystem, trace);
  const searched =
    profile.release >= 109 && route === 'converse' ? withoutUnansweredSearch(prompted, trace) : prompted;
  return withoutSystemRole(searched, request, trace);
}

type Repair = (param: Param, trace: Trace, profile: Profile) => Param;

const cutStops: Repair = (param, trace) => {
  const { value, from } = param;
  if (!isArray(value) || value.length <= MOST_STOPS || typeof from !== 'string') return param;
  value.forEach((_, i) => {
    if (i >= MOST_STOPS) trace.note(child(from, i), STOP_CUT);
  });
  return { ...param, value: value.slice(0, MOST_STOPS) };
};

const spellBudget: Repair = (param, trace) => {
  const { value, from } = param;
  if (!isObject(value) || value.budgetTokens === undefined || typeof from !== 'string') return param;
  const { budgetTokens, ...rest } = value;
  const at = child(from, 'budgetTokens');
  if (rest.budget_tokens !== undefined) {
    trace.note(at, SPELLED_TWICE);
    return { ...param, value: rest };
  }
  const copy = trace.whole({ ...rest, budget_tokens: budgetTokens as Json }, from, param.rule);
  trace.member(copy, 'budget_tokens', at, BUDGET_SPELLING);
  return { ...param, value: copy };
};

const PLAIN_CHOICES: readonly Json[] = ['auto', 'none', 'required'];

const checkToolChoice: Repair = (param, _trace, { release }) => {
  const { value } = param;
  if (typeof value === 'string') return param;
  if (isObject(value)) {
    const plain = PLAIN_CHOICES.includes(value.type ?? null) && !('function' in value);
    if (plain && release >= 109) return { ...param, value: value.type ?? null };
    if (plain || (value.type != null && value.function != null)) return param;
  }
  throw new Stop('refused', {
    type: release >= 109 ? 'BadRequestError' : 'Exception',
    message:
      'tool_choice must be "auto", "none", "required" or {"type": "function", "function": {"name": …}}.',
  });
};

const REPAIRS: Readonly<Record<string, Repair>> = {
  stop: cutStops,
  thinking: spellBudget,
  tool_choice: checkToolChoice,
};

/** The completion layer's repairs of single parameters. */
export function prepareParams(params: Params, profile: Profile, trace: Trace): Params {
  const out = new Map<string, Param>();
  for (const [key, param] of params) {
    const repair = Object.hasOwn(REPAIRS, key) ? REPAIRS[key] : undefined;
    out.set(key, repair ? repair(param, trace, profile) : param);
  }
  return out;
}
