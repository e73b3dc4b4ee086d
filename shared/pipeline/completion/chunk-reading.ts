import type { Json } from '../../json/json.ts';
import type { Context } from '../call/context.ts';
import { badRequest } from '../call/failures.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import { pythonRepr } from '../python/repr.ts';
import { has } from '../releases/behaviours.ts';
import { chunkSizeAsWritten } from './chunk-size.ts';

const failing = (id: string, text: string): Rule =>
  rule({
    id: `filter.stream-chunk-size-${id}`,
    stage: 'filter',
    fate: 'consumed',
    severity: 'error',
    text,
    source: 'LiteLLM converse_handler, httpx ByteChunker',
  });

const fails = (id: string, what: string, exception: string): Rule =>
  failing(
    id,
    `${what}: the request is sent and answered, but the stream reader fails on this size (${exception}), and the caller gets nothing of the answer.`,
  );

const NO_NUMBER = fails('no-number', 'No number', 'TypeError');
// The reader compares before it cuts: what never fills the size is handed on at the end, uncut.
const FRACTION = failing(
  'fraction',
  'No whole number, 64.0 included: the stream reader fails (TypeError) once this many bytes of the answer are there, and the caller gets nothing of it; a shorter answer comes whole, at its end.',
);
const ZERO = fails('zero', 'Zero', 'ValueError');
const NEGATIVE = fails('negative', 'Less than zero', 'IndexError');

const isWhole = (written: string): boolean => /^-?\d+$/.test(written);

/** What httpx makes of a size: null where it reads in pieces of it. */
function failure(size: Json, written: string | null): Rule | null {
  if (size === null || size === true) return null;
  if (size === false || size === 0) return written !== null && !isWhole(written) ? FRACTION : ZERO;
  if (written === null) return NO_NUMBER;
  if (!isWhole(written)) return FRACTION;
  return written.startsWith('-') ? NEGATIVE : null;
}

/** True where a release hands the caller's value to the stream reader without a look at its bounds. */
const readsUnchecked = ({ model: { route }, profile: { release, strict } }: Context): boolean =>
  !strict &&
  !has(release, 'chunk-size-checked') &&
  (route === 'converse' || has(release, 'chunk-size-is-whole'));

/**
 * Why nothing of a stream reaches the caller; null where it does. Before 1.105 a size of any kind goes to httpx on
 * Converse (in 1.104 on invoke, too), which fails on the first bytes.
 * Source: recorded from LiteLLM 1.87.0, 1.90.0, 1.95.1, 1.100.3, 1.104.5, plain and asynchronous.
 */
export function chunkReadingFailure(context: Context): Rule | null {
  if (!context.stream || !readsUnchecked(context)) return null;
  return failure(context.request.stream_chunk_size ?? null, chunkSizeAsWritten(context.request));
}

/** Throws `Stop` (`refused`) for a size that is no whole number, as 1.104 does for streams. Source: `stream_chunk_size_from`. */
export function checkWholeChunkSize({ request, profile, stream }: Context): void {
  const { stream_chunk_size: size = null } = request;
  if (!stream || profile.strict || size === null || !has(profile.release, 'chunk-size-is-whole')) return;
  const written = chunkSizeAsWritten(request);
  if (written !== null && isWhole(written)) return;
  throw badRequest(
    `BedrockException - Invalid stream_chunk_size=${written ?? pythonRepr(size)}. Expected int.`,
  );
}
