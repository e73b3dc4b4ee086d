import type { Exchange } from '../../capture/exchange.ts';
import { originOf } from '../../capture/origin.ts';
import { SESSION } from '../../capture/session.ts';
import { isObject, type Json } from '../../json/json.ts';
import { failureOf } from './failure.ts';
import { operationName } from './operation.ts';

export type SpanValue = string | number | boolean | readonly string[];

const at = (body: Json, path: string): Json =>
  path
    .split('.')
    .reduce<Json>(
      (value, key) => (isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null),
      body,
    );

/** What a request asks for beside its words, with the places at which the forms of requests have it. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'gen_ai.request.max_tokens': [
    'max_tokens',
    'inferenceConfig.maxTokens',
    'max_completion_tokens',
    'max_output_tokens',
    'max_tokens_to_sample',
    'max_gen_len',
    'textGenerationConfig.maxTokenCount',
    'inferenceConfig.max_new_tokens',
    'maxTokens',
  ],
  'gen_ai.request.temperature': [
    'temperature',
    'inferenceConfig.temperature',
    'textGenerationConfig.temperature',
  ],
  'gen_ai.request.top_p': ['top_p', 'inferenceConfig.topP', 'textGenerationConfig.topP', 'topP', 'p'],
  'gen_ai.request.top_k': ['top_k', 'inferenceConfig.topK', 'additionalModelRequestFields.top_k', 'k'],
  'gen_ai.request.frequency_penalty': ['frequency_penalty', 'frequencyPenalty.scale'],
  'gen_ai.request.presence_penalty': ['presence_penalty', 'presencePenalty.scale'],
  'gen_ai.request.seed': ['seed', 'imageGenerationConfig.seed'],
  'gen_ai.embeddings.dimension.count': [
    'dimensions',
    'output_dimension',
    'embeddingConfig.outputEmbeddingLength',
    'singleEmbeddingParams.embeddingDimension',
  ],
};

/** Words out of short lists of the service's own, and names of things of an account: none of them is what was said. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'gen_ai.request.reasoning.level': [
    'reasoning_effort',
    'reasoning.effort',
    'output_config.effort',
    'additionalModelRequestFields.reasoning_effort',
    'additionalModelRequestFields.output_config.effort',
    'additionalModelRequestFields.reasoningConfig.maxReasoningEffort',
  ],
  'aws.bedrock.guardrail.id': ['guardrailConfig.guardrailIdentifier'],
};
/** What is longer is no such word, UTF-16 units. */
const LONGEST_WORD = 200;

function parametersOf(body: Json): Record<string, SpanValue> {
  const found: Record<string, SpanValue> = {};
  for (const [name, paths] of Object.entries(PARAMETERS)) {
    const value = paths.map((path) => at(body, path)).find((one) => typeof one === 'number');
    if (typeof value === 'number') found[name] = value;
  }
  for (const [name, paths] of Object.entries(WORDS)) {
    const value = paths.map((path) => at(body, path)).find((one) => typeof one === 'string');
    if (typeof value === 'string' && value.length <= LONGEST_WORD) found[name] = value;
  }
  return found;
}

const PROVIDERS: Readonly<Partial<Record<Exchange['dialect'], string>>> = {
  bedrock: 'aws.bedrock',
  'anthropic-messages': 'anthropic',
};

/** Bedrock and Anthropic count what the cache gave and took apart; OpenAI’s form has it in the sum, as the conventions. */
function inputTokens({ usage, dialect }: Exchange): number | null {
  const { inputTokens: own, cacheReadTokens, cacheWriteTokens } = usage;
  if (own === null || dialect.startsWith('openai')) return own;
  return own + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
}

const isStreamed = ({ operation }: Exchange, asked: Json): boolean =>
  /Stream$/.test(operation) || at(asked, 'stream') === true;

/** Host and port of where a call went. */
function serverOf(exchange: Exchange): Readonly<Record<'server.address' | 'server.port', SpanValue | null>> {
  const origin = originOf(exchange);
  if (origin === null) return { 'server.address': null, 'server.port': null };
  const { hostname, port, protocol } = new URL(origin);
  return {
    'server.address': hostname.replace(/^\[|\]$/g, ''),
    'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}

/** Names of what leaked or was lost are names of parameters: they say nothing of what was asked. */
const namesOf = ({ flags }: Exchange, kind: string): readonly string[] =>
  flags.find((flag) => flag.kind === kind)?.names ?? [];

/** The conversation by the client's own name; one that Strata found by how requests begin is none to the conventions. */
function conversationOf({ conversation, requestHeaders }: Exchange): Readonly<Record<string, string | null>> {
  const isTold = requestHeaders.some(([name]) => name.toLowerCase() === SESSION);
  return { [isTold ? 'gen_ai.conversation.id' : 'strata.conversation']: conversation };
}

/** Why a chat's answer ended; one that broke off before it said so ended in an error. */
function finishReasons(exchange: Exchange): readonly string[] | null {
  const { stopReason, status } = exchange;
  if (stopReason !== null) return [stopReason];
  const began = status !== null && status < 400 && operationName(exchange) === 'chat';
  return began && failureOf(exchange) !== null ? ['error'] : null;
}

/**
 * Everything of an exchange that is no content, by the names of OpenTelemetry's GenAI conventions of October 2026
 * (github.com/open-telemetry/semantic-conventions-genai).
 */
export function attributesOf(exchange: Exchange, asked: Json): Readonly<Record<string, SpanValue>> {
  const { usage, firstTokenMs, flags } = exchange;
  const streamed = isStreamed(exchange, asked);
  const all: Readonly<Record<string, SpanValue | null>> = {
    'gen_ai.operation.name': operationName(exchange),
    'gen_ai.provider.name': PROVIDERS[exchange.dialect] ?? 'openai',
    'gen_ai.request.model': exchange.model,
    'gen_ai.request.stream': streamed || null,
    ...parametersOf(asked),
    ...conversationOf(exchange),
    'gen_ai.response.finish_reasons': finishReasons(exchange),
    'gen_ai.response.time_to_first_chunk': streamed && firstTokenMs !== null ? firstTokenMs / 1000 : null,
    'gen_ai.usage.input_tokens': inputTokens(exchange),
    'gen_ai.usage.output_tokens': usage.outputTokens,
    'gen_ai.usage.cache_read.input_tokens': usage.cacheReadTokens,
    'gen_ai.usage.cache_write.input_tokens': usage.cacheWriteTokens,
    'error.type': failureOf(exchange),
    'http.response.status_code': exchange.status,
    'aws.request_id': exchange.requestId,
    'cloud.region': exchange.region,
    ...serverOf(exchange),
    'strata.exchange.id': exchange.id,
    'strata.side': exchange.side,
    'strata.operation': exchange.operation || null,
    'strata.program': exchange.program || null,
    'strata.litellm.release': exchange.release || null,
    'strata.flags': flags.length === 0 ? null : flags.map(({ kind }) => kind),
    'strata.leaked': namesOf(exchange, 'leaked').length === 0 ? null : namesOf(exchange, 'leaked'),
    'strata.lost': namesOf(exchange, 'lost').length === 0 ? null : namesOf(exchange, 'lost'),
    'strata.frames': exchange.frames || null,
    'strata.redactions': exchange.request.redactions + exchange.response.redactions || null,
    'strata.longest_gap_ms': exchange.longestGapMs,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, SpanValue] => entry[1] !== null),
  );
}
