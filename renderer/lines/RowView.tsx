import { memo } from 'react';
import type { Row } from '../../shared/diff/layout.ts';
import type { LineIndex } from '../../shared/diff/line-index.ts';
import { changedWords, type Stretch } from '../../shared/diff/words.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import { FoldRow } from './FoldRow.tsx';
import { Line } from './Line.tsx';
import styles from './lines.module.css';
import type { Columns, Found, Note } from './model.ts';

interface Range {
  readonly first: number;
  readonly last: number;
}

interface RowViewProps {
  readonly index: number;
  readonly top: number;
  readonly row: Row;
  readonly texts: readonly [LineIndex, LineIndex];
  readonly columns: Columns;
  readonly room: number;
  readonly note: Note | null;
  /** Lines that are lit up, of the left and of the right text. */
  readonly lit: readonly (readonly Range[])[];
  readonly found: readonly Found[];
  readonly now: Found | null;
  readonly current: boolean;
  /** Strings that are shown whole, by side and line. */
  readonly strings: ReadonlySet<string>;
  /** Takes the element where its height may differ from that of other rows. */
  readonly measure: ((element: HTMLElement | null) => void) | null;
  readonly onOpenLines: (from: number, to: number) => void;
  readonly onOpenString: (name: string) => void;
  readonly onPoint?: (pointer: Pointer | null, side: 'a' | 'b') => void;
  readonly onCurrent: (row: number) => void;
}

const NO_WORDS = { a: [], b: [] } as const;
const NONE: readonly Stretch[] = [];
const SIDES = ['a', 'b'] as const;

/** A row: a fold, or a line of either text. */
export const RowView = memo(function RowView(props: RowViewProps) {
  const { index, top, row, texts, columns, note, found, current, measure } = props;
  const { onOpenLines, onCurrent } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the table around it
    // biome-ignore lint/a11y/useFocusableInteractive: the table has the focus and knows its current row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same in the table
    <div
      ref={measure}
      role="row"
      aria-rowindex={index + 1}
      data-index={index}
      className={cx(
        styles.row,
        (!columns.both || columns.stacked) && styles.single,
        current && styles.current,
      )}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onCurrent(index)}
    >
      {row.kind === 'fold' ? (
        // biome-ignore lint/a11y/useSemanticElements: see the table around it
        <div role="cell" className={styles.foldCell}>
          <FoldRow
            index={texts[0]}
            from={row.a}
            count={row.count}
            matches={found.length}
            unchanged={columns.both}
            onOpen={onOpenLines}
          />
        </div>
      ) : (
        <Cells {...props} row={row} note={note} />
      )}
    </div>
  );
});

interface CellsProps extends RowViewProps {
  readonly row: Exclude<Row, { kind: 'fold' }>;
}

/** The texts whose lines a row shows: in one column that of the left where both have it. */
function sidesOf({ a }: CellsProps['row'], { both, stacked }: Columns): readonly ('a' | 'b')[] {
  if (both && !stacked) return SIDES;
  return [both && a === null ? 'b' : 'a'];
}

/** A note where there is room for it; in narrow columns its first words, the rest in its title. */
function wordsOf({ words }: Note, room: number): string {
  if (room >= 56) return words;
  const [first = words] = words.split(' · ');
  return first.length <= 12 ? first : `${/^.{0,11}(?=\s)|^.{11}/.exec(first)?.[0] ?? ''}…`;
}

function Cells({
  row,
  texts,
  columns,
  room,
  note,
  lit,
  found,
  now,
  strings,
  onOpenString,
  onPoint,
}: CellsProps) {
  const [a, b] = texts;
  const [left, right] = [row.a ?? row.mate, row.b ?? row.mate];
  const isPair = row.kind === 'change' && left !== null && right !== null;
  const words = isPair ? changedWords(a.line(left), b.line(right)) : NO_WORDS;
  return sidesOf(row, columns).map((side) => {
    const i = SIDES.indexOf(side);
    const line = row[side];
    const text = texts[i];
    if (line === null || !text)
      // biome-ignore lint/a11y/useSemanticElements: see the table around it
      return <div key={side} role="cell" className={cx(styles.cell, styles.gap)} />;
    const isLit = lit[i]?.some(({ first, last }) => first <= line && line <= last) ?? false;
    const isAlone = isLit && (lit[i]?.some(({ first, last }) => first === line && last === line) ?? false);
    const name = `${side}${line}`;
    return (
      // biome-ignore lint/a11y/useSemanticElements: see the table around it
      <div
        key={side}
        role="cell"
        data-side={side}
        data-line={line}
        className={cx(
          styles.cell,
          row.kind === 'change' && (side === 'a' ? styles.del : styles.ins),
          isLit && styles.lit,
          isAlone && styles.alone,
          side === 'a' && note?.tone === 'error' && styles.hot,
        )}
        onMouseEnter={() => onPoint?.(text.pointer(line), side)}
      >
        <span
          className={cx(
            styles.gutter,
            row.kind === 'change' && (side === 'a' ? styles['sign-del'] : styles['sign-ins']),
          )}
        >
          {line + 1}
        </span>
        <Line
          text={text.line(line)}
          room={side === 'a' && note ? room - wordsOf(note, room).length : room}
          changed={words[side]}
          found={found.length === 0 ? NONE : found.filter((one) => one.side === side && one.line === line)}
          now={now?.side === side && now.line === line ? now : null}
          open={strings.has(name)}
          onOpen={() => onOpenString(name)}
        />
        {side === 'a' && note && (
          <span
            className={cx(styles.note, note.tone === 'error' ? styles.noteError : styles.noteWarning)}
            title={shown(note.words)}
          >
            {shown(wordsOf(note, room))}
          </span>
        )}
      </div>
    );
  });
}
