import { crc32 } from './crc32.ts';
import type { HeaderValue } from './frame.ts';

const encodeText = new TextEncoder();

const TYPE_CODES = {
  byte: 2,
  short: 3,
  integer: 4,
  long: 5,
  binary: 6,
  string: 7,
  timestamp: 8,
  uuid: 9,
} as const;

const bytesOfUuid = (uuid: string): Uint8Array => {
  const digits = uuid.replace(/-/g, '');
  if (!/^[0-9a-f]{32}$/i.test(digits)) throw new TypeError(`not a UUID: ${uuid}`);
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
};

const number = (size: number, write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
};

const sized = (value: Uint8Array): readonly Uint8Array[] => {
  if (value.length > 0xffff)
    throw new RangeError(`a header value holds at most 65535 bytes, not ${value.length}`);
  return [number(2, (view) => view.setUint16(0, value.length)), value];
};

const encodeValue = (header: HeaderValue): readonly Uint8Array[] => {
  switch (header.type) {
    case 'byte':
      return [number(1, (view) => view.setInt8(0, header.value))];
    case 'short':
      return [number(2, (view) => view.setInt16(0, header.value))];
    case 'integer':
      return [number(4, (view) => view.setInt32(0, header.value))];
    case 'long':
    case 'timestamp':
      return [number(8, (view) => view.setBigInt64(0, header.value))];
    case 'binary':
      return sized(header.value);
    case 'string':
      return sized(encodeText.encode(header.value));
    case 'uuid':
      return [bytesOfUuid(header.value)];
    case 'boolean':
      return [];
  }
};

const encodeHeader = (name: string, header: HeaderValue): readonly Uint8Array[] => {
  const key = encodeText.encode(name);
  if (key.length === 0 || key.length > 255)
    throw new RangeError(`a header name holds 1 to 255 bytes: ${name}`);
  const code = header.type === 'boolean' ? (header.value ? 0 : 1) : TYPE_CODES[header.type];
  return [Uint8Array.of(key.length), key, Uint8Array.of(code), ...encodeValue(header)];
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The headers of a message as bytes, in the order given. Throws RangeError where a name or value is too long. */
export const encodeHeaders = (headers: Readonly<Record<string, HeaderValue>>): Uint8Array =>
  joined(Object.entries(headers).flatMap(([name, header]) => encodeHeader(name, header)));

/** One event-stream message: prelude (total length, headers length, their CRC), headers, payload, message CRC. */
export function encodeMessage(headers: Uint8Array, payload: Uint8Array): Uint8Array {
  const total = 16 + headers.length + payload.length;
  const frame = new Uint8Array(total);
  const view = new DataView(frame.buffer);
  view.setUint32(0, total);
  view.setUint32(4, headers.length);
  view.setUint32(8, crc32(frame, 0, 8));
  frame.set(headers, 12);
  frame.set(payload, 12 + headers.length);
  view.setUint32(total - 4, crc32(frame, 0, total - 4));
  return frame;
}

/** Encodes one event-stream message; throws as {@link encodeHeaders}. */
export const encodeFrame = (
  headers: Readonly<Record<string, HeaderValue>>,
  payload: Uint8Array,
): Uint8Array => encodeMessage(encodeHeaders(headers), payload);

/** The headers of a Bedrock event frame, in the order in which Bedrock sends them. */
export function eventHeaders(eventType: string): Readonly<Record<string, HeaderValue>> {
  return {
    ':event-type': { type: 'string', value: eventType },
    ':content-type': { type: 'string', value: 'application/json' },
    ':message-type': { type: 'string', value: 'event' },
  };
}

/** The headers of a Bedrock exception frame (`throttlingException` …). */
export function exceptionHeaders(exceptionType: string): Readonly<Record<string, HeaderValue>> {
  return {
    ':exception-type': { type: 'string', value: exceptionType },
    ':content-type': { type: 'string', value: 'application/json' },
    ':message-type': { type: 'string', value: 'exception' },
  };
}
