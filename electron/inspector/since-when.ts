import type { InspectInput } from '../../shared/contract/inspection.ts';
import type { Span } from '../../shared/contract/span.ts';
import { chunkPolicy } from '../../shared/eventstream/policy.ts';
import { DIRECT } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { differences } from '../../shared/json/difference.ts';
import { equalInOrder, type Json } from '../../shared/json/json.ts';
import { errorText } from '../../shared/pipeline/call/failures.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { Api, TransformError } from '../../shared/pipeline/call/result.ts';
import { BEHAVIOURS } from '../../shared/pipeline/releases/behaviours.ts';
import { KNOWN_RELEASES } from '../../shared/pipeline/releases/known.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { firstAlike } from '../../shared/pipeline/releases/same.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import type { Verdict } from '../../shared/validation/problem.ts';
import { type EnterError, type Entrance, enter } from './enter.ts';
import { type Prediction, predict } from './predict.ts';

/** What a prediction comes to, without what differs from call to call. */
interface Became extends Pick<Span, 'outcome' | 'message' | 'besides' | 'reading'> {
  readonly sent: Json;
  /** The route it takes; null where nothing is sent. */
  readonly route: Route | null;
}

/** What becomes of a request under a profile, or why it does not get to LiteLLM's stages. */
type Outcome = Prediction | EnterError;
type Ask = (profile: ProfileId, before: Prediction | null) => Outcome;

const isPrediction = (outcome: Outcome): outcome is Prediction => 'result' in outcome;

const notSent = (error: TransformError): Became => ({
  outcome: 'not-sent',
  message: errorText(error),
  besides: [],
  reading: null,
  sent: null,
  route: null,
});

function became(outcome: Outcome, profile: ProfileId, api: Api | null): Became {
  if (!isPrediction(outcome)) return notSent(outcome);
  const { result, verdict } = outcome;
  if (result.kind !== 'outgoing') return notSent(result.error);
  const { path, headers, body } = result.outgoing;
  // Held against each other as JSON: undefined members and kinds of numbers do not travel.
  const sent = JSON.parse(JSON.stringify({ path, headers, body })) as Json;
  const { route } = result.model;
  const reading = api === null ? null : chunkPolicy(profile, route, api).text;
  if (!verdict || verdict.kind === 'not-modelled')
    return { outcome: 'not-modelled', message: null, besides: [], reading, sent, route };
  return verdict.kind === 'accepted'
    ? { outcome: 'accepted', message: null, besides: [], reading, sent, route }
    : { outcome: 'refused', message: verdict.message, besides: besides(verdict), reading, sent, route };
}

/**
 * What else is wrong than what is answered: where that is in every release (a model that is served no more, or through
 * inference profiles only), a mistake that comes or goes with a release would not be seen.
 */
function besides({ message, problems }: Extract<Verdict, { kind: 'refused' }>): readonly string[] {
  const others = problems.filter((one) => one.severity === 'error' && !message.includes(one.message));
  return [...new Set(others.map((one) => one.message))];
}

const sameAs = (a: Became, b: Became): boolean =>
  a.outcome === b.outcome &&
  a.message === b.message &&
  a.besides.join('\n') === b.besides.join('\n') &&
  a.reading === b.reading &&
  equalInOrder(a.sent, b.sent);

/**
 * Releases at which something may begin: those that were recorded, by the first that has the code of each, and those at
 * which a behaviour begins or ends.
 */
const FIRST: ReadonlySet<string> = new Set([
  ...KNOWN_RELEASES.flatMap(({ release, measured }) => (measured === null ? [] : [firstAlike(release)])),
  ...Object.values(BEHAVIOURS).flat(),
]);

/** True where two releases send the same; one verdict speaks of the bodies of both only where they are equal. */
function isSentAlike(a: Prediction, b: Prediction): boolean {
  if (a.verdict === null || a.verdict !== b.verdict) return false;
  const heads = [a, b].map(({ result }) => {
    return result.kind === 'outgoing' ? { path: result.outgoing.path, ...result.outgoing.headers } : null;
  });
  return equalInOrder(heads[0], heads[1]);
}

/**
 * Since when and until when: the releases between which what is sent for a request, or Bedrock's answer to it, changes, the
 * oldest first. `ask` says what becomes of the request under a profile, given what became of it before: where Bedrock
 * is asked the same, the very same verdict stands. Only releases at which something may begin are asked: between two of them nothing is
 * known to change but how the answer is read. `reads`: the API of a request that names a `stream_chunk_size`, where it is to
 * be told how the answer is read.
 */
export function sinceWhen(ask: Ask, reads: Api | null = null): readonly Span[] {
  const readUnder = (one: Became, profile: ProfileId): Became =>
    reads === null || one.route === null
      ? one
      : { ...one, reading: chunkPolicy(profile, one.route, reads).text };
  const spans: Span[] = [];
  let last: Became | null = null;
  let before: Prediction | null = null;
  const becameUnder = (profile: ProfileId): Became => {
    const outcome = ask(profile, before);
    const prediction = isPrediction(outcome) ? outcome : null;
    const isAlike = prediction !== null && before !== null && isSentAlike(prediction, before);
    before = prediction;
    return last && isAlike ? readUnder(last, profile) : became(outcome, profile, reads);
  };
  for (const { release } of KNOWN_RELEASES) {
    const profile: ProfileId = `litellm-${release}`;
    const now: Became = last && !FIRST.has(release) ? readUnder(last, profile) : becameUnder(profile);
    const span = spans.at(-1);
    if (span && last && sameAs(last, now)) {
      spans[spans.length - 1] = { ...span, until: release };
      continue;
    }
    const { outcome, message, besides, reading, sent } = now;
    const changed = last ? differences(last.sent, sent) : [];
    spans.push({ from: release, until: release, outcome, message, besides, reading, changed });
    last = now;
  }
  return spans;
}

/** Asks about a request that was read: on the route of its model string, or on another one. */
export const askAbout =
  (entrance: Entrance, route: Route | null): Ask =>
  (profile, before) => {
    const result = enter(entrance.read.request, entrance, profile);
    if (!result.ok) return result.error;
    const { input } = result.entered;
    return predict(
      route && !input.direct && !input.entry ? { ...input, route } : input,
      null,
      before,
      entrance.day,
    );
  };

/** The spans of a request that was read. */
export function sinceWhenRead(entrance: Entrance, route: Route | null): readonly Span[] {
  const { request, api } = entrance.read;
  return sinceWhen(askAbout(entrance, route), Object.hasOwn(request, 'stream_chunk_size') ? api : null);
}

/** What the window asks about. */
export type SinceWhenInput = Omit<InspectInput, 'profile' | 'route' | 'direct'> & {
  readonly route: Route | 'auto';
};

/** The spans of what was typed; none where it cannot be read, or where LiteLLM has no part in it. */
export function sinceWhenTyped(input: SinceWhenInput, config: ProxyConfig | null): readonly Span[] {
  const { text, route, form = 'auto', settings = {}, deployment = 0, call = 0 } = input;
  const read = readRequest(text, form, call);
  if (!read.ok || DIRECT[read.recognised.form]) return [];
  return sinceWhenRead({ read, config, deployment, settings }, route === 'auto' ? null : route);
}
