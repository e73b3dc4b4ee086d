import { chunkPolicy } from '../../shared/eventstream/policy.ts';
import { differences } from '../../shared/json/difference.ts';
import type { Json } from '../../shared/json/json.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import type { Api } from '../../shared/pipeline/call/result.ts';
import { KNOWN_RELEASES } from '../../shared/pipeline/releases/known.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { Release } from '../../shared/pipeline/releases/release.ts';
import type { Prediction } from './predict.ts';

/** What becomes of a request from one release to another: the same path, headers, body and answer of Bedrock. */
export interface Span {
  readonly from: Release;
  readonly until: Release;
  /** What LiteLLM and then Bedrock do with it. */
  readonly outcome: 'accepted' | 'refused' | 'not-modelled' | 'not-sent';
  /** Bedrock's answer or LiteLLM's refusal; null where it is accepted. */
  readonly message: string | null;
  /** How the answer is read off the wire, where the request names a `stream_chunk_size`. */
  readonly reading: string | null;
  /** What is not as in the span before: places below `path`, `headers`, `body`; empty in the first one. */
  readonly changed: readonly Pointer[];
}

/** What a prediction comes to, without what differs from call to call. */
interface Became extends Pick<Span, 'outcome' | 'message' | 'reading'> {
  readonly sent: Json;
}

/** A request that does not even get to LiteLLM under a profile. */
const NOWHERE: Became = {
  outcome: 'not-sent',
  message: 'The call does not get to LiteLLM.',
  reading: null,
  sent: null,
};

function became(prediction: Prediction | null, profile: ProfileId, api: Api | null): Became {
  if (!prediction) return NOWHERE;
  const { result, verdict } = prediction;
  if (result.kind !== 'outgoing') {
    const { type, message } = result.error;
    return { outcome: 'not-sent', message: `${type}: ${message}`, reading: null, sent: null };
  }
  const { path, headers, body } = result.outgoing;
  // Held against each other as JSON: undefined members and kinds of numbers do not travel.
  const sent = JSON.parse(JSON.stringify({ path, headers, body })) as Json;
  const { route } = result.model;
  const reading = api === null ? null : chunkPolicy(profile, route, api).text;
  if (!verdict || verdict.kind === 'not-modelled')
    return { outcome: 'not-modelled', message: null, reading, sent };
  return verdict.kind === 'accepted'
    ? { outcome: 'accepted', message: null, reading, sent }
    : { outcome: 'refused', message: verdict.message, reading, sent };
}

const sameAs = (a: Became, b: Became): boolean =>
  a.outcome === b.outcome &&
  a.message === b.message &&
  a.reading === b.reading &&
  JSON.stringify(a.sent) === JSON.stringify(b.sent);

/**
 * Since when and until when: the releases between which what is sent for a request, or Bedrock's answer to it,
 * changes, the oldest first. `ask` says what becomes of the request under a profile. Only releases that were recorded
 * are asked: between two of them nothing is known to change. `reads`: the API of a request that names a
 * `stream_chunk_size`, where it is to be told how the answer is read.
 */
export function sinceWhen(
  ask: (profile: ProfileId) => Prediction | null,
  reads: Api | null = null,
): readonly Span[] {
  const becameUnder = (profile: ProfileId): Became => became(ask(profile), profile, reads);
  const spans: Span[] = [];
  let last: Became | null = null;
  for (const { release, measured } of KNOWN_RELEASES) {
    const now: Became = measured === null && last ? last : becameUnder(`litellm-${release}`);
    const before = spans.at(-1);
    if (before && last && sameAs(last, now)) {
      spans[spans.length - 1] = { ...before, until: release };
      continue;
    }
    const { outcome, message, reading, sent } = now;
    const changed = last ? differences(last.sent, sent) : [];
    spans.push({ from: release, until: release, outcome, message, reading, changed });
    last = now;
  }
  return spans;
}
