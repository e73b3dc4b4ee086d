import type { Context } from '../call/context.ts';
import { unsupported } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import { noteUnsent, type Params } from '../call/params.ts';
import { rowsFor, type Table, walkTable } from '../call/table.ts';
import { rule } from '../ledger/rule.ts';
import { supports } from '../models/lookup.ts';
import { isGpt, isGptOss, isGrok, ofNewFamily } from '../route/chat-completions.ts';
import { chatBody } from './openai/body.ts';
import { chatMessages } from './openai/messages.ts';
import { refuseRemoteImages } from './openai/remote-images.ts';
import { CHAT_SUPPORTED, keptAll } from './openai/table.ts';

const SOURCE = 'LiteLLM 1.109 AmazonBedrockRuntimeChatCompletionsConfig';

const dropped = (id: string, text: string) =>
  rule({ id: `map.chat-completions.${id}`, stage: 'map', fate: 'dropped', text, source: SOURCE });

const NO_STOP = dropped(
  'stop-refused',
  'Bedrock refuses stop sequences for this model, so LiteLLM leaves them out.',
);
const NO_EFFORT = dropped('effort', 'Grok takes no reasoning effort of none, so LiteLLM leaves it out.');
const EFFORT_IN_WORDS = dropped(
  'effort-in-words',
  'This endpoint takes the reasoning effort as a word only; with drop_params anything else is left out.',
);
const REASONING = dropped(
  'reasoning',
  'This model takes the parameter only with a reasoning_effort of none; with drop_params it is left out.',
);

/** Parameters that GPT takes only while it does not reason. */
const NOT_WHILE_REASONING: readonly string[] = [
  'temperature',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
  'logprobs',
  'top_logprobs',
];

const SUPPORTED = CHAT_SUPPORTED.filter((name) => name !== 'n');

const rows = rowsFor('chat-completions', SOURCE);
const TABLE: Table = {
  ...keptAll('chat-completions', SOURCE, [
    ...SUPPORTED.filter((name) => name !== 'max_tokens'),
    'reasoning_effort',
  ]),
  max_tokens: rows.renamed('max_tokens', 'max_completion_tokens'),
};

/** Parameters that the endpoint is known to refuse for some models, whatever else the request says. */
function refusedFor(model: string): readonly string[] {
  if (isGptOss(model)) return ['logit_bias'];
  return isGrok(model) ? ['frequency_penalty', 'presence_penalty'] : [];
}

function supportedBy({ model, profile }: Context): readonly string[] {
  const refused = refusedFor(model.baseModel);
  const base = SUPPORTED.filter((name) => !refused.includes(name));
  const reasons = supports(profile.release, model.litellmModel, 'supports_reasoning');
  return reasons ? [...base, 'reasoning_effort'] : base;
}

/** Takes parameters out under drop_params. Throws `Stop` (`refused`) where the caller did not ask for that. */
function refuse(params: Params, keys: readonly string[], why: typeof REASONING, context: Context): Params {
  const bad = keys.filter((key) => params.has(key));
  if (bad.length === 0) return params;
  const { dropParams, trace } = context;
  if (!dropParams) {
    throw unsupported(`Bedrock's Chat Completions endpoint does not take ${bad.join(', ')} here.`);
  }
  return without(params, bad, why, trace);
}

function without(
  params: Params,
  keys: readonly string[],
  why: typeof REASONING,
  trace: Context['trace'],
): Params {
  const left = new Map(params);
  for (const key of keys) {
    const param = left.get(key);
    if (param) noteUnsent(param, why, trace);
    left.delete(key);
  }
  return left;
}

function checked(params: Params, context: Context): Params {
  const { model, trace } = context;
  const effort = params.get('reasoning_effort')?.value;
  let left = params;
  if (effort !== undefined && typeof effort !== 'string') {
    left = refuse(left, ['reasoning_effort'], EFFORT_IN_WORDS, context);
  }
  if (effort !== 'none' && isGpt(model.litellmModel)) {
    left = refuse(left, NOT_WHILE_REASONING, REASONING, context);
  }
  if (effort === 'none' && isGrok(model.baseModel))
    left = without(left, ['reasoning_effort'], NO_EFFORT, trace);
  return ofNewFamily(model.litellmModel) ? without(left, ['stop'], NO_STOP, trace) : left;
}

/** What stands for `max_tokens` comes before all else; an explicit `max_completion_tokens` wins. */
function limitFirst(params: Params): Params {
  const limit = params.get('max_tokens');
  return limit ? new Map([['max_tokens', limit], ...params]) : params;
}

/**
 * Bedrock's own OpenAI Chat Completions endpoint: the model is named in the body, and so is streaming.
 * 1.109 takes it for GPT 5.6 and newer, for Grok, and where the model string says `chat_completions/`.
 */
export const chatCompletions: Family = {
  id: 'chat-completions',
  label: 'Chat Completions endpoint',
  supported: supportedBy,
  accepts: () => ['top_k', 'metadata', 'verbosity', 'text', 'include_reasoning'],
  map: (params, context) => walkTable(TABLE, limitFirst(checked(params, context)), context),
  build: (params, context) => {
    refuseRemoteImages(context.messages);
    const messages = chatMessages(context.messages, context);
    return { body: chatBody(context.model.modelId, messages, params, context), headers: {} };
  },
};
