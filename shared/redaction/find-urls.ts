import { decoded } from '../text/decoded.ts';
import { valueFinding } from './find-header.ts';
import { type Finding, shifted } from './finding.ts';
import { secretParameter } from './names.ts';

/** A URL from its `://` on; the slashes may be escaped, as some JSON writers do. */
const URL_REST = /:(?:\\?\/){2}(?:[^\s'"<>\\`]|\\\/|\\u00[0-9a-fA-F]{2})+/g;
const USER_INFO = /^:(?:\\?\/){2}([^/?#\\]{1,512})@/;
const PARAMETER = /(?:[?&;]|\\u0026|#)((?:[\w.~[\]-]|%[0-9A-Fa-f]{2}){1,64})=([^&#;\\)\]},]*)/g;

/** User names of this many UTF-16 units and more are taken for tokens. */
export const TOKEN_LENGTH = 16;

/** `user:password` or `token` in `[from, to)` of a text: the password, and a user name that is as long as a token. */
export function findInUserInfo(
  text: string,
  from: number,
  to: number,
  name: string | null,
): readonly Finding[] {
  const info = text.slice(from, to);
  const colon = info.indexOf(':');
  const user = colon < 0 ? info : info.slice(0, colon);
  const password = colon < 0 ? [] : valueFinding(text, from + colon + 1, to, 'password', name);
  return user.length < TOKEN_LENGTH
    ? password
    : [...valueFinding(text, from, from + user.length, 'password', name), ...password];
}

/** Secrets in URLs: user and password before the host, and parameters that carry a key, a token or a signature. */
export function findInUrls(text: string): readonly Finding[] {
  if (!text.includes(':/') && !text.includes(':\\/')) return [];
  return [...text.matchAll(URL_REST)].flatMap(({ 0: url, index }) => {
    const info = USER_INFO.exec(url);
    const users = info
      ? findInUserInfo(url, info[0].length - 1 - (info[1]?.length ?? 0), info[0].length - 1, 'user info')
      : [];
    const parameters = [...url.matchAll(PARAMETER)].flatMap(
      ({ 0: whole, 1: name = '', 2: value = '', index: at }) => {
        const kind = secretParameter(decoded(name), value);
        const from = at + whole.length - value.length;
        return kind ? valueFinding(url, from, at + whole.length, kind, name) : [];
      },
    );
    return [...users, ...parameters].map((finding) => shifted(finding, index));
  });
}
