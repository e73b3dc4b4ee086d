import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { byteLength, imageSize } from '../tokens/media.ts';
import type { Ttl } from '../tokens/prompt.ts';
import type { MediaPart } from './conversation.ts';

export const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
export const string = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A part of a message with the place it stands at. */
export interface Block {
  readonly pointer: Pointer;
  readonly value: JsonObject;
}

/** The parts of a content, whatever form it has; a plain text is one part. */
export function blocksOf(content: Json | undefined, pointer: Pointer): readonly Block[] {
  if (typeof content === 'string') return [{ pointer, value: { type: 'text', text: content } }];
  if (isObject(content)) return [{ pointer, value: content }];
  if (!isArray(content)) return [];
  return content.flatMap((value, i) => {
    const place = child(pointer, i);
    if (typeof value === 'string') return [{ pointer: place, value: { type: 'text', text: value } }];
    return isObject(value) ? [{ pointer: place, value }] : [];
  });
}

/** How long a cache mark asks for; null where there is none. */
export function cacheMark(value: JsonObject): Ttl | null {
  const mark = value.cache_control ?? value.cachePoint ?? value.cache_point;
  if (!isObject(mark)) return null;
  return mark.ttl === '1h' ? '1h' : '5m';
}

const DATA_URL = /^data:([^;,]*)[^,]*,/;

function media(kind: MediaPart['kind'], text: string, pointer: Pointer, given: string, name = ''): MediaPart {
  const url = DATA_URL.exec(text.slice(0, 200));
  const isAddress = !url && /^[a-z]+:\/\//i.test(text);
  const base64 = url ? text.slice(url[0].length) : text;
  const size = kind === 'image' && !isAddress ? imageSize(base64) : { width: null, height: null };
  return {
    pointer,
    kind,
    type: given || url?.[1] || (isAddress ? text.slice(0, 60) : kind),
    name,
    bytes: isAddress ? 0 : byteLength(base64),
    ...size,
  };
}

const at = (pointer: Pointer, ...keys: readonly string[]): Pointer => keys.reduce<Pointer>(child, pointer);

/** The picture, document, sound or film that a part is; null for words. */
export function mediaOf({ pointer, value }: Block): MediaPart | null {
  const source = object(value.source);
  switch (value.type) {
    case 'image_url': {
      const inner = object(value.image_url);
      const plain = typeof value.image_url === 'string';
      const url = plain ? string(value.image_url) : string(inner.url);
      return media('image', url, plain ? at(pointer, 'image_url') : at(pointer, 'image_url', 'url'), '');
    }
    case 'image':
    case 'document': {
      if (source.type === 'text') return null;
      const key = typeof source.data === 'string' ? 'data' : 'url';
      return media(
        value.type,
        string(source[key]),
        at(pointer, 'source', key),
        string(source.media_type),
        string(value.title),
      );
    }
    case 'file': {
      const file = object(value.file);
      const key = typeof file.file_data === 'string' ? 'file_data' : 'file_id';
      return media(
        'document',
        string(file[key]),
        at(pointer, 'file', key),
        string(file.format),
        string(file.filename),
      );
    }
    case 'input_audio': {
      const audio = object(value.input_audio);
      return media('audio', string(audio.data), at(pointer, 'input_audio', 'data'), string(audio.format));
    }
    case 'video_url':
      return media('video', string(object(value.video_url).url), at(pointer, 'video_url', 'url'), '');
    default:
      return null;
  }
}

const LONGEST_LINE = 160;
const LOOKED_AT = 2_000;

/** The first line with words in it, shortened. */
export function firstLine(text: string): string {
  const line =
    text
      .slice(0, LOOKED_AT)
      .split('\n')
      .map((one) => one.trim())
      .find((one) => one !== '') ?? '';
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line;
}

/** The server of a tool that clients name after it (`mcp__server__tool`), or an empty text. */
export const mcpServerOf = (name: string): string => /^mcp__(.+?)__/.exec(name)?.[1] ?? '';
