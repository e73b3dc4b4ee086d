import { sha256Hex } from '../hash/sha256.ts';
import type { SecretKind } from './finding.ts';

/** Hexadecimal digits of the salted hash in a mark: enough to tell the secrets of one session apart. */
const HASH_DIGITS = 8;
const WORD = 'REDACTED';
/** Hashes kept, so that the same secret in a thousand frames is hashed once. */
const KEPT_HASHES = 4096;

const MARK = /^(?:REDACTED(?:-[a-z-]+)?-[0-9a-f]{8}x*|\*+)$/;

/** True for a text that is a mark and nothing else: what was taken out once is not taken out again. */
export const isMark = (text: string): boolean => MARK.test(text);

/** Short hash of a value, told by nobody who does not have the salt. */
export type Hash = (value: string) => string;

/**
 * Hashes with a salt. The salt has to be random and must not be stored beside the marks: a short
 * password could be tried out otherwise.
 */
export function saltedHash(salt: string): Hash {
  const known = new Map<string, string>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const hash = sha256Hex(`${salt}\0${value}`).slice(0, HASH_DIGITS);
    if (known.size >= KEPT_HASHES) known.clear();
    known.set(value, hash);
    return hash;
  };
}

/**
 * What stands in place of a secret: as long as it (UTF-16 units), so that positions, lengths and
 * checks stay right, of characters that need no quoting in JSON, a shell, a header or a URL. Its kind and a
 * short salted hash are in it where there is room, so that one can see where the same secret
 * stood twice; below 17 characters there is room for neither.
 */
export function markFor(secret: string, kind: SecretKind, hash: Hash): string {
  const { length } = secret;
  const whole = WORD.length + kind.length + HASH_DIGITS + 2;
  const short = WORD.length + HASH_DIGITS + 1;
  if (length < short) return '*'.repeat(length);
  const mark = length < whole ? `${WORD}-${hash(secret)}` : `${WORD}-${kind}-${hash(secret)}`;
  return mark.padEnd(length, 'x');
}

/** What stands in place of a bare number, where nothing but a number keeps the text readable. */
export const markForNumber = (secret: string): string => '1'.repeat(secret.length);
