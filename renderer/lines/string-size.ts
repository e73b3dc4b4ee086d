import { lookUp } from '../../shared/json/look-up.ts';
import { byteLength, imageSize } from '../../shared/tokens/media.ts';
import { bytes } from '../ui/units.ts';

/** Shorter strings are never taken for media, UTF-16 units. */
const LEAST = 200;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const DATA_URL = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+)?;base64,/i;

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['iVBOR', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['JVBERi', 'application/pdf'],
  ['UEsDB', 'application/zip'],
];

/** What a string holds: media as base64, or words. */
export interface Media {
  readonly type: string;
  readonly base64: string;
}

/** Media in a string (without its quotes): a data URL, or base64 whose first bytes are known; null for words. */
export function mediaIn(text: string): Media | null {
  const url = DATA_URL.exec(text.slice(0, 100));
  if (url) return { type: url[1] ?? 'data', base64: text.slice(url[0].length) };
  if (text.length < LEAST || !BASE64.test(text.slice(0, LEAST))) return null;
  const type = SIGNATURES.find(([start]) => text.startsWith(start))?.[1];
  return type ? { type, base64: text } : null;
}

const NAMES: Readonly<Record<string, string>> = { jpeg: 'JPEG', webp: 'WebP' };

/** The size of a string in a few words: `PNG 1280 × 800 · 41.2 KB`, `0.4 KB`. */
export function sizeWords(text: string): string {
  const media = mediaIn(text);
  if (!media) return bytes(text.length);
  const [, form = media.type] = media.type.split('/');
  const { width, height } = imageSize(media.base64);
  const pixels = width === null || height === null ? '' : ` ${width} × ${height}`;
  return `${lookUp(NAMES, form) ?? form.toUpperCase()}${pixels} · ${bytes(byteLength(media.base64))}`;
}

/** An address under which the page may draw an image, or null for anything else. */
export function pictureUrl(text: string): string | null {
  const media = mediaIn(text);
  return media && /^image\/(png|jpeg|gif|webp)$/.test(media.type)
    ? `data:${media.type};base64,${media.base64}`
    : null;
}
