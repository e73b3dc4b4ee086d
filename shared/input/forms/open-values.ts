import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { inheritTexts } from '../../json/texts.ts';
import type { FormId } from '../forms.ts';
import { asMembers, holeOf, isOpen, type Members, type Value } from './value.ts';

const LISTS_AND_OBJECTS = `
  tools functions metadata litellm_metadata extra_headers headers extra_body extra_query response_format thinking
  stream_options logit_bias fallbacks cache web_search_options guardrailConfig cache_control_injection_points
  allowed_openai_params additional_drop_params output_config output_format context_management mcp_servers reasoning text
  modalities toolConfig inferenceConfig additionalModelRequestFields performanceConfig requestMetadata
  additionalModelResponseFieldPaths promptVariables outputConfig serviceTier stopSequences`;

const NUMBERS_AND_FLAGS = `
  temperature top_p top_k max_tokens max_completion_tokens max_output_tokens n seed presence_penalty frequency_penalty
  logprobs top_logprobs stream parallel_tool_calls stream_chunk_size dimensions top_n drop_params modify_params maxTokens
  topP max_gen_len maxTokenCount`;

const TEXTS_OF_ONE_FORM = 'aws_region_name reasoning_effort tool_choice service_tier';

/**
 * Parameters that take no text, or not every text. A hole is a text: in their place it would be judged for what it
 * is not, and LiteLLM's failing at it be told.
 */
const NO_TEXTS: ReadonlySet<string> = new Set(
  [LISTS_AND_OBJECTS, NUMBERS_AND_FLAGS, TEXTS_OF_ONE_FORM].flatMap((names) => names.trim().split(/\s+/)),
);

/** What a form cannot do without stays, as a hole. */
const NEEDED: Readonly<Partial<Record<FormId, readonly string[]>>> = {
  messages: ['max_tokens'],
  invoke: ['max_tokens'],
};

/** What is spread from a value that only a run would tell. */
const SPREAD = /^(?:\*\*|\.\.\.)/;

/** What is spread goes by the hole's name, which is short. */
const shortOf = (name: string, value: Value): string =>
  `${SPREAD.exec(name)?.[0] ?? ''}${SPREAD.test(name) ? (holeOf(value)?.name ?? '') : name}`;

/** A message in whose place only a run would tell what stands. */
const openMessage = (mark: Json, form: FormId): JsonObject => ({
  role: 'user',
  content: form === 'converse' ? [{ text: mark }] : mark,
});

function messagesOf(shown: Json, of: Value, form: FormId): Json {
  if (isOpen(of)) return [openMessage(shown, form)];
  if (of.kind !== 'list' || !Array.isArray(shown) || !of.items.some(isOpen)) return shown;
  return shown.map((one: Json, i) => {
    const item = of.items[i];
    return item && isOpen(item) ? openMessage(one, form) : one;
  });
}

/** A request whose open values are shown where they can stand. */
export interface Shown {
  readonly request: JsonObject;
  /** The parameters that were left out, and the holes that they are. */
  readonly left: ReadonlyMap<string, Value>;
}

/**
 * Leaves out parameters that take no text and whose value only a run would tell, and makes messages of holes among
 * the messages.
 *
 * @param of the values that the request was written from
 */
export function withOpenValues(request: JsonObject, of: Members, form: FormId): Shown {
  const left = new Map<string, Value>();
  const members: Record<string, Json> = {};
  for (const [name, shown] of Object.entries(request)) {
    const value = of.get(name);
    const isLeft =
      value && isOpen(value) && (NO_TEXTS.has(name) || SPREAD.test(name)) && !NEEDED[form]?.includes(name);
    if (value && isLeft) left.set(shortOf(name, value), value);
    else if (name === 'messages' && value) members[name] = messagesOf(shown, value, form);
    else if (name === 'inferenceConfig' && value && isObject(shown)) {
      const inner = withOpenValues(shown, asMembers(value), form);
      for (const [key, hole] of inner.left) left.set(`${name}.${key}`, hole);
      members[name] = inner.request;
    } else members[name] = shown;
  }
  return { request: inheritTexts(members, request), left };
}
