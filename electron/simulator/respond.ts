import type { SimulatorSettings } from '../../shared/contract/host.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Operation } from '../../shared/validation/problem.ts';
import type { Answer, Ask } from './answer/answer.ts';
import { compose } from './answer/compose.ts';
import { answerInManner, askInManner, mannerOf } from './answer/manner.ts';
import { createRandom, randomText } from './answer/random.ts';
import { converse } from './families/converse.ts';
import type { Call, Chunk, Family } from './families/family.ts';
import { familyFor } from './families/index.ts';
import { askedGuardrail } from './guard/asked.ts';
import { guard, invokeMembers } from './guard/guarded.ts';
import { frameOf } from './stream/framing.ts';
import { schedule } from './stream/schedule.ts';
import type { Script } from './stream/script.ts';
import { type Counted, countMarked, type InputUsage, inputUsage } from './usage/input-usage.ts';
import type { CacheUsage } from './usage/prompt-cache.ts';

const CREATED_BASE = 1_760_000_000;
const ID_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

export interface ModelRequest {
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: JsonObject;
  /** Names in lower case; a guardrail is named there on the invoke route. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A response as planned, before faults: all of it is fixed by seed, settings and request. */
export type Planned =
  | {
      readonly kind: 'whole';
      readonly json: JsonObject;
      /** When it leaves, milliseconds since the request was accepted. */
      readonly atMs: number;
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly cache: CacheUsage | null;
    }
  | { readonly kind: 'stream'; readonly frames: Script };

export function familyOf(request: ModelRequest): Family {
  const { operation, modelId, body } = request;
  return operation.startsWith('Converse') ? converse : familyFor(modelId, body, operation.endsWith('Stream'));
}

/** The answer of a model that gives no text. */
const nothing = (input: InputUsage): Answer => ({
  blocks: [],
  stop: 'end',
  stopSequence: null,
  ...input,
  outputTokens: 0,
});

/** Every chunk says what the guardrail did; the last brings its trace. */
const withGuardrail = (chunks: readonly Chunk[], answer: Answer): readonly Chunk[] =>
  chunks.map((chunk, i) =>
    chunk.event === 'chunk'
      ? { ...chunk, json: { ...chunk.json, ...invokeMembers(answer, i === chunks.length - 1) } }
      : chunk,
  );

/** Claude tells of its cache where it was used (recorded: fantasy and chatlas cassettes, 2025-12 to 2026-04), Nova always. */
const tellsCache = ({ read, write }: CacheUsage, modelId: string): boolean =>
  read + write > 0 || !mannerOf(modelId).cites;

/**
 * The last chunk of every invoke stream carries Bedrock's own counts and latencies (milliseconds), but
 * where the model was never called.
 */
const withMetrics = (
  chunks: readonly Chunk[],
  answer: Answer,
  { latencyMs, modelId }: Call,
  firstMs: number,
): readonly Chunk[] =>
  chunks.map((chunk, i) => {
    if (i < chunks.length - 1 || chunk.event !== 'chunk') return chunk;
    if (answer.guarded?.intervention === 'block-input') return chunk;
    const metrics = {
      inputTokenCount: answer.inputTokens,
      outputTokenCount: answer.outputTokens,
      invocationLatency: latencyMs,
      firstByteLatency: Math.round(firstMs),
      ...(answer.cache && tellsCache(answer.cache, modelId)
        ? {
            cacheReadInputTokenCount: answer.cache.read,
            cacheWriteInputTokenCount: answer.cache.write,
          }
        : {}),
    };
    return { ...chunk, json: { ...chunk.json, 'amazon-bedrock-invocationMetrics': metrics } };
  });

/** A valid request as its family reads it. */
export interface Considered extends ModelRequest {
  readonly family: Family;
  readonly ask: Ask;
  readonly counted: Counted;
}

/** Reads a valid request: what it asks for and what its prompt costs. */
export function consider(request: ModelRequest): Considered {
  const { modelId, body } = request;
  const family = familyOf(request);
  const ask = askInManner(family.read(body), modelId, family === converse);
  return { ...request, family, ask, counted: countMarked(modelId, family, body, ask) };
}

/**
 * Plans the response to a valid request: the family's JSON or its frames, and their times. `used` is what the prompt
 * cache said, where it was asked.
 */
export function plan(request: Considered, settings: SimulatorSettings, used: CacheUsage | null): Planned {
  const { modelId, body, family, ask } = request;
  const key = `${settings.seed}|${modelId}|${JSON.stringify(body)}`;
  const input = inputUsage(request.counted, used);
  const composed = family.silent ? nothing(input) : compose(ask, settings, createRandom(key), input);
  const streams = request.operation.endsWith('Stream');
  const onConverse = family === converse;
  const asked = askedGuardrail(onConverse, body, request.headers ?? {});
  const mannered = answerInManner(composed, modelId, body, streams);
  const answer = asked ? guard(mannered, ask, asked, settings.guardrail, onConverse) : mannered;
  const ids = createRandom(`${key}|ids`);
  const atMs = settings.firstTokenDelayMs + (answer.outputTokens * 1000) / settings.tokensPerSecond;
  const call: Call = {
    modelId: request.modelId,
    body: request.body,
    id: (prefix, length) => prefix + randomText(ids, length, ID_ALPHABET),
    created: CREATED_BASE + Math.floor(ids() * 1_000_000),
    latencyMs: Math.round(atMs),
  };
  if (!streams) {
    const { inputTokens, outputTokens } = answer;
    const json = { ...family.whole(answer, call), ...(onConverse ? {} : invokeMembers(answer, true)) };
    return { kind: 'whole', json, atMs, inputTokens, outputTokens, cache: answer.cache };
  }
  const guarded = withGuardrail(family.chunks(answer, call), answer);
  const chunks = withMetrics(guarded, answer, call, settings.firstTokenDelayMs);
  const tokens = chunks.map((chunk) => chunk.tokens);
  const times = schedule(tokens, settings, createRandom(`${key}|pace`));
  const padding = createRandom(`${key}|padding`);
  const frames = chunks.map((chunk, i) => ({ atMs: times[i] as number, bytes: frameOf(chunk, padding) }));
  return { kind: 'stream', frames };
}
