/** As many arguments as any engine takes in one call. */
const BYTES_PER_STEP = 0x2000;

/** Base64 of bytes, without Node's Buffer, so that it runs anywhere. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += BYTES_PER_STEP) {
    // A typed array is walked by an iterator where it is spread, which takes several times as long.
    binary += Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + BYTES_PER_STEP));
  }
  return btoa(binary);
}

/** Bytes of base64; throws DOMException (`InvalidCharacterError`) where it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
