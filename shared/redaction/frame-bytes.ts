import { fromBase64, toBase64 } from '../bytes/base64.ts';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { encodeFrame } from '../eventstream/encoder.ts';
import type { HeaderValue } from '../eventstream/frame.ts';
import type { RecordedFrame } from '../recording/recording.ts';

const utf8 = new TextEncoder();

/** The payload of a frame with other content: as it is, or as the `bytes` of an invoke chunk. */
function payloadOf(before: Uint8Array, { eventType, content }: RecordedFrame): Uint8Array {
  if (eventType !== 'chunk') return utf8.encode(content);
  try {
    const members = JSON.parse(new TextDecoder().decode(before)) as object;
    return utf8.encode(JSON.stringify({ ...members, bytes: toBase64(utf8.encode(content)) }));
  } catch {
    return utf8.encode(content);
  }
}

/** The bytes of a frame with other content and right checksums, base64; empty where they cannot be kept as long. */
export function bytesWith(frame: RecordedFrame, before: RecordedFrame): string {
  if (before.bytes === '') return '';
  const [decoded] = new FrameDecoder().push(fromBase64(before.bytes));
  if (!decoded) return '';
  const headers: Record<string, HeaderValue> = {};
  for (const [name, value] of Object.entries(decoded.headers)) headers[name] = value;
  const bytes = encodeFrame(headers, payloadOf(decoded.payload, frame));
  return bytes.length === before.length ? toBase64(bytes) : '';
}
