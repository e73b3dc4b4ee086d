/** What answered in place of HTTP: what it is, and what to do about it. */
interface Stranger {
  readonly what: string;
  readonly hint: string;
}

const CHECK_PORT = 'Another program seems to have this port: check it.';

const startsWith =
  (pattern: RegExp) =>
  (bytes: Uint8Array): boolean =>
    pattern.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));

/** A record of TLS: an alert (21) or a handshake (22) of version 3.x (RFC 8446, 5.1). */
const isTls = ([type, major]: Uint8Array): boolean => (type === 0x15 || type === 0x16) && major === 3;

/** SETTINGS on stream 0, which begins every connection of HTTP/2, or GOAWAY (RFC 9113, 3.4 and 6.8). */
const isHttp2 = (bytes: Uint8Array): boolean =>
  bytes.length >= 9 &&
  (bytes[3] === 4 || bytes[3] === 7) &&
  bytes.subarray(5, 9).every((byte) => byte === 0) &&
  bytes[0] === 0;

/** Tried in their order. Nothing of the bytes themselves is told: whoever answers may repeat what it was sent. */
const STRANGERS: readonly (readonly [is: (bytes: Uint8Array) => boolean, stranger: Stranger])[] = [
  [isTls, { what: 'speaks TLS', hint: 'Write its address with https://.' }],
  [isHttp2, { what: 'speaks HTTP/2 alone', hint: 'Calls go on over HTTP/1.1: let it speak that too.' }],
  [startsWith(/^SSH-/), { what: 'speaks SSH, not HTTP', hint: CHECK_PORT }],
  [startsWith(/^220[ -]/), { what: 'greets as a mail or file server, not with HTTP', hint: CHECK_PORT }],
  [startsWith(/^[-+](?:ERR|OK|NOAUTH|DENIED|PONG)\b/), { what: 'speaks Redis, not HTTP', hint: CHECK_PORT }],
  [startsWith(/^\s*[<{[]/), { what: 'answered with a text, without a head of HTTP', hint: CHECK_PORT }],
  [startsWith(/^(?!HTTP\/)/), { what: 'answered with what is no HTTP', hint: CHECK_PORT }],
];

/**
 * Who answered where an answer could not be read as HTTP, told by its first bytes; null where it was HTTP with a fault in
 * it, or where the error has no bytes.
 *
 * @param error an error of Node's HTTP parser: `rawPacket` is what it was reading
 */
export function strangerBehind(error: unknown): Stranger | null {
  if (!(error instanceof Error) || !('rawPacket' in error)) return null;
  const bytes = error.rawPacket;
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return null;
  return STRANGERS.find(([is]) => is(bytes))?.[1] ?? null;
}
