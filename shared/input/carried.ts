import type { CurlRequest } from './curl.ts';

/** What a pasted call says beside its body. */
export interface Carried {
  /** The URL path; null where the text names none. */
  readonly path: string | null;
  /** Lower case; without those that carry a key. */
  readonly headers: Readonly<Record<string, string>>;
  /** What of the text was taken and what was not, in one line; empty for plain JSON. */
  readonly taken: string;
}

export const NOTHING_CARRIED: Carried = { path: null, headers: {}, taken: '' };

/** Headers that carry a key: never kept. */
const SECRET =
  /^(?:authorization|proxy-authorization|cookie|api-key|x-api-key|x-goog-api-key|x-litellm-api-key|x-amz-security-token)$/;

/** Headers of HTTP itself, which say nothing of the call. */
const PLAIN =
  /^(?:content-type|content-length|accept|accept-encoding|host|connection|user-agent|x-amz-date|x-amz-content-sha256)$/;

const listed = (names: readonly string[]): string => names.join(', ');

/** The path of a URL, with or without its host; null for none. */
function pathOf(url: string): string | null {
  const found = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?(\/[^?#]*)/i.exec(url);
  return found?.[1] ?? null;
}

/** What a call over HTTP says beside its body, and one line about it. */
export function carriedBy({ url, headers }: Pick<CurlRequest, 'url' | 'headers'>): Carried {
  const names = Object.keys(headers);
  const secret = names.filter((name) => SECRET.test(name));
  const plain = names.filter((name) => PLAIN.test(name));
  const taken = names.filter((name) => !SECRET.test(name) && !PLAIN.test(name));
  const path = pathOf(url);
  const parts = [
    `Taken: the body${path ? `, the path ${path}` : ''}${taken.length > 0 ? `, ${listed(taken)}` : ''}.`,
    secret.length > 0 ? `Not taken, as it is a key: ${listed(secret)}.` : '',
    plain.length > 0 ? `Without meaning here: ${listed(plain)}.` : '',
  ];
  // A client may be known by its agent: 1.109 treats some of them in a way of their own.
  const kept = [...taken, ...plain.filter((name) => name === 'user-agent')];
  return {
    path,
    headers: Object.fromEntries(kept.map((name) => [name, headers[name] ?? ''])),
    taken: parts.filter((part) => part !== '').join(' '),
  };
}
