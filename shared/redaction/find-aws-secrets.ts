import type { Finding } from './finding.ts';

/** How far from its key id a secret access key is looked for, UTF-16 units. */
export const NEARBY = 200;

/**
 * A secret access key: 40 characters of base64, often behind the `=` of a variable. Digests in hexadecimal have the same
 * length and no capitals.
 */
const SECRET = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]|\\\/){40}(?![A-Za-z0-9+/=])/g;

const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9+/]/.test(text);

/** Secret access keys, which nothing but the key id beside them tells. `keyIds` are findings in the same text. */
export function findAwsSecrets(text: string, keyIds: readonly Finding[]): readonly Finding[] {
  return keyIds.flatMap((keyId) => {
    const start = Math.max(0, keyId.from - NEARBY);
    const around = text.slice(start, keyId.to + NEARBY);
    return [...around.matchAll(SECRET)]
      .filter(([secret]) => isMixed(secret))
      .map(({ 0: secret, index }) => ({
        kind: 'aws-secret' as const,
        from: start + index,
        to: start + index + secret.length,
        name: null,
      }));
  });
}
