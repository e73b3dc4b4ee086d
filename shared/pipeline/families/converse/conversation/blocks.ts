import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { noteOrigin } from '../origins.ts';
import { built } from '../rules.ts';

const REPEATED = built(
  'repeated-block',
  'dropped',
  'The same tool call, tool result or thinking block stands there twice; Bedrock wants it once, the first one is sent.',
);

/** Drops all but the first block of every key; blocks without a key stay. */
function withoutRepeats(
  blocks: readonly JsonObject[],
  keyOf: (block: JsonObject) => Json | undefined,
  trace: Trace,
): readonly JsonObject[] {
  if (blocks.length < 2) return blocks;
  const seen = new Set<Json>();
  return blocks.filter((block) => {
    const key = keyOf(block);
    if (key === undefined || key === null || key === '') return true;
    if (!seen.has(key)) {
      seen.add(key);
      return true;
    }
    noteOrigin(block, REPEATED, trace);
    return false;
  });
}

/** Drops repeated `toolUse` or `toolResult` blocks. */
export const withoutRepeatedTools = (
  blocks: readonly JsonObject[],
  member: 'toolUse' | 'toolResult',
  trace: Trace,
): readonly JsonObject[] =>
  withoutRepeats(blocks, (block) => (isObject(block[member]) ? block[member].toolUseId : undefined), trace);

function reasoningKey({ reasoningContent: reasoning }: JsonObject): string | undefined {
  if (!isObject(reasoning)) return undefined;
  if (typeof reasoning.redactedContent === 'string') return `redacted ${reasoning.redactedContent}`;
  const text = reasoning.reasoningText;
  return isObject(text) && typeof text.signature === 'string' ? `signed ${text.signature}` : undefined;
}

/** Drops thinking that is told twice (1.109). */
export const withoutRepeatedThinking = (blocks: readonly JsonObject[], trace: Trace): readonly JsonObject[] =>
  withoutRepeats(blocks, reasoningKey, trace);

const RANKS: readonly (readonly [string, number])[] = [
  ['reasoningContent', 0],
  ['toolUse', 2],
  ['cachePoint', 2],
];
const rank = (block: JsonObject): number => RANKS.find(([member]) => member in block)?.[1] ?? 1;

/** Bedrock wants an assistant's thinking first and its tool calls last; cache points stay with the tool calls. */
export const sortedForAssistant = (blocks: readonly JsonObject[]): readonly JsonObject[] =>
  blocks.length < 2 ? blocks : [...blocks].sort((a, b) => rank(a) - rank(b));
