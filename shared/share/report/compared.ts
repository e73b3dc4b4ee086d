import type { Inline, Section } from '../../contract/report-document.ts';
import { differences } from '../../json/difference.ts';
import type { Json } from '../../json/json.ts';
import { openPathOf, placeOf as openPlace, valueAt } from '../../json/pointer.ts';
import { profileOf } from '../../pipeline/releases/profile.ts';
import { diffLines } from './diff-block.ts';
import { code, paragraph } from './document.ts';
import type { Looked, ReportFacts } from './facts.ts';
import { count, placeOf } from './words.ts';

const MOST_ROWS = 20;
const LONGEST_VALUE = 80;

const nameOf = ({ profile, view }: Looked, other: Looked): string =>
  view.route === other.view.route ? profileOf(profile).label : view.route;

function answerTo({ view }: Looked): string {
  const { verdict, outcome } = view;
  if (outcome.kind !== 'outgoing') return `nothing is sent (${outcome.error.type})`;
  if (!verdict || verdict.kind === 'not-modelled') return 'no rules to say';
  return verdict.kind === 'accepted' ? '200' : `${verdict.status} ${verdict.errorType}`;
}

const bodyOf = ({ view }: Looked): Json =>
  view.outcome.kind === 'outgoing' ? (JSON.parse(view.outcome.outgoing.bodyText) as Json) : null;

function valueText(body: Json, pointer: string): readonly Inline[] {
  const value = valueAt(body, pointer);
  if (value === undefined) return ['–'];
  return [{ kind: 'code', text: JSON.stringify(value), most: LONGEST_VALUE }];
}

interface Difference {
  /** The first of its places. */
  readonly place: string;
  /** As people write it; of several with the items of lists left open. */
  readonly name: string;
  readonly count: number;
}

/** Differences that are the same in many items of a list, as one. */
function grouped(places: readonly string[], a: Json, b: Json): readonly Difference[] {
  const groups = new Map<string, { readonly place: string; count: number }>();
  for (const place of places) {
    // What is not there has no text, as no value has.
    const id = [openPlace(place), ...[a, b].map((body) => JSON.stringify(valueAt(body, place)))].join(' ');
    const known = groups.get(id);
    if (known) known.count += 1;
    else groups.set(id, { place, count: 1 });
  }
  return [...groups.values()].map(({ place, count: places }) => ({
    place,
    name: places > 1 ? openPathOf(place) : placeOf(place),
    count: places,
  }));
}

/** The same request on another route or under another release: what differs in what is sent and answered. */
export function comparedSection({ whole, other }: ReportFacts): readonly Section[] {
  if (!whole || !other) return [];
  const [left, right] = [nameOf(whole, other), nameOf(other, whole)];
  const [a, b] = [bodyOf(whole), bodyOf(other)];
  const answers = paragraph(
    `Bedrock’s predicted answer: ${left} ${answerTo(whole)}, ${right} ${answerTo(other)}.`,
  );
  if (a === null || b === null)
    return [{ id: 'compared', title: `${left} beside ${right}`, blocks: [answers] }];
  const groups = grouped(differences(a, b), a, b);
  const lines =
    whole.view.route === other.view.route &&
    whole.view.outcome.kind === 'outgoing' &&
    other.view.outcome.kind === 'outgoing'
      ? diffLines(whole.view.outcome.outgoing.bodyText, other.view.outcome.outgoing.bodyText)
      : [];
  return [
    {
      id: 'compared',
      title: `${left} beside ${right}`,
      blocks: [
        answers,
        ...(groups.length === 0
          ? [paragraph('The bodies are the same.')]
          : [
              {
                kind: 'table',
                head: ['Where', left, right],
                rows: groups
                  .slice(0, MOST_ROWS)
                  .map(({ place, name, count: places }) => [
                    [code(name), ...(places > 1 ? [`, ${count(places, 'place')}`] : [])],
                    valueText(a, place),
                    valueText(b, place),
                  ]),
              } as const,
            ]),
        ...(groups.length > MOST_ROWS
          ? [
              paragraph(
                `${count(groups.length - MOST_ROWS, 'more kind of difference', 'more kinds of differences')}.`,
              ),
            ]
          : []),
        ...(lines.length === 0
          ? []
          : [{ kind: 'diff', alt: `${left} (−) beside ${right} (+)`, lines } as const]),
      ],
    },
  ];
}
