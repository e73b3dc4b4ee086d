/** What a pasted call says beside its body. */
export interface Carried {
  /** The URL path; null where the text names none. */
  readonly path: string | null;
  /** Scheme and host of the URL, offered as a target; null where the text names none. */
  readonly base: string | null;
  /** Lower case; without those that carry a key. */
  readonly headers: Readonly<Record<string, string>>;
  /** What each call of the text is, where it holds several; empty for one. */
  readonly calls: readonly string[];
  /** What of the text was taken and what was not, in one line; empty for plain JSON. */
  readonly taken: string;
}

export const NOTHING_CARRIED: Carried = { path: null, base: null, headers: {}, calls: [], taken: '' };

/** Headers that carry a key: never kept. */
const SECRET =
  /^(?:authorization|proxy-authorization|cookie|api-key|x-api-key|x-goog-api-key|x-litellm-api-key|x-amz-security-token)$/;

/** Headers of HTTP itself, which say nothing of the call. */
const PLAIN =
  /^(?:content-type|content-length|accept|accept-encoding|host|connection|user-agent|x-amz-date|x-amz-content-sha256)$/;

const listed = (names: readonly string[]): string => names.join(', ');

/** What is told of a call beside its path and headers. */
interface Told {
  /** What the text was read as; empty for a curl command. */
  readonly what?: string;
  /** Further things that were not taken. */
  readonly left?: readonly string[];
  /** What each call of the text is, where it holds several. */
  readonly calls?: readonly string[];
  /** What has to be seen first, in sentences: narrow places show the beginning of the line. */
  readonly first?: readonly string[];
  /** What else there is to say, in sentences. */
  readonly more?: readonly string[];
}

/** What a call over HTTP says beside its body, and one line about it. */
export function carriedBy(
  { path, headers, base = null }: Pick<Carried, 'path' | 'headers'> & { readonly base?: string | null },
  { what = '', left = [], calls = [], first = [], more = [] }: Told = {},
): Carried {
  const names = Object.keys(headers);
  const secret = names.filter((name) => SECRET.test(name));
  const plain = names.filter((name) => PLAIN.test(name));
  const taken = names.filter((name) => !SECRET.test(name) && !PLAIN.test(name));
  const parts = [
    ...first,
    what === '' ? '' : `Found: ${what}.`,
    `Taken: the ${what === '' ? 'body' : 'call'}${path ? `, the path ${path}` : ''}${taken.length > 0 ? `, ${listed(taken)}` : ''}.`,
    secret.length > 0 ? `Not taken, as it is a key: ${listed(secret)}.` : '',
    left.length > 0 ? `Not taken, as it is no part of the call: ${listed(left)}.` : '',
    plain.length > 0 ? `Without meaning here: ${listed(plain)}.` : '',
    ...more,
  ];
  // A client may be known by its agent: 1.109 treats some of them in a way of their own.
  const kept = [...taken, ...plain.filter((name) => name === 'user-agent')];
  return {
    path,
    base,
    calls,
    headers: Object.fromEntries(kept.map((name) => [name, headers[name] ?? ''])),
    taken: parts.filter((part) => part !== '').join(' '),
  };
}
