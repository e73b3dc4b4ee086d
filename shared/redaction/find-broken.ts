import { findInHeaderValue } from './find-header.ts';
import { type Finding, type SecretKind, shifted } from './finding.ts';
import { secretHeader, secretNamed } from './names.ts';

/** The words that names of credentials hold; what stands around them is read from there. */
const WORDS =
  /(?:api|access|secret|private|master|virtual|subscription)[-_ ]?key|authorization|token|secret|credential/gi;
const REST = /[\w-]{0,32}\\*["']?\s{0,8}(?:=>?|:)\s{0,8}(?:\[\s{0,8})?(\\*["'])?/y;
const QUOTED = /(?:[^"'\r\n\\]|\\(?!\\{0,8}["']))*/y;
/** A reference is read with its braces: `${AWS_SESSION_TOKEN:-}`. */
const BARE = /(?:\$\{[A-Z_][A-Z0-9_]{0,64}(?::?[-?])?\}|[^\s,;&)\]}"'`\\])*/y;

/** Kinds that are named by no everyday word. */
const PLAIN: ReadonlySet<SecretKind> = new Set([
  'aws-key-id',
  'aws-secret',
  'aws-token',
  'api-key',
  'bearer',
]);

/**
 * Secrets by the names beside them in a text whose quotes or brackets do not match: there a walk takes names for
 * values. Conversation is not told apart here, so only names that are no everyday words count.
 */
export function findInBroken(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  WORDS.lastIndex = 0;
  for (let word = WORDS.exec(text); word; word = WORDS.exec(text)) {
    const before = /[\w-]*$/.exec(text.slice(Math.max(0, word.index - 32), word.index))?.[0] ?? '';
    REST.lastIndex = word.index + word[0].length;
    const rest = REST.exec(text);
    if (!rest) continue;
    const name = `${before}${word[0]}${/^[\w-]*/.exec(rest[0])?.[0] ?? ''}`;
    const kind = secretNamed(name) ?? (name.includes('-') ? secretHeader(name) : null);
    if (!kind || !PLAIN.has(kind)) continue;
    const from = rest.index + rest[0].length;
    const value = rest[1] === undefined ? BARE : QUOTED;
    value.lastIndex = from;
    const content = value.exec(text)?.[0] ?? '';
    for (const finding of findInHeaderValue(name, content, kind)) findings.push(shifted(finding, from));
    WORDS.lastIndex = from + content.length;
  }
  return findings;
}
