interface Size {
  readonly width: number | null;
  readonly height: number | null;
}

const NO_SIZE: Size = { width: null, height: null };
const HEAD_CHARACTERS = 64 * 1024;

/** Base64 without the signs that fill it up at its end. */
function unpadded(base64: string): string {
  let end = base64.length;
  while (end > 0 && base64.endsWith('=', end)) end--;
  return base64.slice(0, end);
}

/** The first bytes of base64, as text with one character a byte; empty where it is no base64. */
function head(base64: string): string {
  try {
    return atob(unpadded(base64.slice(0, HEAD_CHARACTERS - (HEAD_CHARACTERS % 4))));
  } catch {
    return '';
  }
}

const at = (bytes: string, i: number): number => bytes.charCodeAt(i);
const big16 = (bytes: string, i: number): number => at(bytes, i) * 256 + at(bytes, i + 1);
const little16 = (bytes: string, i: number): number => at(bytes, i) + at(bytes, i + 1) * 256;
const big32 = (bytes: string, i: number): number => big16(bytes, i) * 65_536 + big16(bytes, i + 2);

function jpegSize(bytes: string): Size {
  for (let i = 2; i + 9 < bytes.length; ) {
    if (at(bytes, i) !== 0xff) return NO_SIZE;
    const marker = at(bytes, i + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: big16(bytes, i + 7), height: big16(bytes, i + 5) };
    i += 2 + Math.max(2, big16(bytes, i + 2));
  }
  return NO_SIZE;
}

function webpSize(bytes: string): Size {
  const chunk = bytes.slice(12, 16);
  if (chunk === 'VP8 ') return { width: little16(bytes, 26) & 0x3fff, height: little16(bytes, 28) & 0x3fff };
  if (chunk === 'VP8X')
    return {
      width: 1 + little16(bytes, 24) + at(bytes, 26) * 65_536,
      height: 1 + little16(bytes, 27) + at(bytes, 29) * 65_536,
    };
  if (chunk !== 'VP8L') return NO_SIZE;
  const packed = little16(bytes, 21) + little16(bytes, 23) * 65_536;
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
}

/** Pixels of a PNG, JPEG, GIF or WebP given as base64, read off its head; null where it does not tell. */
export function imageSize(base64: string): Size {
  const bytes = head(base64);
  if (bytes.length < 30) return NO_SIZE;
  if (bytes.startsWith('\x89PNG')) return { width: big32(bytes, 16), height: big32(bytes, 20) };
  if (bytes.startsWith('GIF8')) return { width: little16(bytes, 6), height: little16(bytes, 8) };
  if (bytes.startsWith('\xff\xd8')) return jpegSize(bytes);
  return bytes.startsWith('RIFF') ? webpSize(bytes) : NO_SIZE;
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'png'],
  ['GIF8', 'gif'],
  ['\xff\xd8\xff', 'jpeg'],
];

/** The format of an image given as base64, read off its first bytes: `png`, `jpeg`, `gif`, `webp`; null for others. */
export function imageFormat(base64: string): string | null {
  const bytes = head(base64.slice(0, 64));
  if (bytes.startsWith('RIFF') && bytes.slice(8, 12) === 'WEBP') return 'webp';
  return SIGNATURES.find(([start]) => bytes.startsWith(start))?.[1] ?? null;
}

/** Control characters that texts do not have, as a file's first bytes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

/** The MIME type that the first bytes of base64 tell, as a detector does: of images, PDF and text, else of any bytes. */
export function mimeOf(base64: string): string {
  const image = imageFormat(base64);
  if (image !== null) return `image/${image}`;
  if (formOf(base64) === 'pdf') return 'application/pdf';
  const bytes = head(base64.slice(0, 1024));
  return bytes === '' || BINARY.test(bytes) ? 'application/octet-stream' : 'text/plain';
}

/** How many bytes base64 holds. */
export function byteLength(base64: string): number {
  return Math.floor((base64.length * 3) / 4);
}

/** What kind of document base64 holds: PDF, a zipped one (docx, xlsx) or text. */
export function formOf(base64: string): 'pdf' | 'zip' | 'text' {
  if (base64.startsWith('JVBERi')) return 'pdf';
  return base64.startsWith('UEsD') ? 'zip' : 'text';
}

/** Bytes of a document that its pages are counted in. */
const MOST_SCANNED = 4 * 1024 * 1024;

/** Pages of a PDF given as base64, at least one; 0 for any other document. */
export function pagesOf(base64: string): number {
  if (formOf(base64) !== 'pdf') return 0;
  try {
    const text = atob(unpadded(base64.slice(0, MOST_SCANNED)));
    return Math.max(1, [...text.matchAll(/\/Type\s?\/Page(?![a-zA-Z])/g)].length);
  } catch {
    return 1;
  }
}
