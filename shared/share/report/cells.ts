import type { Inline, Section } from '../../contract/report-document.ts';
import type { JudgedCell } from '../../contract/share.ts';
import { code, paragraph } from './document.ts';
import type { ReportFacts } from './facts.ts';
import { count } from './words.ts';

const MOST_KEYS = 200;
/** Body forms that are named of a key. */
const MOST_FORMS = 6;

/** Cells of one key that end alike, in the order in which the keys first come. */
function byKey(cells: readonly JudgedCell[]): readonly (readonly [JudgedCell, ...JudgedCell[]])[] {
  const keys = new Map<string, [JudgedCell, ...JudgedCell[]]>();
  for (const cell of cells) {
    const id = `${cell.fate} ${cell.key}`;
    const known = keys.get(id);
    if (known) known.push(cell);
    else keys.set(id, [cell]);
  }
  return [...keys.values()];
}

function formsOf(cells: readonly JudgedCell[]): string {
  const names = cells.slice(0, MOST_FORMS).map(({ column }) => column);
  const rest = cells.length - names.length;
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Bedrock's answers to the forms of a key that were judged. */
function answersOf(cells: readonly JudgedCell[]): readonly Inline[] {
  const [judged] = cells.filter(({ answer }) => answer !== '');
  if (!judged) return ['–'];
  return [`${judged.column}: `, judged.answer === '200' ? '200' : code(judged.answer)];
}

/** What becomes of the same cells in the other release. */
function otherwise(cells: readonly JudgedCell[]): string {
  const fates = new Map<string, number>();
  for (const { other } of cells) if (other) fates.set(other.fate, (fates.get(other.fate) ?? 0) + 1);
  if (fates.size === 1) return [...fates.keys()].join();
  return [...fates].map(([fate, times]) => `${fate} in ${times}`).join(', ');
}

/** What the report of cells is called: one cell by its name, several by their number. */
export function cellsTitle(cells: readonly JudgedCell[]): string {
  const [first, second] = cells;
  if (!first) return '';
  if (!second) return `${first.key} in ${first.column} bodies: ${first.fate} (${first.release})`;
  const keys = new Set(cells.map(({ key }) => key)).size;
  return `${first.release} sends ${count(keys, 'internal key')} to Bedrock, in ${count(cells.length, 'cell')} of the audit`;
}

/** What releases do with internal keys: a row for each, with the body forms in which it ends alike. */
export function cellsSection({ cells }: ReportFacts): readonly Section[] {
  const [first] = cells;
  if (!first) return [];
  const keys = byKey(cells);
  const others = first.other ? [first.other.release] : [];
  return [
    {
      id: 'cells',
      title: 'Internal keys',
      blocks: [
        paragraph(`Each key was set alone in the smallest call of each body form, under ${first.release}.`),
        {
          kind: 'table',
          head: ['Key', 'What becomes of it', 'Body forms', 'Bedrock’s answer', ...others],
          rows: keys
            .slice(0, MOST_KEYS)
            .map((row) => [
              [code(row[0].key)],
              [row[0].fate],
              [formsOf(row)],
              answersOf(row),
              ...others.map((): readonly Inline[] => [otherwise(row)]),
            ]),
        },
        ...(keys.length > MOST_KEYS ? [paragraph(`${count(keys.length - MOST_KEYS, 'more key')}.`)] : []),
      ],
    },
  ];
}
