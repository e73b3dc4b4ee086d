import { sha256Hex } from '../../../../hash/sha256.ts';
import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { badRequest, crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Target } from '../../../models/target.ts';
import { withoutSpace } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';
import { stringOf } from './content.ts';
import { type MediaKind, mediaKind } from './media-types.ts';
import { BY_ADDRESS, isS3, kindAt, s3Source } from './s3-media.ts';

const MEDIA = built(
  'media',
  'mapped',
  'A data URL is taken apart: its bytes and its format become an image, video or document block.',
);
const NAME = built(
  'document-name',
  'added',
  'Converse wants a name for every document; LiteLLM makes one from a hash of the bytes.',
);
const FILE_NAME = built(
  'file-name-lost',
  'dropped',
  'LiteLLM does not send the file name: it names the document after a hash of its bytes.',
);

const HASHED_CHARACTERS = 64 * 1024;

/** Name of a document: a hash of the start of its base64 text and of its length. */
function documentName(prefix: string, bytes: string, format: string): string {
  const plain = withoutSpace(bytes);
  const hash = sha256Hex(plain.slice(0, HASHED_CHARACTERS) + String(plain.length));
  return `${prefix}_${hash.slice(0, 16)}_${format}`;
}

interface Media {
  readonly bytes: string;
  readonly mediaType: string;
  readonly format: string;
}

const subtype = (mediaType: string): string => {
  const format = mediaType.split('/')[1];
  if (format === undefined) crash(`"${mediaType}" is not a media type.`);
  return format;
};

function readDataUrl(url: string): Media {
  if (!url.includes('base64')) {
    const remote = url.includes('http://') || url.includes('https://');
    crash(
      remote
        ? `LiteLLM downloads ${url} and sends the bytes; Strata does not fetch files, so use a data URL instead.`
        : 'Neither a web address nor base64 data: LiteLLM raises an error.',
    );
  }
  const [metadata, bytes, ...more] = url.split(',');
  if (metadata === undefined || bytes === undefined || more.length > 0) {
    crash('A data URL must have exactly one comma.');
  }
  const named = /^data:(.*?);base64/.exec(metadata)?.[1];
  const mediaType = named === undefined ? 'image/jpeg' : (named.split(';')[0] as string);
  return { bytes, mediaType, format: subtype(mediaType) };
}

/** A URL as it stands in a request. */
interface Medium {
  readonly url: string;
  /** The caller's own media type for it. */
  readonly format: Json | undefined;
  /** Pointer of the URL. */
  readonly at: Pointer;
  /** What the URL stands in, and its pointer. */
  readonly around: Json | undefined;
  readonly aroundAt: Pointer;
}

/** Bedrock's own word for a format; the releases that take addresses know the one that is another. */
const wordFor = ({ kind, format }: MediaKind, { release }: Target): string =>
  kind === 'video' && format === '3gp' && has(release, 's3-media-on-converse') ? 'three_gp' : format;

/** The block for an `s3://` address. */
function s3Block({ url, format, at, around, aroundAt }: Medium, target: Target, trace: Trace): JsonObject {
  const source = trace.whole(s3Source(url, around, aroundAt, trace), at, BY_ADDRESS);
  const found = kindAt(url, format);
  const inner: JsonObject = { source, format: wordFor(found, target) };
  if (found.kind !== 'document') return trace.whole({ [found.kind]: inner }, at, BY_ADDRESS);
  const document = { ...inner, name: documentName('DocumentPDFmessages', url, found.format) };
  trace.member(document, 'name', null, NAME);
  return trace.whole({ document }, at, BY_ADDRESS);
}

/** The Converse block for a URL. Throws `Stop` (`crashed`) where LiteLLM raises an error. */
function mediaBlock(medium: Medium, target: Target, trace: Trace): JsonObject {
  const { url, at } = medium;
  const format = stringOf(medium.format);
  if (isS3(url) && has(target.release, 's3-media-on-converse')) return s3Block(medium, target, trace);
  const read = readDataUrl(url);
  const { bytes } = read;
  const mediaType = format || read.mediaType;
  const found = mediaKind(mediaType, format ? subtype(format) : read.format);
  if (!found) crash(`Unsupported media type: ${mediaType}.`);
  const inner: JsonObject = { source: { bytes }, format: wordFor(found, target) };
  if (found.kind !== 'document') return trace.whole({ [found.kind]: inner }, at, MEDIA);
  const document = { ...inner, name: documentName('DocumentPDFmessages', bytes, found.format) };
  trace.member(document, 'name', null, NAME);
  return trace.whole({ document }, at, MEDIA);
}

/** An `image_url` part: a URL, or an object with `url` and perhaps `format`. */
export function imageUrlBlock(
  image: Json | undefined,
  at: Pointer,
  formats: boolean,
  target: Target,
  trace: Trace,
): JsonObject {
  const url = isObject(image) ? stringOf(image.url) : stringOf(image);
  if (url === null) crash('An image_url part needs a URL.');
  const takesFormat = formats || has(target.release, 's3-media-on-converse');
  const format = isObject(image) && takesFormat ? image.format : null;
  const urlAt = isObject(image) ? child(at, 'url') : at;
  return mediaBlock({ url, format, at: urlAt, around: image, aroundAt: at }, target, trace);
}

/** A `file` part: `file_id` (which goes first) or `file_data`. */
export function fileBlock(file: Json | undefined, at: Pointer, target: Target, trace: Trace): JsonObject {
  if (!isObject(file)) throw badRequest("A content part of type 'file' needs a 'file' object.");
  const { file_data: data, file_id: id } = file;
  if ((data ?? null) === null && (id ?? null) === null) {
    throw badRequest('A file needs file_data or file_id.');
  }
  const key = isTruthy(id) ? 'file_id' : 'file_data';
  const url = stringOf(file[key]);
  if (url === null) crash(`The file's ${key} must be text.`);
  if (file.filename !== undefined) trace.note(child(at, 'filename'), FILE_NAME);
  const medium = { url, format: file.format, at: child(at, key), around: file, aroundAt: at };
  return mediaBlock(medium, target, trace);
}

/** A `document` part in Anthropic's form; base64 sources only. */
export function documentBlock(source: Json | undefined, at: Pointer, trace: Trace): JsonObject {
  if (!isObject(source)) crash('A document needs a source.');
  const { type, media_type: mediaType, data } = source;
  if (type !== 'base64') crash(`Converse takes base64 documents only, not ${String(type)}.`);
  if (typeof mediaType !== 'string' || typeof data !== 'string') {
    crash('A base64 document needs media_type and data.');
  }
  const found = mediaKind(mediaType, subtype(mediaType));
  if (!found) crash(`Unsupported media type: ${mediaType}.`);
  const document = { source: { bytes: data }, format: found.format, name: '' };
  document.name = documentName('Document', data, found.format);
  trace.member(document, 'name', null, NAME);
  return trace.whole({ document }, at, MEDIA);
}
