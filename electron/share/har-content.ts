import { isUtf8 } from 'node:buffer';
import type { HarContent } from '../../shared/share/har.ts';

const utf8 = new TextDecoder();

/** The same as `contentOf` says, as Node has it: nothing is thrown for a stream of frames, and base64 is its own. */
export function nodeContentOf(bytes: Uint8Array): HarContent {
  if (isUtf8(bytes)) return { text: utf8.decode(bytes) };
  const { buffer, byteOffset, length } = bytes;
  return { text: Buffer.from(buffer, byteOffset, length).toString('base64'), encoding: 'base64' };
}
