import type { HeaderValue } from './frame.ts';
import { viewOf } from './view.ts';

export type Headers = Readonly<Record<string, HeaderValue>>;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

const formatUuid = (bytes: Uint8Array): string => {
  const digits = Array.from(bytes, hex).join('');
  return [8, 4, 4, 4, 12]
    .reduce<{ parts: string[]; at: number }>(
      (acc, size) => ({ parts: [...acc.parts, digits.slice(acc.at, acc.at + size)], at: acc.at + size }),
      { parts: [], at: 0 },
    )
    .parts.join('-');
};

/** Reads `size` bytes at `at` and says where it stopped; throws RangeError past the end. */
const take = (bytes: Uint8Array, at: number, size: number): Uint8Array => {
  if (at + size > bytes.length)
    throw new RangeError(`header value runs ${at + size - bytes.length} bytes past the headers`);
  return bytes.subarray(at, at + size);
};

/**
 * Parses the header block of one event-stream message (AWS event stream encoding, types 0 to 9).
 * Throws RangeError or TypeError that says what is wrong: cut short, an unknown type, a name
 * given twice, text that is not UTF-8.
 */
export function parseHeaders(block: Uint8Array): Headers {
  const view = viewOf(block);
  const headers: Record<string, HeaderValue> = Object.create(null);
  let at = 0;
  const sized = (): Uint8Array => {
    const size = view.getUint16(at);
    const value = take(block, at + 2, size);
    at += 2 + size;
    return value;
  };
  const fixed = (size: number): number => {
    const start = at;
    take(block, at, size);
    at += size;
    return start;
  };
  const read = (type: number): HeaderValue => {
    switch (type) {
      case 0:
      case 1:
        return { type: 'boolean', value: type === 0 };
      case 2:
        return { type: 'byte', value: view.getInt8(fixed(1)) };
      case 3:
        return { type: 'short', value: view.getInt16(fixed(2)) };
      case 4:
        return { type: 'integer', value: view.getInt32(fixed(4)) };
      case 5:
        return { type: 'long', value: view.getBigInt64(fixed(8)) };
      case 6:
        return { type: 'binary', value: sized() };
      case 7:
        return { type: 'string', value: utf8.decode(sized()) };
      case 8:
        return { type: 'timestamp', value: view.getBigInt64(fixed(8)) };
      case 9:
        return { type: 'uuid', value: formatUuid(take(block, fixed(16), 16)) };
      default:
        throw new TypeError(`header type ${type} is unknown`);
    }
  };
  while (at < block.length) {
    const nameLength = block[at] as number;
    const name = utf8.decode(take(block, at + 1, nameLength));
    at += 1 + nameLength;
    if (name in headers) throw new TypeError(`header ${name} is given twice`);
    const type = view.getUint8(fixed(1));
    headers[name] = read(type);
  }
  return headers;
}

/** The value of a string header, or an empty string. */
export function textHeader(headers: Headers, name: string): string {
  const header = headers[name];
  return header?.type === 'string' ? header.value : '';
}
