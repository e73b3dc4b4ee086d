import type { BodyMatch } from '../../shared/capture/release-of.ts';
import type { FormId } from '../../shared/input/forms.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import type { ReadResult } from '../../shared/input/read-result.ts';
import { differences } from '../../shared/json/difference.ts';
import type { Json, JsonObject } from '../../shared/json/json.ts';
import { type Outcomes, outcomesOf } from '../../shared/pipeline/ledger/outcomes.ts';
import { KNOWN_RELEASES } from '../../shared/pipeline/releases/known.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { transformAsProfile } from '../../shared/strict/transform-as-profile.ts';
import { enter } from './enter.ts';
import type { CapturedBody, Origin } from './origins/origin.ts';

const minorOf = (release: string): string => release.split('.').slice(0, 2).join('.');

/** Of each minor version the latest patch that was recorded, the oldest first. */
const RELEASES: ReadonlyMap<string, ProfileId> = new Map(
  KNOWN_RELEASES.filter(({ measured }) => measured !== null).map(({ release }) => [
    minorOf(release),
    `litellm-${release}`,
  ]),
);

/** What a profile sends of the request behind a captured body, on its route; null where it sends nothing. */
function sentUnder(
  profile: ProfileId,
  read: Extract<ReadResult, { ok: true }>,
  { unrouted }: Origin,
  { route }: CapturedBody,
): { readonly body: JsonObject; readonly losses: () => Outcomes['losses'] } | null {
  const entered = enter(read.request, { read, config: null, deployment: 0, settings: {} }, profile);
  if (!entered.ok) return null;
  const { input } = entered.entered;
  const result = transformAsProfile(unrouted ? input : { ...input, route });
  if (result.kind !== 'outgoing') return null;
  return { body: result.outgoing.body, losses: () => outcomesOf(input.request, result.ledger).losses };
}

/** What each recorded release makes of a request, held against the captured body. */
export function matchReleases(captured: CapturedBody, origin: Origin): readonly BodyMatch[] {
  const read = readRequest(JSON.stringify(origin.request), origin.form);
  if (!read.ok) return [];
  const body = JSON.stringify(captured.body);
  return [...RELEASES].map(([release, profile]) => {
    const made = sentUnder(profile, read, origin, captured)?.body;
    if (!made) return { profile, release, outcome: 'not-sent', pointers: [] };
    // Held against each other as JSON: undefined members and kinds of numbers do not travel.
    const text = JSON.stringify(made);
    const pointers = text === body ? [] : differences(JSON.parse(text) as Json, captured.body);
    return { profile, release, outcome: pointers.length === 0 ? 'equal' : 'differs', pointers };
  });
}

/** An origin with what each release makes of it. */
export interface Explanation {
  readonly origin: Origin;
  readonly matches: readonly BodyMatch[];
}

const countOf = ({ matches }: Explanation, wanted: BodyMatch['outcome']): number =>
  matches.filter(({ outcome }) => outcome === wanted).length;

const placesOf = ({ matches }: Explanation): number =>
  matches.reduce((sum, { pointers }) => sum + pointers.length, 0);

const explainsMore = (one: Explanation, other: Explanation): boolean =>
  (countOf(one, 'equal') - countOf(other, 'equal') ||
    countOf(other, 'not-sent') - countOf(one, 'not-sent') ||
    placesOf(other) - placesOf(one)) > 0;

/**
 * The origin that explains the body best: with the most equal releases, then the most that send anything, then the
 * fewest differences; null of none.
 */
export function bestMatch(captured: CapturedBody, origins: readonly Origin[]): Explanation | null {
  let best: Explanation | null = null;
  for (const origin of origins) {
    if (origin.forRefused && best && countOf(best, 'not-sent') === 0) continue;
    if (origin.farFetched && best && countOf(best, 'equal') > 0) continue;
    const one: Explanation = { origin, matches: matchReleases(captured, origin) };
    if (origin.tentative && countOf(one, 'equal') === 0) continue;
    if (best === null || explainsMore(one, best)) best = one;
  }
  return best;
}

/**
 * A client's call as it may have been made: as it came, and as a proxy makes it that drops what a model does not take
 * (`drop_params` of its settings, which no call shows).
 */
export function clientOrigins(form: FormId, request: JsonObject): readonly Origin[] {
  return [
    { form, request },
    { form, request: { ...request, drop_params: true }, forRefused: true },
  ];
}

/** The body that a profile makes of the request behind a captured body; null where it sends none. */
export function bodyAs(profile: ProfileId, origin: Origin, captured: CapturedBody): JsonObject | null {
  const read = readRequest(JSON.stringify(origin.request), origin.form);
  return read.ok ? (sentUnder(profile, read, origin, captured)?.body ?? null) : null;
}

/** What a profile loses of the request behind a captured body without an error. */
export function lossesAs(profile: ProfileId, origin: Origin, captured: CapturedBody): Outcomes['losses'] {
  const read = readRequest(JSON.stringify(origin.request), origin.form);
  return read.ok ? (sentUnder(profile, read, origin, captured)?.losses() ?? []) : [];
}
