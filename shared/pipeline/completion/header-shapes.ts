import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { crashOnType, Stop } from '../call/failures.ts';
import type { EntryId } from '../call/result.ts';
import { pairsOf } from '../python/pairs.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import type { Release } from '../releases/release.ts';

/** What a call gives where headers stand; null where it gives nothing. */
interface Given {
  readonly headers: Json;
  readonly extra_headers: Json;
}

/** Which of the two a call fails on, and the exception. */
interface Fault {
  readonly key: keyof Given;
  readonly type: string;
}

type Judge = (given: Given, release: Release) => Fault | null;

/** What `dict(value)` fails with; null where it does not. */
const noPairs = (key: keyof Given, value: Json): Fault | null => {
  const pairs = pairsOf(value);
  return typeof pairs === 'string' ? { key, type: pairs } : null;
};

/** Nothing, or an object: what is neither is not looked through. */
const noObject = (key: keyof Given, value: Json, type: string): Fault | null =>
  isTruthy(value) && !isObject(value) ? { key, type } : null;

/** `extra_headers` are put into `headers`; where there are none, into themselves. */
const intoGiven: Judge = ({ headers, extra_headers: extra }) => {
  if (extra === null) return noObject('headers', headers, 'APIConnectionError');
  if (isTruthy(headers) && !isObject(headers)) return { key: 'headers', type: 'AttributeError' };
  if (!isTruthy(headers) && !isObject(extra)) return { key: 'extra_headers', type: 'AttributeError' };
  return noPairs('extra_headers', extra);
};

const intoCopy: Judge = ({ headers, extra_headers: extra }) =>
  (isTruthy(headers) ? noPairs('headers', headers) : null) ??
  (extra === null ? null : noPairs('extra_headers', extra));

const pairsOrNothing = (key: keyof Given, value: Json, type: string): Fault | null =>
  isTruthy(value) && noPairs(key, value) ? { key, type } : null;

const REFUSED = 'UnsupportedParamsError';

/** By the way of a call. Source: each recorded from LiteLLM 1.87.0, 1.95.1, 1.100.3, 1.109.1, 1.110.2. */
const JUDGES = {
  chat: (given, release) => (has(release, 'headers-may-be-pairs') ? intoCopy : intoGiven)(given, release),
  native: ({ headers, extra_headers: extra }, release) =>
    has(release, 'beta-header-in-any-case')
      ? (noObject('headers', headers, 'AttributeError') ?? noObject('extra_headers', extra, 'AttributeError'))
      : ((isTruthy(headers) ? noPairs('headers', headers) : null) ??
        (isTruthy(extra) ? noPairs('extra_headers', extra) : null)),
  embeddings: (given, release) =>
    has(release, 'embedding-headers-refused')
      ? (pairsOrNothing('headers', given.headers, REFUSED) ??
        pairsOrNothing('extra_headers', given.extra_headers, REFUSED))
      : intoGiven(given, release),
  rerank: ({ headers, extra_headers: extra }) =>
    noObject('headers', headers, 'APIConnectionError') ??
    noObject('extra_headers', extra, 'APIConnectionError'),
  images: ({ headers, extra_headers: extra }) => {
    const fault =
      extra === null ? null : (noObject('headers', headers, '') ?? noPairs('extra_headers', extra));
    return fault && { ...fault, type: 'APIConnectionError' };
  },
  'count-tokens': () => null,
} as const satisfies Readonly<Record<'chat' | 'native' | EntryId, Judge>>;

/**
 * Ends the call (throws `Stop`) where `headers` or `extra_headers` have a form that LiteLLM cannot read. Some ways take
 * Python's pairs for an object: `[["x-a", "1"]]`. Embeddings refuse it since 1.109, unless parameters may be dropped.
 */
export function checkHeaderShapes(
  way: keyof typeof JUDGES,
  { headers = null, extra_headers = null }: JsonObject,
  { release, strict }: Profile,
  dropParams: boolean,
): void {
  const fault = strict ? null : JUDGES[way]({ headers, extra_headers }, release);
  if (fault === null || (fault.type === REFUSED && dropParams)) return;
  const { key, type } = fault;
  if (type === REFUSED) {
    const message = `${key} must be a JSON object of header names to values.`;
    throw new Stop('refused', { type, culprits: [key], message });
  }
  crashOnType(key, type);
}
