import type { Finding, SecretKind } from './finding.ts';
import { isMark } from './mark.ts';
import { isReference, isRefusal } from './names.ts';

const SCHEME =
  /^\s*(bearer|basic|token|apikey|api-key|key|digest|negotiate|ntlm|oauth|splunk|hmac|sso-key)\s+/i;
const SIGV4 = /^\s*AWS4-[A-Z0-9-]+\s/;
const SIGV4_PARTS = /Credential=([^/,\s]*)|Signature=([0-9a-zA-Z]*)/g;
const COOKIE = /([^=;\s]+)=([^;]*)/g;
const ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|priority|secure|httponly|partitioned|version)$/i;

/** The secret in `[from, to)` of a text, unless there is nothing, a mark or a reference. */
export function valueFinding(
  text: string,
  from: number,
  to: number,
  kind: SecretKind,
  name: string | null,
): readonly Finding[] {
  const value = text.slice(from, to);
  if (value.trim() === '' || isMark(value) || isReference(value) || isRefusal(value)) return [];
  return [{ kind, from, to, name }];
}

function inCookie(value: string, name: string): readonly Finding[] {
  const pairs = [...value.matchAll(COOKIE)];
  if (pairs.length === 0) return valueFinding(value, 0, value.length, 'cookie', name);
  return pairs.flatMap(({ 1: key = '', 2: content = '', index }) => {
    const from = index + key.length + 1;
    return ATTRIBUTE.test(key)
      ? []
      : valueFinding(value, from, from + content.trimEnd().length, 'cookie', `${name} ${key}`);
  });
}

function inSigV4(value: string, name: string): readonly Finding[] {
  return [...value.matchAll(SIGV4_PARTS)].flatMap(({ 0: part, 1: keyId, 2: signature = '', index }) => {
    const kind = keyId === undefined ? 'signature' : 'aws-key-id';
    const end = index + part.length;
    return valueFinding(value, end - (keyId ?? signature).length, end, kind, name);
  });
}

/**
 * The secrets in the value of a header that carries them: scheme, scope and cookie names stay, so that one can
 * still see how a request authenticates.
 */
export function findInHeaderValue(name: string, value: string, kind: SecretKind): readonly Finding[] {
  if (kind === 'cookie') return inCookie(value, name);
  if (SIGV4.test(value)) return inSigV4(value, name);
  const scheme = SCHEME.exec(value);
  const from = scheme ? scheme[0].length : value.length - value.trimStart().length;
  const told = scheme?.[1]?.toLowerCase() === 'basic' ? 'basic' : kind;
  return valueFinding(value, from, value.trimEnd().length, told, name);
}

/** Kinds whose values are taken out as they stand: nothing in them is a scheme, a scope or a name. */
const OPAQUE: ReadonlySet<SecretKind> = new Set(['password', 'aws-secret', 'private-key']);

/** The secrets in the value of a member whose name says that it holds some. */
export const findInMemberValue = (name: string, value: string, kind: SecretKind): readonly Finding[] =>
  OPAQUE.has(kind) ? valueFinding(value, 0, value.length, kind, name) : findInHeaderValue(name, value, kind);
