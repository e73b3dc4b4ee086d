import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { splitRegion, stripRoutingPrefixes } from '../models/base-model.ts';
import { costFlag } from '../models/lookup.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';

/**
 * Bedrock's own OpenAI Chat Completions endpoint, which LiteLLM uses since 1.105 for GPT 5.6 and newer, for Grok,
 * and where the model string says `chat_completions/`.
 */
const ENDPOINT = '/v1/chat/completions';

/** The URL path of that endpoint; the model is named in the body. */
export const CHAT_COMPLETIONS_PATH = '/openai/v1/chat/completions';

const GROK = /(^|[./])xai\.grok-/;
const GPT = /(^|[./])openai\.gpt-(\d{1,3})(?!\d)(?:\.(\d{1,3})(?!\d))?/;

/** Request keys that only Converse has a field for. */
const CONVERSE_ONLY: readonly string[] = [
  'guardrailConfig',
  'performanceConfig',
  'serviceTier',
  'requestMetadata',
  'outputConfig',
  'thinking',
  'additionalModelRequestFields',
  'top_k',
  'model_id',
];

/** True for GPT with a version number, never for gpt-oss. */
export const isGpt = (model: string): boolean => GPT.test(model);
export const isGptOss = (model: string): boolean => model.includes('openai.gpt-oss');
export const isGrok = (model: string): boolean => model.includes('xai.');

/** True for GPT 5.6 and newer, and for Grok: models that take no stop sequences. */
export function ofNewFamily(model: string): boolean {
  if (GROK.test(model)) return true;
  const version = GPT.exec(model);
  if (!version) return false;
  const [major, minor] = [Number(version[2]), Number(version[3] ?? 0)];
  return major > 5 || (major === 5 && minor >= 6);
}

const keysOf = (release: Release, model: string): readonly string[] => [
  model,
  stripRoutingPrefixes(release, model),
  splitRegion(release, model).id,
];

const flagged = (release: Release, model: string, flag: string): boolean =>
  keysOf(release, model).some((key) => costFlag(release, key, flag) === true);

/** True for a model that goes to the Chat Completions endpoint without being told, where a release does so. */
export function servesChatCompletions(release: Release, model: string): boolean {
  if (!ofNewFamily(model)) return false;
  if (!isGpt(model) && !has(release, 'grok-on-chat-completions')) return false;
  return keysOf(release, model).some((key) => {
    const endpoints = costFlag(release, key, 'supported_endpoints');
    return isArray(endpoints) && endpoints.includes(ENDPOINT);
  });
}

function formatNeedsConverse(release: Release, model: string, format: Json | undefined): boolean {
  if (format === undefined || format === null) return false;
  const enforced = flagged(release, model, 'supports_bedrock_runtime_chat_completions_response_format');
  if (!isObject(format)) return !enforced;
  if (format.type === 'text') return false;
  return !(format.type === 'json_schema' && 'json_schema' in format && enforced);
}

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null;
const isFilled = (value: Json | undefined): boolean => isArray(value) && value.length > 0;

/**
 * True where a request that would go to the Chat Completions endpoint goes to Converse instead,
 * because it asks for something only Converse has.
 * Source: `bedrock_request_needs_converse`, LiteLLM 1.109.1.
 */
export function needsConverse(release: Release, model: string, request: JsonObject): boolean {
  const dropped = isArray(request.additional_drop_params) ? request.additional_drop_params : [];
  const value = (key: string): Json | undefined => (dropped.includes(key) ? undefined : request[key]);
  if (CONVERSE_ONLY.some((key) => isSet(value(key)))) return true;
  const stopLost = has(release, 'stop-refused-by-model') && ofNewFamily(model);
  if (isSet(value('stop')) && !stopLost) return true;
  if (formatNeedsConverse(release, model, value('response_format'))) return true;
  if (!isFilled(value('tools')) && !isFilled(value('functions'))) return false;
  return (
    !flagged(release, model, 'supports_bedrock_runtime_chat_completions_tools_with_reasoning') &&
    value('reasoning_effort') !== 'none'
  );
}
