import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { toolUseId } from '../names.ts';
import { built } from '../rules.ts';
import { cachePoint } from './cache-points.ts';
import { checkParts, noteUnread, type Part, type Turn } from './content.ts';
import { fileBlock, imageUrlBlock } from './media.ts';
import { needsContent, textBlock } from './user-content.ts';

const RESULT = built('tool-result', 'mapped', 'A tool message becomes a toolResult block of a user message.');
const ID = built('tool-result-id', 'renamed', 'The id of the tool call the result belongs to.');
const ID_REWRITTEN = built(
  'tool-id-rewritten',
  'mapped',
  'Characters that Bedrock does not take in an id are replaced, and long ids are cut.',
  'LiteLLM 1.109 factory',
);
const ID_MADE_UP = built(
  'tool-result-id-random',
  'added',
  'The message names no tool call; LiteLLM makes up a random id.',
);
const SEARCH = built(
  'search-results',
  'mapped',
  'Search results go into the toolResult as they are, in place of the content.',
  'LiteLLM 1.90 factory',
);
const STATUS = built(
  'tool-result-status',
  'added',
  'LiteLLM says success for search results.',
  'LiteLLM 1.90 factory',
);
const REFERENCE = built(
  'tool-reference',
  'mapped',
  'A tool reference is sent as the tool’s name.',
  'LiteLLM 1.109 factory',
);
const LOST_PART = built(
  'tool-result-part-lost',
  'dropped',
  'LiteLLM takes text, images and documents in tool results only; this part is not sent and no error says so.',
);
const REPLACED = built('content-replaced', 'dropped', 'search_results take the place of the content.');

/** Stands where LiteLLM puts a random UUID. */
const SOME_UUID = '00000000-0000-4000-8000-000000000000';

/** Takes the image or document out of a media block; videos are lost. */
function media(block: JsonObject, at: Pointer, trace: Trace): JsonObject | null {
  if (!('video' in block)) return block;
  trace.note(at, LOST_PART);
  return null;
}

function partBlock({ value, at, textAt }: Part, target: Target, trace: Trace): JsonObject | null {
  if (value.type === undefined && !target.strict) crash(`${pathOf(at)} needs a type.`);
  switch (value.type) {
    case 'text': {
      const { text } = value;
      if (text === undefined || (target.strict && typeof text !== 'string')) {
        crash(`${pathOf(at)} needs a text.`);
      }
      noteUnread(value, at, ['type', 'text', 'cache_control'], trace);
      return textBlock(text, textAt, trace);
    }
    case 'image_url':
      return media(imageUrlBlock(value.image_url, child(at, 'image_url'), true, target, trace), at, trace);
    case 'file':
      return media(fileBlock(value.file ?? {}, child(at, 'file'), target, trace), at, trace);
    case 'tool_reference':
      if (!has(target.release, 'tool-references-on-converse') || typeof value.tool_name !== 'string') break;
      return trace.member({ text: value.tool_name }, 'text', child(at, 'tool_name'), REFERENCE);
  }
  trace.note(at, LOST_PART);
  return null;
}

function searchResults(turn: Turn, target: Target, trace: Trace): readonly JsonObject[] {
  const { search_results: results } = turn.message;
  if (!has(target.release, 'search-results-read') || !isArray(results)) return [];
  return results.flatMap((result, i) =>
    isObject(result)
      ? [trace.whole({ searchResult: result }, child(child(turn.at, 'search_results'), i), SEARCH)]
      : [],
  );
}

function contentBlocks(turn: Turn, target: Target, trace: Trace): readonly JsonObject[] {
  const { content, contentAt } = turn;
  needsContent(turn, target);
  checkParts(turn);
  if (typeof content === 'string') return [textBlock(content, contentAt, trace)];
  return (content ?? []).map((part) => partBlock(part, target, trace)).filter((block) => block !== null);
}

/** `str()` of the id as Python writes it. */
const idText = (id: Json): string =>
  id === null ? 'None' : typeof id === 'string' ? id : JSON.stringify(id);

function writeId(turn: Turn, target: Target, result: Record<string, Json>, trace: Trace): void {
  const { tool_call_id: id } = turn.message;
  if (id === undefined) {
    result.toolUseId = SOME_UUID;
    trace.member(result, 'toolUseId', null, ID_MADE_UP);
    return;
  }
  result.toolUseId = toolUseId(idText(id), target.release);
  const rewritten = result.toolUseId !== id;
  trace.member(result, 'toolUseId', child(turn.at, 'tool_call_id'), rewritten ? ID_REWRITTEN : ID);
}

/** The cache mark that counts for a tool message: its own, or the first one on its content. */
function cacheMark({ message, at, content }: Turn): { control: Json | undefined; at: Pointer } {
  const own = { control: message.cache_control, at: child(at, 'cache_control') };
  if ((own.control ?? null) !== null || typeof content === 'string') return own;
  const marked = content?.find(({ value }) => (value.cache_control ?? null) !== null);
  return marked ? { control: marked.value.cache_control, at: child(marked.at, 'cache_control') } : own;
}

/** The blocks of a tool message: its toolResult, and a cachePoint where it is marked. */
export function toolResult(turn: Turn, target: Target, trace: Trace): readonly JsonObject[] {
  const reads = ['role', 'content', 'tool_call_id', 'cache_control', 'search_results'];
  noteUnread(
    turn.message,
    turn.at,
    !has(target.release, 'search-results-read') ? reads.slice(0, -1) : reads,
    trace,
  );
  const found = searchResults(turn, target, trace);
  if (found.length > 0) trace.note(turn.contentAt, REPLACED);
  const result: Record<string, Json> = {
    content: found.length > 0 ? found : contentBlocks(turn, target, trace),
  };
  writeId(turn, target, result, trace);
  if (found.length > 0) {
    result.status = 'success';
    trace.member(result, 'status', null, STATUS);
  }
  const block = trace.whole({ toolResult: result }, turn.at, RESULT);
  const mark = cacheMark(turn);
  const point = cachePoint(mark.control, mark.at, 'content', target, trace);
  return point ? [block, point] : [block];
}
