import type { JsonObject } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import { type Estimate, estimateTokens } from '../../../shared/tokens/estimate.ts';
import type { Prompt } from '../../../shared/tokens/prompt.ts';
import {
  readChatPrompt,
  readConversePrompt,
  readMessagesPrompt,
  readTextPrompt,
} from '../../../shared/tokens/read.ts';
import { capabilitiesOf } from '../../../shared/validation/models/capabilities/index.ts';
import { readModelId } from '../../../shared/validation/models/model-id.ts';
import type { Ask } from '../answer/answer.ts';
import type { Family } from '../families/family.ts';
import { type CacheUsage, type MarkedPrompt, markedPrompt, NOTHING_CACHED } from './prompt-cache.ts';

/** Input tokens of a request; `cache` is null where the model has no prompt caching. */
export interface InputUsage {
  /** Those that are neither read from the cache nor written to it. */
  readonly inputTokens: number;
  readonly cache: CacheUsage | null;
}

const READERS: Readonly<Record<string, (body: JsonObject) => Prompt>> = {
  anthropic: readMessagesPrompt,
  converse: readConversePrompt,
  nova: readConversePrompt,
  openai: readChatPrompt,
  jamba: readChatPrompt,
  'mistral-chat': readChatPrompt,
};

/** The shortest prefix that a model caches, in tokens; null for a model without prompt caching. */
function leastTokens(modelId: string): number | null {
  const model = readModelId(modelId);
  if (model.kind !== 'foundation') return null;
  return capabilitiesOf(model.base)?.row.caching?.is?.leastTokens ?? null;
}

function promptOf(family: Family, body: JsonObject, ask: Ask): { prompt: Prompt; raw: boolean } {
  const read = lookUp(READERS, family.id);
  return read ? { prompt: read(body), raw: false } : { prompt: readTextPrompt(ask.prompt), raw: true };
}

/** All input tokens of a body, cached or not, as CountTokens gives them. */
export function countInput(modelId: string, family: Family, body: JsonObject): number {
  const { prompt, raw } = promptOf(family, body, family.read(body));
  return estimateTokens(prompt, modelId, raw).total;
}

/** What a request costs before anybody asked the cache. */
export interface Counted {
  readonly total: number;
  /** Whether the answer counts what the cache did. */
  readonly caching: boolean;
  /** Null where nothing of the prompt is to be cached. */
  readonly marked: MarkedPrompt | null;
}

/**
 * Claude always says what its cache did, Nova by Converse only where a cache point asked for it (127
 * recorded answers without one say nothing, 6 with one do).
 */
const countsCache = (modelId: string, family: Family, { parts }: Prompt): boolean =>
  family.id !== 'converse' || /claude/.test(modelId) || parts.some((part) => part.kind === 'cache-point');

export function countMarked(modelId: string, family: Family, body: JsonObject, ask: Ask): Counted {
  const { prompt, raw } = promptOf(family, body, ask);
  const estimate: Estimate = estimateTokens(prompt, modelId, raw);
  const { total } = estimate;
  const least = leastTokens(modelId);
  if (least === null) return { total, caching: false, marked: null };
  return {
    total,
    caching: countsCache(modelId, family, prompt),
    marked: markedPrompt(`${modelId}|${prompt.forced}`, prompt.parts, estimate, least),
  };
}

/** What a request costs once the cache has said what it holds of it. */
export function inputUsage({ total, caching }: Counted, used: CacheUsage | null): InputUsage {
  if (!caching) return { inputTokens: total, cache: null };
  const cache = used ?? NOTHING_CACHED;
  return { inputTokens: Math.max(0, total - cache.read - cache.write), cache };
}
