import { isArray, isObject, type Json, type JsonObject } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import { messagesBehind, PROMPT_FORMS, type PromptForm } from './prompt-forms.ts';

interface Model {
  /** Without `bedrock/`. */
  readonly model: string;
  /** Stands in the path in place of the model. */
  readonly model_id?: string;
}

/** Parameters that may have been asked for. */
interface Asked {
  readonly params: JsonObject;
  /** True where some of them go by their names in the body, or are in `extra_body`. */
  readonly farFetched: boolean;
}

/** A chat completion that may stand behind a body of InvokeModel, but for the model that it names. */
export interface ChatBehind {
  readonly chat: JsonObject;
  /** Models to try. */
  readonly models: readonly Model[];
  /** True where the model string alone leads to InvokeModel. */
  readonly unrouted: boolean;
  readonly farFetched: boolean;
}

/** What families call a parameter, by its name on chat completions. */
const NAMES: Readonly<Record<string, string>> = {
  max_gen_len: 'max_tokens',
  maxTokens: 'max_tokens',
  maxTokenCount: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  topP: 'top_p',
  p: 'top_p',
  stopSequences: 'stop',
  stop_sequences: 'stop',
};

/** Parameters of a chat completion, as far as every family knows them. */
const COMMON: ReadonlySet<string> = new Set(['max_tokens', 'temperature', 'top_p', 'top_k', 'stop']);

type Entry = readonly [name: string, value: Json];

/**
 * What may have been asked for behind the parameters of a body: by their names on chat completions, as they are called in
 * the body itself, or in `extra_body` where a family leaves out what it does not know.
 */
function asked(params: JsonObject): readonly Asked[] {
  const all = Object.entries(params).map(([name, value]): Entry => [lookUp(NAMES, name) ?? name, value]);
  const isCommon = ([name]: Entry): boolean => COMMON.has(name);
  const named = Object.fromEntries(all);
  const others = all.filter((one) => !isCommon(one));
  const isRenamed = Object.keys(params).some((name) => lookUp(NAMES, name) !== undefined);
  const inExtra = { ...Object.fromEntries(all.filter(isCommon)), extra_body: Object.fromEntries(others) };
  return [
    { params: named, farFetched: false },
    ...(isRenamed ? [{ params, farFetched: true }] : []),
    ...(others.length === 0 ? [] : [{ params: inExtra, farFetched: true }]),
  ];
}

const isArn = (modelId: string): boolean => modelId.startsWith('arn:');

/** What LiteLLM may have been asked for: the model of the path or, of an ARN, what is known to be of the body's form. */
function modelsOf(modelId: string, { imported, model }: PromptForm): readonly Model[] {
  if (!isArn(modelId)) return [{ model: `invoke/${modelId}` }];
  const stand = model === null ? [] : [{ model: `invoke/${model}`, model_id: modelId }];
  return [...imported.map((form) => ({ model: `${form}/${modelId}` })), ...stand];
}

/** Families that put what is said behind one another, without who said it: one turn of the user says the same. */
const PLAIN: readonly string[] = ['ai21.j2-mid-v1', 'cohere.command-text-v14'];

interface Conversation {
  readonly messages: readonly JsonObject[];
  readonly models: readonly Model[];
}

const askedFor = (
  { messages, models }: Conversation,
  all: readonly Asked[],
  unrouted = false,
): readonly ChatBehind[] =>
  all.map(({ params, farFetched }) => ({ chat: { messages, ...params }, models, unrouted, farFetched }));

function behindPrompt(prompt: string, all: readonly Asked[], modelId: string): readonly ChatBehind[] {
  const marked = PROMPT_FORMS.flatMap((form): readonly Conversation[] => {
    const messages = messagesBehind(prompt, form);
    return messages ? [{ messages, models: modelsOf(modelId, form) }] : [];
  });
  const models = isArn(modelId)
    ? PLAIN.map((model) => ({ model: `invoke/${model}`, model_id: modelId }))
    : [{ model: `invoke/${modelId}` }];
  const plain: Conversation = { messages: [{ role: 'user', content: prompt }], models };
  return [...marked, plain].flatMap((one) => askedFor(one, all));
}

/** Pegasus, whose prompt is a transcript: what follows the first role is as good as said in one turn. */
function behindTranscript(prompt: string, params: JsonObject, modelId: string): readonly ChatBehind[] {
  const colon = prompt.indexOf(': ');
  if (colon < 0) return [];
  const messages = [{ role: prompt.slice(0, colon), content: prompt.slice(colon + 2) }];
  return askedFor({ messages, models: [{ model: `invoke/${modelId}` }] }, asked(params));
}

/** Bodies in the form of a chat completion, which name their model once more. */
function behindChat({ model, stream: _, ...chat }: JsonObject, modelId: string): readonly ChatBehind[] {
  const one = (name: string, unrouted = false): ChatBehind => ({
    chat,
    models: [{ model: name }],
    unrouted,
    farFetched: false,
  });
  const repeated = typeof model === 'string' ? [one(model)] : [];
  return isArn(modelId)
    ? [one(`openai/${modelId}`, true), one(`moonshot/${modelId}`), ...repeated]
    : [one(`invoke/${modelId}`), ...repeated];
}

const COMMAND_R = 'cohere.command-r-plus-v1:0';

/** Command R, whose history LiteLLM leaves empty unless tools answered; its name stands alone in the model string. */
function behindMessage(message: string, params: JsonObject, modelId: string): readonly ChatBehind[] {
  const models = [isArn(modelId) ? { model: COMMAND_R, model_id: modelId } : { model: modelId }];
  return askedFor({ messages: [{ role: 'user', content: message }], models }, asked(params), true);
}

/** Chat completions that may stand behind a body of InvokeModel which is none of Claude's or Nova's. */
export function chatsBehindInvoke(body: JsonObject, modelId: string): readonly ChatBehind[] {
  if (isArray(body.messages ?? null)) return behindChat(body, modelId);
  // That an answer is streamed is said by the path as well.
  const {
    prompt,
    inputText,
    textGenerationConfig,
    inputPrompt,
    message,
    chat_history: history,
    stream: _,
    ...rest
  } = body;
  if (typeof prompt === 'string') return behindPrompt(prompt, asked(rest), modelId);
  if (typeof message === 'string')
    return isArray(history ?? null) && (history as []).length > 0
      ? []
      : behindMessage(message, rest, modelId);
  if (typeof inputPrompt === 'string') return behindTranscript(inputPrompt, rest, modelId);
  if (typeof inputText !== 'string' || !isObject(textGenerationConfig ?? null)) return [];
  const beside = Object.keys(rest).length === 0 ? {} : { extra_body: rest };
  const params = asked(textGenerationConfig as JsonObject).map(({ params: config, farFetched }) => ({
    params: { ...config, ...beside },
    farFetched: farFetched || Object.keys(beside).length > 0,
  }));
  return behindPrompt(inputText, params, modelId);
}

/** A call for embeddings that may stand behind a body of Titan's or Cohere's; null for others. */
export function embeddingsBehind({ inputText, texts, ...rest }: JsonObject): JsonObject | null {
  const input: Json | undefined = inputText ?? texts;
  const isInput = typeof input === 'string' || isArray(input ?? null);
  return isInput && input !== undefined && !isObject(rest.textGenerationConfig ?? null)
    ? { input, ...rest }
    : null;
}
