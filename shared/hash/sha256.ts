import { Sha256 } from '@aws-crypto/sha256-js';

/**
 * SHA-256 (FIPS 180-4) of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. In plain JavaScript,
 * because the pipeline runs where neither node:crypto nor a synchronous Web Crypto digest exists.
 */
export function sha256Hex(text: string): string {
  const hash = new Sha256();
  hash.update(new TextEncoder().encode(text));
  return Array.from(hash.digestSync(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
