import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import type { Located } from '../../blocks/edit.ts';
import { isInjected } from '../../cache/points.ts';
import { pythonText } from '../../python/repr.ts';
import { has } from '../../releases/behaviours.ts';
import {
  type Adapting,
  blocksIn,
  copyCache,
  imagePart,
  made,
  noteOthers,
  sourceUrl,
  textPart,
} from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

/** Notes the cache mark of an item, which has no place in a tool message. */
function noteMark({ trace }: Adapting, { value, at }: Located<JsonObject>): void {
  const { cache_control: mark } = value;
  if (mark !== undefined && !isInjected(mark, trace)) trace.note(child(at, 'cache_control'), RULE.memberLost);
}

function part(adapting: Adapting, item: Located): Json | null {
  const { value, at } = item;
  if (typeof value === 'string') return made(adapting, { type: 'text', text: value }, at);
  if (!isObject(value)) return null;
  const block = { value, at };
  if (value.type === 'text') {
    if (
      has(adapting.release, 'odd-result-text-dropped') &&
      value.text !== undefined &&
      typeof value.text !== 'string'
    )
      return null;
    noteMark(adapting, block);
    return textPart(adapting, block);
  }
  const asImage =
    value.type === 'image' || (has(adapting.release, 'result-documents-read') && value.type === 'document');
  const image = asImage ? imagePart(adapting, block) : null;
  if (image !== null) {
    noteMark(adapting, block);
    return image;
  }
  if (has(adapting.release, 'tool-references-kept') && value.type === 'tool_reference') {
    return made(adapting, { type: 'tool_reference', tool_name: pythonText(value.tool_name ?? '') }, at);
  }
  adapting.trace.note(at, RULE.blockLost);
  return null;
}

/** One item alone: up to 1.90 its text, or the address of its image; undefined where it is neither. */
function single(adapting: Adapting, item: Located): Json | undefined {
  const { value, at } = item;
  if (typeof value === 'string') return value;
  if (isObject(value) && value.type === 'text') {
    adapting.trace.note(child(at, 'type'), RULE.shape);
    noteMark(adapting, { value, at });
    noteOthers(adapting, { value, at }, ['type', 'text']);
    return value.text ?? '';
  }
  const { release } = adapting;
  const asPart = has(release, 'lone-result-images-are-parts');
  const document = asPart && has(release, 'result-documents-read');
  if (isObject(value) && (value.type === 'image' || (document && value.type === 'document'))) {
    if (!asPart) return sourceUrl(value.source) ?? '';
    const image = imagePart(adapting, { value, at });
    return image === null ? '' : made(adapting, [image], at);
  }
  adapting.trace.note(at, RULE.blockLost);
  return undefined;
}

function contentOf(adapting: Adapting, block: Located<JsonObject>): Json | undefined {
  const { content } = block.value;
  const recent = has(adapting.release, 'absent-result-content-empty');
  if (typeof content === 'string') return content;
  if (!isArray(content)) return content === undefined || recent ? '' : undefined;
  const at = child(block.at, 'content');
  const items = blocksIn(adapting, content, at);
  const [only] = items;
  if (!recent && items.length === 1 && only) return single(adapting, only);
  const parts = items.flatMap((item) => part(adapting, item) ?? []);
  const [first] = parts;
  if (!recent) return parts.length === 0 ? undefined : made(adapting, parts, at);
  if (parts.length === 0) return '';
  if (parts.length === 1 && isObject(first) && first.type === 'text') return first.text;
  return made(adapting, parts, at);
}

/** Where the text of a result is from: its only text block, or the whole content. */
function contentAt({ value, at }: Located<JsonObject>): Pointer {
  const place = child(at, 'content');
  const only = isArray(value.content) && value.content.length === 1 ? value.content[0] : undefined;
  return isObject(only) && only.type === 'text' ? child(child(place, 0), 'text') : place;
}

/** A tool message made of a tool_result block; null where its content has no counterpart. */
export function toolMessage(adapting: Adapting, block: Located<JsonObject>): Record<string, Json> | null {
  const content = contentOf(adapting, block);
  if (content === undefined) {
    adapting.trace.note(block.at, RULE.blockLost);
    return null;
  }
  const id = block.value.tool_use_id ?? '';
  const message = made(adapting, { role: 'tool', tool_call_id: id, content }, block.at);
  adapting.trace.member(message, 'tool_call_id', child(block.at, 'tool_use_id'), RULE.mapped);
  adapting.trace.member(message, 'content', contentAt(block), RULE.mapped);
  adapting.trace.note(child(block.at, 'type'), RULE.shape);
  noteOthers(adapting, block, ['type', 'tool_use_id', 'content']);
  if (has(adapting.release, 'adapter-copies-cache-marks')) copyCache(adapting, block, message);
  return message;
}
