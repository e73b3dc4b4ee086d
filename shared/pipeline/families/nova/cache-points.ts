import { isArray, isObject, type Json, type JsonArray, type JsonObject } from '../../../json/json.ts';
import { rule } from '../../ledger/rule.ts';
import type { Trace } from '../../ledger/trace.ts';
import { notesOf } from './left-out.ts';

const SOURCE = 'LiteLLM AmazonInvokeNovaConfig._inline_cache_points (1.109)';

const NO_TEXT = rule({
  id: 'build.nova.cache-point-lost',
  stage: 'build',
  fate: 'dropped',
  text: 'On invoke a cache point hangs on a text block; there is none before it, so it is left out.',
  source: SOURCE,
});

const isPoint = (block: Json): boolean =>
  isObject(block) && Object.keys(block).length === 1 && (block.cachePoint ?? null) !== null;

/** Hangs each cache point that stands alone on the last text block before it. */
function inlined(blocks: JsonArray, trace: Trace): JsonArray {
  if (!blocks.some(isPoint)) return blocks;
  const out: Json[] = [];
  for (const block of blocks) {
    if (!isPoint(block) || !isObject(block)) {
      out.push(block);
      continue;
    }
    let anchor = out.length - 1;
    while (anchor >= 0 && !(isObject(out[anchor]) && 'text' in (out[anchor] as JsonObject))) anchor--;
    const text = out[anchor];
    if (!isObject(text)) {
      notesOf(block, 'cachePoint', NO_TEXT, trace);
      continue;
    }
    const point = block.cachePoint as Json;
    const origin = trace.memberOf(block, 'cachePoint') ?? trace.wholeOf(block);
    const marked = trace.inherit({ ...text, cachePoint: point }, text);
    if (origin) trace.member(marked, 'cachePoint', origin.from, origin.rule);
    out[anchor] = marked;
  }
  return trace.inherit(out, blocks);
}

/** System prompt and messages with their cache points inside the text blocks, as InvokeModel wants them. */
export function withCachePointsInlined(body: JsonObject, trace: Trace): JsonObject {
  const { system, messages } = body;
  const copy: Record<string, Json> = trace.inherit({ ...body }, body);
  if (isArray(system)) copy.system = inlined(system, trace);
  if (isArray(messages)) {
    const rebuilt = messages.map((message) => {
      if (!isObject(message) || !isArray(message.content)) return message;
      const content = inlined(message.content, trace);
      return content === message.content ? message : trace.inherit({ ...message, content }, message);
    });
    copy.messages = trace.inherit(rebuilt, messages);
  }
  return copy;
}
