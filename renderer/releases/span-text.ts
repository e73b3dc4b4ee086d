import type { Span } from '../../shared/contract/span.ts';
import { pathOf } from '../../shared/json/pointer.ts';
import { KNOWN_RELEASES } from '../../shared/pipeline/releases/known.ts';
import { type Release, since } from '../../shared/pipeline/releases/release.ts';
import { shown } from '../ui/shown.ts';

/** The span that a release is in; a release before or after all that is known is in the first or the last one. */
export function currentSpan(spans: readonly Span[], release: Release): Span | null {
  return spans.filter(({ from }) => since(release, from)).at(-1) ?? spans[0] ?? null;
}

/** How many known releases a span has. */
export const releasesIn = ({ from, until }: Span): number =>
  KNOWN_RELEASES.filter(({ release }) => since(release, from) && since(until, release)).length;

const WORDS: Readonly<Record<Span['outcome'], string>> = {
  accepted: 'accepted',
  refused: 'refused',
  'not-modelled': 'not modelled',
  'not-sent': 'not sent',
};

/** UTF-16 units of a message that a tooltip has room for. */
const LONGEST = 160;

const shortly = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** A span in one line: `1.80.0 to 1.89.7: refused, stream_chunk_size: Extra inputs are not permitted`. */
export function spanText({ from, until, outcome, message, besides }: Span): string {
  const releases = from === until ? from : `${from} to ${until}`;
  const more = besides.length === 0 ? '' : `; besides, ${shown(shortly(besides.join('; ')))}`;
  return `${releases}: ${WORDS[outcome]}${message === null ? '' : `, ${shown(shortly(message))}`}${more}`;
}

const MOST_PLACES = 4;

/** Where a span is not as the one before it; empty for the first one. */
export function placesOf({ changed }: Span): string {
  const named = changed.slice(0, MOST_PLACES).map((pointer) => pathOf(pointer));
  const more = changed.length - MOST_PLACES;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const first = KNOWN_RELEASES[0]?.release;
const last = KNOWN_RELEASES.at(-1)?.release;

/** What the strip says in words about the release that is shown. */
export function sentenceOf(spans: readonly Span[], current: Span | null): string {
  if (spans.length === 1) return `the same in every release from ${first} on`;
  if (!current) return `${spans.length - 1} changes from ${first} to ${last}`;
  const { from, until } = current;
  if (from === until) return `only in ${from}`;
  if (from === first) return `so until ${until}`;
  return until === last ? `so since ${from}, to this day` : `so from ${from} to ${until}`;
}
