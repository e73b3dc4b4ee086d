import { isUtf8 } from 'node:buffer';
import type { SharedExchange } from '../../shared/share/file/shared-exchange.ts';
import type { HarContent } from '../../shared/share/har.ts';

/** A share file gives bytes back as they were: a byte order mark is one of them. */
const decoders = { har: new TextDecoder(), share: new TextDecoder('utf-8', { ignoreBOM: true }) };

const base64Of = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('base64');

/** The same as `contentOf` says, as Node has it: nothing is thrown for a stream of frames, and base64 is its own. */
export const nodeContentOf = (bytes: Uint8Array): HarContent =>
  isUtf8(bytes) ? { text: decoders.har.decode(bytes) } : { text: base64Of(bytes), encoding: 'base64' };

/** The same as `packedBody` says, as Node has it. */
export const nodePackedBody = (bytes: Uint8Array, size: number): SharedExchange['request'] =>
  isUtf8(bytes) ? { text: decoders.share.decode(bytes), size } : { base64: base64Of(bytes), size };
