import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { MORE_USER_PARTS, USER_PARTS } from '../../pipeline/messages/user-parts.ts';
import { dumps } from '../../pipeline/python/json.ts';
import { pythonText } from '../../pipeline/python/repr.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { BridgeFailure, firstText } from './draft-messages.ts';

/** Part types that chat completions know; any other becomes text. */
const CHAT_TYPES: ReadonlySet<string> = new Set([...USER_PARTS, 'thinking', 'redacted_thinking']);

function chatType(type: string, release: Release): string {
  const bare = type.startsWith('input_') ? type.slice('input_'.length) : type;
  if (!has(release, 'responses-odd-items-read')) return bare;
  if (bare !== type && bare === 'audio') return 'input_audio';
  const grounded = has(release, 'responses-grounding-parts') && MORE_USER_PARTS.includes(bare);
  return CHAT_TYPES.has(bare) || grounded ? bare : 'text';
}

const marked = (part: JsonObject): JsonObject =>
  part.cache_control === undefined ? {} : { cache_control: part.cache_control };

/** The mark on a part; before 1.85 it is lost. */
const markIn = (part: JsonObject, release: Release): JsonObject =>
  has(release, 'responses-part-marks') ? marked(part) : {};

function given(part: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) =>
      part[key] === undefined || part[key] === null || part[key] === '' ? [] : [[key, part[key]]],
    ),
  );
}

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null;

/** The form of a file or image that a part names itself; only some releases before 1.109 hand it on. */
const ownFormat = (part: JsonObject, release: Release): JsonObject =>
  isSet(part.format) && has(release, 'responses-part-formats') ? { format: part.format ?? null } : {};

function plainImage(part: JsonObject, release: Release): JsonObject {
  const image = {
    url: firstText(part, 'image_url'),
    detail: isTruthy(part.detail) ? (part.detail ?? null) : 'auto',
    ...ownFormat(part, release),
  };
  return { type: 'image_url', image_url: image, ...markIn(part, release) };
}

function imagePart(part: JsonObject): JsonObject {
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

function plainFile(part: JsonObject, release: Release): JsonObject {
  const id = has(release, 'responses-file-urls')
    ? firstText(part, 'file_id', 'file_url')
    : firstText(part, 'file_id');
  const names = has(release, 'responses-file-names') ? ['file_data', 'filename'] : ['file_data'];
  const file = {
    ...(id === '' ? {} : { file_id: id }),
    ...given(part, names),
    ...ownFormat(part, release),
  };
  return { type: 'file', file, ...markIn(part, release) };
}

function filePart(part: JsonObject): JsonObject {
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
function mediaPart(part: JsonObject): JsonObject | null {
  const { type = null } = part;
  if (IMAGES.has(type) && (part.image_url !== undefined || part.url !== undefined)) {
    const image = imagePart(part);
    const { url } = image.image_url as JsonObject;
    return url === '' ? null : image;
  }
  if (type === 'input_audio' && part.input_audio !== undefined) return part;
  if (!FILES.has(type)) return null;
  const nested = part.file ?? null;
  const declared = ['file_data', 'file_id', 'file_url'].some(
    (key) => part[key] !== undefined || (isObject(nested) && nested[key] !== undefined),
  );
  return declared || (part.file !== undefined && !isObject(nested)) ? filePart(part) : null;
}

function textPart(part: JsonObject, release: Release): JsonObject | null {
  const { text = null, type = null } = part;
  if (text === null && has(release, 'responses-odd-items-read')) return null;
  const named = typeof type === 'string' && type !== '' ? type : 'text';
  return { type: chatType(named, release), text, ...markIn(part, release) };
}

function sealedPart({ encrypted_content: sealed = null }: JsonObject): JsonObject | null {
  return sealed === null ? null : { type: 'text', text: pythonText(sealed) };
}

function plainPart(part: JsonObject, release: Release): JsonObject | null {
  if (part.type === 'input_file') return plainFile(part, release);
  if (part.type === 'input_image') return plainImage(part, release);
  if (part.type === 'encrypted_content' && has(release, 'responses-sealed-parts')) return sealedPart(part);
  return textPart(part, release);
}

function chatPart(part: JsonObject, release: Release): JsonObject | null {
  if (!has(release, 'responses-media-parts')) return plainPart(part, release);
  const media = mediaPart(part);
  if (media) return media;
  if (part.type === 'input_image') return imagePart(part);
  if (part.type === 'input_file') return filePart(part);
  if (part.type === 'input_audio') {
    throw new BridgeFailure('BadRequestError', 'An input_audio part needs input_audio with data and format.');
  }
  if (part.type === 'refusal') {
    return typeof part.refusal === 'string' ? { type: 'text', text: part.refusal } : null;
  }
  return part.type === 'encrypted_content' ? sealedPart(part) : textPart(part, release);
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

/** Text and media of a list of output parts, as blocks; the texts alone beside them. */
function outputBlocks(
  output: readonly Json[],
  media: (part: JsonObject) => JsonObject | null,
  empty: boolean,
) {
  const texts: string[] = [];
  const blocks: JsonObject[] = [];
  for (const part of output) {
    if (!isObject(part)) continue;
    if (TEXTS.has(part.type ?? null)) {
      if (typeof part.text !== 'string' || (!empty && part.text === '')) continue;
      texts.push(part.text);
      if (part.text !== '') blocks.push({ type: 'text', text: part.text });
      continue;
    }
    const found = media(part);
    if (found) blocks.push(found);
  }
  return { texts, blocks };
}

/** The output of a tool as the content of a tool message: text where it can be, blocks where it holds images. */
export function toolContent(output: Json, release: Release): Json {
  if (!has(release, 'responses-output-parts-read')) return isTruthy(output) ? output : '';
  if (output === null) return '';
  if (typeof output === 'string') return output;
  const knowsMedia = has(release, 'responses-media-parts');
  const single = knowsMedia && isObject(output) ? mediaPart(output) : null;
  if (single) return [single];
  if (!isArray(output)) return dumps(output);
  const { texts, blocks } = outputBlocks(output, knowsMedia ? mediaPart : outputImage, knowsMedia);
  if (blocks.some((block) => block.type !== 'text')) return blocks;
  const allTexts = knowsMedia && texts.length === output.length;
  return texts.some((text) => text !== '') || allTexts ? texts.join('') : dumps(output);
}
