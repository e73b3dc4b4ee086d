import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { badRequest } from '../../../call/failures.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Block, type Conversion, made, set } from './block.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';

interface Base64 {
  readonly mediaType: string;
  readonly data: string;
}

/** Takes a data URL apart; `format` overrides its media type. Throws `Stop` where LiteLLM cannot read it. */
function readDataUrl(url: string, format: Json | undefined): Base64 {
  if (url.startsWith('http')) {
    throw badRequest(
      `LiteLLM downloads ${url} and sends the bytes. Strata does not fetch files: use a data URL to see the body.`,
    );
  }
  const rest = url.split('data:')[1];
  const halves = rest?.split(';base64,') ?? [];
  const [mediaType, data] = halves;
  if (halves.length !== 2 || mediaType === undefined || data === undefined) {
    throw badRequest('An image must be a data URL such as "data:image/png;base64,…".');
  }
  return {
    mediaType: typeof format === 'string' && format ? format : mediaType.replaceAll('\\/', '/'),
    data,
  };
}

function base64Source(
  url: string,
  format: Json | undefined,
  at: Pointer,
  formatAt: Pointer,
  { trace }: Conversion,
  rule = RULE.image,
): Block {
  const { mediaType, data } = readDataUrl(url, format);
  const source = made<Block>(trace, { type: 'base64', media_type: mediaType, data }, at, rule);
  if (typeof format === 'string' && format) trace.member(source, 'media_type', formatAt, rule);
  return source;
}

/** An OpenAI `image_url` part as an Anthropic image (or, for PDF since 1.109, document) block. */
export function imageBlock(part: JsonObject, at: Pointer, conversion: Conversion): Block {
  const { trace, release, forceBase64 } = conversion;
  const image = part.image_url;
  const imageAt = child(at, 'image_url');
  const [url, urlAt] = isObject(image) ? [image.url, child(imageAt, 'url')] : [image, imageAt];
  if (typeof url !== 'string') throw badRequest('An image part needs a URL.');
  const format = isObject(image) ? image.format : undefined;
  if (isObject(image) && image.detail !== undefined) trace.note(child(imageAt, 'detail'), RULE.detail);
  if (url.startsWith('https://') && !forceBase64) {
    const source = made<Block>(trace, { type: 'url', url }, urlAt, RULE.fileId);
    return made<Block>(trace, { type: 'image', source }, at, RULE.image);
  }
  const source = base64Source(url, format, urlAt, child(imageAt, 'format'), conversion);
  const type =
    has(release, 'pdf-images-are-documents') && source.media_type === 'application/pdf'
      ? 'document'
      : 'image';
  return made<Block>(trace, { type, source }, at, type === 'image' ? RULE.image : RULE.document);
}

/** True for a data URL that Anthropic takes as a document: PDF or plain text. */
export const isDocumentUrl = (url: Json | undefined): boolean =>
  typeof url === 'string' && /^data:(application\/pdf|text\/plain)(?=[;,])/.test(url);

/** A data URL with a document inside a tool result. */
export function documentBlock(url: string, urlAt: Pointer, at: Pointer, conversion: Conversion): Block {
  const source = base64Source(url, undefined, urlAt, urlAt, conversion, RULE.document);
  return made<Block>(conversion.trace, { type: 'document', source }, at, RULE.document);
}

const IMAGE_TYPES: readonly Json[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];
const DOCUMENT_TYPES: readonly Json[] = ['application/pdf', 'text/plain'];

function fileIdBlock(id: Json, format: Json | undefined, at: Pointer, conversion: Conversion): Block {
  const { trace } = conversion;
  const idAt = child(child(at, 'file'), 'file_id');
  const sourced = (type: string, source: Block): Block =>
    made<Block>(trace, { type, source: made(trace, source, idAt, RULE.fileId) }, at, RULE.fileId);
  if (isTruthy(format) && DOCUMENT_TYPES.includes(format))
    return sourced('document', { type: 'file', file_id: id });
  if (isTruthy(format) && IMAGE_TYPES.includes(format))
    return sourced('image', { type: 'file', file_id: id });
  if (!isTruthy(format) && typeof id === 'string' && id.startsWith('http')) {
    throw badRequest(
      `LiteLLM downloads ${id} and sends the bytes. Strata does not fetch files: use file_data to see the body.`,
    );
  }
  const block = made<Block>(trace, { type: 'container_upload' }, at, RULE.fileId);
  set(trace, block, 'file_id', id, idAt, RULE.fileId);
  return block;
}

/** An OpenAI `file` part as a document, image or container_upload block. */
export function fileBlock(part: JsonObject, at: Pointer, conversion: Conversion): Block {
  const { trace } = conversion;
  const fileAt = child(at, 'file');
  const { file } = part;
  if (!isObject(file)) throw badRequest('A part of type file needs a "file" object.');
  for (const key of ['filename', 'name']) {
    if (file[key] !== undefined) trace.note(child(fileAt, key), RULE.fileName);
  }
  const { file_data: data, file_id: id, format } = file;
  if (typeof data === 'string' && data) {
    const dataAt = child(fileAt, 'file_data');
    const source = base64Source(data, format, dataAt, child(fileAt, 'format'), conversion, RULE.document);
    return made<Block>(trace, { type: 'document', source }, at, RULE.document);
  }
  if (isTruthy(id)) return fileIdBlock(id, format, at, conversion);
  throw badRequest('A file part needs file_data or file_id.');
}
