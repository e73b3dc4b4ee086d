import { isArray, isObject, type JsonObject } from '../json/json.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { estimateTokens } from '../tokens/estimate.ts';
import { type Prices, pricesOf } from '../tokens/prices.ts';
import type { Prompt, PromptPart, Ttl } from '../tokens/prompt.ts';
import { readChatPrompt, readConversePrompt, readMessagesPrompt, readTextPrompt } from '../tokens/read.ts';
import { capabilitiesOf } from '../validation/models/capabilities/index.ts';
import { readModelId } from '../validation/models/model-id.ts';
import { blocksOf, mcpServerOf, string } from './blocks.ts';
import { type CarriedThinking, carriedThinking } from './thinking.ts';

/** A stretch of the prompt, in the order in which the model reads it. All token counts are estimates. */
export interface Segment {
  readonly kind: 'tools' | 'system' | 'turn';
  readonly label: string;
  readonly tokens: number;
  /** Of them pictures, documents and films. */
  readonly media: number;
  /** Of them what a cache point lets the model keep. */
  readonly cached: number;
}

/** A mark up to which the prompt may be cached. */
export interface CachePoint {
  /** Tokens before it. */
  readonly tokens: number;
  readonly ttl: Ttl;
  /** False where the prefix is shorter than the model caches. */
  readonly works: boolean;
  /** Against the request before: whether it finds that one's prefix; null where there was none. */
  readonly hits: boolean | null;
}

/** What fills the context of a request. */
export interface Context {
  readonly total: number;
  readonly segments: readonly Segment[];
  /** Tokens of tools by server; tools without one under an empty name. */
  readonly servers: readonly { readonly name: string; readonly tools: number; readonly tokens: number }[];
  /** Stands beside the sum: models leave out what earlier turns thought, or most of it. */
  readonly thinking: CarriedThinking;
  readonly points: readonly CachePoint[];
  /** The shortest prefix that the model caches, tokens; null where it caches none or that is not known. */
  readonly least: number | null;
  readonly prices: Prices | null;
  /** The first part that differs from the request before, in words; null where none does or there was none. */
  readonly differs: string | null;
}

/** The prompt of a body that goes to Bedrock, by the form it has. */
export function promptOf(body: JsonObject, isConverse: boolean): Prompt {
  if (isConverse || isObject(body.inferenceConfig) || body.schemaVersion !== undefined)
    return readConversePrompt(body);
  if (body.anthropic_version !== undefined) return readMessagesPrompt(body);
  if (isArray(body.messages)) return readChatPrompt(body);
  return readTextPrompt(string(body.prompt) || string(body.inputText) || string(body.message));
}

const isMedia = ({ kind }: PromptPart): boolean =>
  kind === 'image' || kind === 'document' || kind === 'video';

/** Which messages begin a turn: those of a person that are no answers of tools. */
function beginnings(body: JsonObject): readonly boolean[] {
  const messages = isArray(body.messages) ? body.messages.filter(isObject) : [];
  return messages.map(
    ({ role, content }) =>
      role === 'user' &&
      !blocksOf(content, '').some(
        ({ value }) => value.type === 'tool_result' || value.toolResult !== undefined,
      ),
  );
}

interface Spot {
  readonly kind: Segment['kind'];
  readonly label: string;
}

/** The stretch that each part of the prompt belongs to. */
function spotsOf({ parts }: Prompt, body: JsonObject): readonly Spot[] {
  const begins = beginnings(body);
  let message = -1;
  let turn = 0;
  let now: Spot = { kind: 'system', label: 'System' };
  return parts.map((part) => {
    if (part.kind === 'tool') now = { kind: 'tools', label: 'Tools' };
    else if (part.kind === 'system') now = { kind: 'system', label: 'System' };
    else if (part.kind === 'message') {
      message++;
      if (turn === 0 || begins[message]) now = { kind: 'turn', label: `Turn ${++turn}` };
    } else if (now.kind !== 'turn' && part.kind !== 'cache-point')
      now = { kind: 'turn', label: `Turn ${++turn}` };
    return now;
  });
}

function serversOf(parts: readonly PromptPart[], costs: readonly number[]): Context['servers'] {
  const found = new Map<string, { tools: number; tokens: number }>();
  for (const [i, part] of parts.entries()) {
    if (part.kind !== 'tool') continue;
    const name = mcpServerOf(part.text);
    const known = found.get(name) ?? { tools: 0, tokens: 0 };
    found.set(name, { tools: known.tools + 1, tokens: known.tokens + (costs[i] ?? 0) });
  }
  return [...found].map(([name, sums]) => ({ name, ...sums })).sort((a, b) => b.tokens - a.tokens);
}

/** The shortest prefix that a model caches, tokens. */
function leastTokens(modelId: string): number | null {
  const model = readModelId(modelId);
  if (model.kind !== 'foundation') return null;
  return capabilitiesOf(model.base)?.row.caching?.is?.leastTokens ?? null;
}

const words = (part: PromptPart): string => JSON.stringify(part);

/** The first part in which two prompts differ, without their cache marks; their length where one begins with the other. */
function firstDifference(before: readonly PromptPart[], after: readonly PromptPart[]): number {
  const earlier = before.filter(({ kind }) => kind !== 'cache-point');
  let seen = 0;
  for (const [i, part] of after.entries()) {
    if (part.kind === 'cache-point') continue;
    const other = earlier[seen];
    if (!other || words(other) !== words(part)) return i;
    seen++;
  }
  return after.length;
}

interface ContextInput {
  readonly body: JsonObject;
  readonly isConverse: boolean;
  readonly modelId: string;
  readonly release: Release;
  /** The body of the request before, where there was one. */
  readonly before: JsonObject | null;
}

/** Works out what fills the context of a request, and what of it the model keeps in its cache. */
export function contextOf({ body, isConverse, modelId, release, before }: ContextInput): Context {
  const prompt = promptOf(body, isConverse);
  const { parts } = prompt;
  const { total, prefixes } = estimateTokens(prompt, modelId);
  const costs = parts.map((_, i) => (prefixes[i]?.tokens ?? 0) - (prefixes[i - 1]?.tokens ?? 0));
  const least = leastTokens(modelId);
  const difference = before ? firstDifference(promptOf(before, isConverse).parts, parts) : null;
  const points = parts.flatMap((part, i): readonly (CachePoint & { readonly at: number })[] => {
    if (part.kind !== 'cache-point') return [];
    const tokens = prefixes[i]?.tokens ?? 0;
    const works = least !== null && tokens >= least;
    return [
      { at: i, tokens, ttl: part.ttl, works, hits: difference === null ? null : works && i <= difference },
    ];
  });
  const cachedTo = points.filter(({ works }) => works).at(-1)?.at ?? -1;
  const spots = spotsOf(prompt, body);
  const segments: Segment[] = [];
  for (const [i, part] of parts.entries()) {
    const spot = spots[i];
    const cost = costs[i] ?? 0;
    if (!spot) continue;
    const last = segments.at(-1);
    const same = last?.label === spot.label;
    const base = same && last ? last : { ...spot, tokens: 0, media: 0, cached: 0 };
    const grown = {
      ...base,
      tokens: base.tokens + cost,
      media: base.media + (isMedia(part) ? cost : 0),
      cached: base.cached + (i <= cachedTo ? cost : 0),
    };
    if (same) segments[segments.length - 1] = grown;
    else segments.push(grown);
  }
  const spot = difference !== null && difference < parts.length ? spots[difference] : undefined;
  return {
    total,
    segments,
    servers: serversOf(parts, costs),
    thinking: carriedThinking(body, modelId),
    points: points.map(({ at: _, ...point }) => point),
    least,
    prices: pricesOf(release, modelId),
    differs: spot ? spot.label : null,
  };
}
