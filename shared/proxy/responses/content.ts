import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { MORE_USER_PARTS, USER_PARTS } from '../../pipeline/messages/user-parts.ts';
import { dumps } from '../../pipeline/python/json.ts';
import { pythonText } from '../../pipeline/python/repr.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { BridgeFailure, firstText } from './draft-messages.ts';

/** Part types that chat completions know; any other becomes text. */
const CHAT_TYPES: ReadonlySet<string> = new Set([...USER_PARTS, 'thinking', 'redacted_thinking']);

function chatType(type: string, release: Release): string {
  const bare = type.startsWith('input_') ? type.slice('input_'.length) : type;
  if (bare !== type && bare === 'audio') return 'input_audio';
  const grounded = has(release, 'responses-grounding-parts') && MORE_USER_PARTS.includes(bare);
  return CHAT_TYPES.has(bare) || grounded ? bare : 'text';
}

const marked = (part: JsonObject): JsonObject =>
  part.cache_control === undefined ? {} : { cache_control: part.cache_control };

function given(part: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) =>
      part[key] === undefined || part[key] === null || part[key] === '' ? [] : [[key, part[key]]],
    ),
  );
}

function imagePart(part: JsonObject, release: Release): JsonObject {
  if (!has(release, 'responses-image-details')) {
    const url = firstText(part, 'image_url');
    const detail =
      part.detail === undefined || part.detail === null || part.detail === '' ? 'auto' : part.detail;
    return { type: 'image_url', image_url: { url, detail }, ...marked(part) };
  }
  const source = firstText(part, 'image_url', 'url');
  const fields: JsonObject = isObject(source) ? source : {};
  const format = [fields, part]
    .map((holder) => firstText(holder, 'format', 'mime_type', 'content_type'))
    .find((value) => value !== '');
  const detail =
    [fields.detail, part.detail].find((value) => typeof value === 'string' && value !== '') ?? 'auto';
  const url = isObject(source) ? firstText(fields, 'url') : source;
  const image = { url, detail, ...(format === undefined ? {} : { format }) };
  return { type: 'image_url', image_url: image, ...marked(part) };
}

function filePart(part: JsonObject, release: Release): JsonObject {
  if (!has(release, 'responses-file-ids')) {
    const id = firstText(part, 'file_id', 'file_url');
    return {
      type: 'file',
      file: { ...(id === '' ? {} : { file_id: id }), ...given(part, ['file_data']) },
      ...marked(part),
    };
  }
  const nested = isObject(part.file ?? null) ? (part.file as JsonObject) : {};
  const { file: _, ...own } = part;
  const fields: JsonObject = {
    ...nested,
    ...Object.fromEntries(Object.entries(own).filter(([, v]) => v !== null)),
  };
  const id = firstText(fields, 'file_id', 'file_url');
  const format = firstText(fields, 'format', 'mime_type', 'content_type');
  const file = {
    ...given(fields, ['file_data', 'filename', 'detail', 'video_metadata']),
    ...(id === '' ? {} : { file_id: id }),
    ...(format === '' ? {} : { format }),
  };
  return { type: 'file', file, ...marked(part) };
}

const IMAGES: ReadonlySet<Json> = new Set(['input_image', 'image_url', 'computer_screenshot']);
const FILES: ReadonlySet<Json> = new Set(['input_file', 'file']);

/** An image, audio or file part in chat form; null for any other part. Since 1.109. */
function mediaPart(part: JsonObject, release: Release): JsonObject | null {
  const { type = null } = part;
  if (IMAGES.has(type) && (part.image_url !== undefined || part.url !== undefined)) {
    const image = imagePart(part, release);
    const { url } = image.image_url as JsonObject;
    return url === '' ? null : image;
  }
  if (type === 'input_audio' && part.input_audio !== undefined) return part;
  if (!FILES.has(type)) return null;
  const nested = part.file ?? null;
  const declared = ['file_data', 'file_id', 'file_url'].some(
    (key) => part[key] !== undefined || (isObject(nested) && nested[key] !== undefined),
  );
  return declared || (part.file !== undefined && !isObject(nested)) ? filePart(part, release) : null;
}

function textPart(part: JsonObject, release: Release): JsonObject | null {
  const { text = null, type = null } = part;
  if (text === null) return null;
  const named = typeof type === 'string' && type !== '' ? type : 'text';
  return { type: chatType(named, release), text, ...marked(part) };
}

function chatPart(part: JsonObject, release: Release): JsonObject | null {
  if (!has(release, 'responses-parts-checked')) {
    if (part.type === 'input_file') return filePart(part, release);
    if (part.type === 'input_image') return imagePart(part, release);
    return textPart(part, release);
  }
  const media = mediaPart(part, release);
  if (media) return media;
  if (part.type === 'input_image') return imagePart(part, release);
  if (part.type === 'input_file') return filePart(part, release);
  if (part.type === 'input_audio') {
    throw new BridgeFailure('BadRequestError', 'An input_audio part needs input_audio with data and format.');
  }
  if (part.type === 'refusal') {
    return typeof part.refusal === 'string' ? { type: 'text', text: part.refusal } : null;
  }
  if (part.type === 'encrypted_content') {
    const { encrypted_content: sealed = null } = part;
    return sealed === null ? null : { type: 'text', text: pythonText(sealed) };
  }
  return textPart(part, release);
}

/**
 * The content of an input item as that of a chat message. Throws {@link BridgeFailure} for content that is
 * neither text nor a list.
 */
export function chatContent(content: Json, release: Release): Json {
  if (typeof content === 'string') return content;
  if (!isArray(content)) {
    throw new BridgeFailure(
      'APIConnectionError',
      'The content of an input item must be text or a list of parts.',
    );
  }
  return content.flatMap((part): readonly Json[] => {
    if (typeof part === 'string') return [part];
    if (!isObject(part)) return [];
    const found = chatPart(part, release);
    return found ? [found] : [];
  });
}

const TEXTS: ReadonlySet<Json> = new Set(['input_text', 'output_text', 'text']);

function outputImage(part: JsonObject): JsonObject | null {
  if (part.type !== 'input_image' && part.type !== 'image_url') return null;
  const source = firstText(part, 'image_url', 'url');
  const url = isObject(source) ? source.url : source;
  return typeof url === 'string' && url !== '' ? { type: 'image_url', image_url: { url } } : null;
}

/** The output of a tool as the content of a tool message: text where it can be, blocks where it holds images. */
export function toolContent(output: Json, release: Release): Json {
  if (output === null) return '';
  if (typeof output === 'string') return output;
  if (has(release, 'responses-output-objects') && isObject(output)) {
    const media = mediaPart(output, release);
    if (media) return [media];
  }
  if (!isArray(output)) return dumps(output);
  const texts: string[] = [];
  const blocks: JsonObject[] = [];
  for (const part of output) {
    if (!isObject(part)) continue;
    if (TEXTS.has(part.type ?? null)) {
      if (typeof part.text !== 'string' || (!has(release, 'responses-empty-texts-kept') && part.text === ''))
        continue;
      texts.push(part.text);
      if (part.text !== '') blocks.push({ type: 'text', text: part.text });
      continue;
    }
    const media = has(release, 'responses-output-media') ? mediaPart(part, release) : outputImage(part);
    if (media) blocks.push(media);
  }
  if (blocks.some((block) => block.type !== 'text')) return blocks;
  const anyText = texts.some((text) => text !== '');
  return anyText || (has(release, 'responses-empty-output-text') && texts.length === output.length)
    ? texts.join('')
    : dumps(output);
}
