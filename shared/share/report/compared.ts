import type { Inline, Section } from '../../contract/report-document.ts';
import { differences } from '../../json/difference.ts';
import type { Json } from '../../json/json.ts';
import { valueAt } from '../../json/pointer.ts';
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
  const places = differences(a, b);
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
        ...(places.length === 0
          ? [paragraph('The bodies are the same.')]
          : [
              {
                kind: 'table',
                head: ['Where', left, right],
                rows: places
                  .slice(0, MOST_ROWS)
                  .map((place) => [[code(placeOf(place))], valueText(a, place), valueText(b, place)]),
              } as const,
            ]),
        ...(places.length > MOST_ROWS
          ? [paragraph(`${count(places.length - MOST_ROWS, 'more place')} differ.`)]
          : []),
        ...(lines.length === 0
          ? []
          : [{ kind: 'diff', alt: `${left} (−) beside ${right} (+)`, lines } as const]),
      ],
    },
  ];
}

const MOST_CELLS = 200;

/** What releases do with internal keys. */
export function cellsSection({ cells }: ReportFacts): readonly Section[] {
  if (cells.length === 0) return [];
  return [
    {
      id: 'cells',
      title: 'Internal keys',
      blocks: [
        {
          kind: 'table',
          head: ['Key', 'Body form', 'Release', 'What becomes of it', 'Bedrock’s words'],
          rows: cells
            .slice(0, MOST_CELLS)
            .map(({ key, column, release, fate, message }) => [
              [code(key)],
              [column],
              [release],
              [fate],
              message === '' ? [''] : [code(message)],
            ]),
        },
        ...(cells.length > MOST_CELLS
          ? [paragraph(`${count(cells.length - MOST_CELLS, 'more cell')}.`)]
          : []),
      ],
    },
  ];
}
