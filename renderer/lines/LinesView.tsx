import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { Lines } from '../../shared/diff/layout.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { useFind } from '../store/find.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import { ChangeBar } from './ChangeBar.tsx';
import { copiedLines } from './copied-lines.ts';
import { FindBar } from './FindBar.tsx';
import styles from './lines.module.css';
import { compareTexts, layOutRows, notesByLine, type Side } from './model.ts';
import { RowView } from './RowView.tsx';
import { Ruler } from './Ruler.tsx';
import { moveBox, ticksOf } from './ruler-marks.ts';
import { useFound } from './useFound.ts';
import { useKeptPlace } from './useKeptPlace.ts';
import { useRoom } from './useRoom.ts';
import { type Goal, useWay } from './useWay.ts';

interface LinesViewProps {
  readonly left: Side;
  /** Null shows the left text alone. */
  readonly right: Side | null;
  /** Equal lines are folded at first. */
  readonly folded?: boolean;
  /** False where another view has the search bar. */
  readonly bar?: boolean;
  readonly goal?: Goal | null;
  readonly onPoint?: (pointer: Pointer | null, side: 'a' | 'b') => void;
}

const ROW_PX = 20;
/** Two columns stand side by side where each has room for so many characters. */
const LEAST_BESIDE = 30;
const NONE: readonly never[] = [];

/** One or two laid-out JSON texts in one scroller with shared rows: whatever wraps or opens, equal lines stand on one height. Where there is no room for two columns, what differs stands in one. */
export function LinesView({ left, right, folded = true, bar = true, goal = null, onPoint }: LinesViewProps) {
  const area = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { alone, beside } = useRoom(area);
  const both = right !== null;
  const stacked = both && beside < LEAST_BESIDE;
  const room = both && !stacked ? beside : alone;
  const columns = useMemo(() => ({ both, stacked }), [both, stacked]);
  const [wrap, setWrap] = useState(false);
  const [fold, setFold] = useState(folded);
  const [opened, setOpened] = useState<readonly Lines[]>(NONE);
  const [strings, setStrings] = useState<ReadonlySet<string>>(new Set());

  const compared = useMemo(() => compareTexts(left.text, right?.text ?? null), [left.text, right?.text]);
  const { a, b, hunks } = compared;
  const texts = useMemo(() => [a, b] as const, [a, b]);
  const notes = useMemo(() => notesByLine(a, left.notes), [a, left.notes]);
  const layout = useMemo(
    () => layOutRows(compared, { folded: fold, kept: [...notes.keys()], opened, stacked }),
    [compared, fold, notes, opened, stacked],
  );
  const lit = useMemo(
    () =>
      [a, b].map((index, i) =>
        ((i === 0 ? left.lit : right?.lit) ?? NONE).flatMap((pointer) => index.lines(pointer) ?? []),
      ),
    [a, b, left.lit, right?.lit],
  );

  const find = useFind();
  const virtual = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_PX,
    overscan: 14,
    onChange: (now) => moveBox(box.current, now),
  });
  const scroller = useRef(virtual);
  scroller.current = virtual;
  const even = !wrap && strings.size === 0;
  const scrollTo = useCallback(
    (row: number, align: 'center' | 'auto') => {
      const [offset] = (even && scroller.current.getOffsetForIndex(row, align)) || [null];
      // While all rows are equally high the first one is shown whole.
      if (offset === null || align === 'auto') scroller.current.scrollToIndex(row, { align });
      else scroller.current.scrollToOffset(Math.round(offset / ROW_PX) * ROW_PX);
    },
    [even],
  );
  const openLines = useCallback(
    (from: number, to: number): void => setOpened((all) => [...all, { from, to }]),
    [],
  );
  const way = useWay({
    area,
    compared,
    layout,
    both,
    notes,
    goal,
    rowPx: ROW_PX,
    scrollTo,
    openLines,
  });
  const { current, setCurrent } = way;
  useKeptPlace({ area, compared, layout, current, setCurrent, rowPx: even ? ROW_PX : null });
  const { found, byRow, at: matchAt, step: stepMatch } = useFound(compared, layout, columns, way.go);
  const now = found[matchAt] ?? null;

  const toggleString = useCallback(
    (name: string): void =>
      setStrings((all) => {
        const next = new Set(all);
        if (!next.delete(name)) next.add(name);
        return next;
      }),
    [],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 25, PageUp: -25, Home: -layout.rows, End: layout.rows }[
      event.key
    ];
    if (by !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const next = Math.min(layout.rows - 1, Math.max(0, current + by));
      setCurrent(next);
      scrollTo(next, 'auto');
    } else if (event.key === 'Enter') {
      const row = layout.row(current);
      if (row?.kind === 'fold') openLines(row.a, row.a + row.count);
      else if (row) toggleString(row.a === null ? `b${row.b}` : `a${row.a}`);
    }
  };

  const onCopy = (event: ClipboardEvent): void => {
    const lines = copiedLines(window.getSelection(), area.current);
    if (!lines) return;
    const index = lines.side === 'a' ? a : b;
    event.preventDefault();
    event.clipboardData.setData(
      'text/plain',
      index.text.slice(index.start(lines.from), index.stop(lines.to)),
    );
  };

  const ticks = useMemo(() => ticksOf(layout, found, notes), [found, layout, notes]);
  const toShare = useCallback(
    (share: number): void => scrollTo(Math.round(share * layout.rows), 'center'),
    [scrollTo, layout],
  );

  const hasFolds = fold && hunks.length + notes.size > 0;
  const inFolds = hasFolds ? found.filter(({ row }) => layout.row(row)?.kind === 'fold').length : 0;
  const currentRow = layout.row(current);
  const note =
    currentRow && currentRow.kind !== 'fold' && currentRow.a !== null ? notes.get(currentRow.a) : undefined;
  const line = currentRow && currentRow.kind !== 'fold' ? (currentRow.a ?? currentRow.b) : null;
  const path = line === null ? '' : (currentRow?.a === null ? b : a).pointer(line);

  return (
    <div className={styles.view}>
      <ChangeBar
        changes={right ? layout.changes.length : null}
        at={way.change}
        note={note ?? null}
        path={path}
        fold={fold}
        wrap={wrap}
        onStep={way.stepChange}
        onFold={() => {
          setOpened(NONE);
          setFold(!fold);
        }}
        onWrap={() => setWrap(!wrap)}
      />
      {find.open && bar && (
        <FindBar
          count={found.length}
          at={matchAt}
          note={found.length === 0 ? '' : `${found.length - inFolds} in open lines, ${inFolds} folded`}
          onStep={stepMatch}
          onClose={() => area.current?.focus()}
        />
      )}
      <div className={styles.stage}>
        {/* biome-ignore lint/a11y/useSemanticElements: the rows are virtual, a table element would need all of them */}
        <div
          ref={area}
          role="table"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here
          tabIndex={0}
          aria-label={right ? `${left.label} beside ${right.label}` : left.label}
          aria-rowcount={layout.rows}
          className={cx(styles.scroller, wrap && styles.wrap)}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onMouseLeave={() => onPoint?.(null, 'a')}
        >
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          <div role="rowgroup" className={styles.space} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = layout.row(item.index);
              return row ? (
                <RowView
                  key={item.key}
                  index={item.index}
                  top={item.start}
                  row={row}
                  texts={texts}
                  columns={columns}
                  room={wrap ? 2_000 : room}
                  note={row.kind !== 'fold' && row.a !== null ? (notes.get(row.a) ?? null) : null}
                  lit={lit}
                  found={byRow.get(item.index) ?? NONE}
                  now={now}
                  current={item.index === current}
                  strings={strings}
                  measure={wrap || strings.size > 0 ? virtual.measureElement : null}
                  onOpenLines={openLines}
                  onOpenString={toggleString}
                  {...(onPoint ? { onPoint } : {})}
                  onCurrent={setCurrent}
                />
              ) : null;
            })}
          </div>
        </div>
        <Ruler ticks={ticks} box={box} onGo={toShare} />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {current >= 0 &&
          line !== null &&
          shown(
            `Line ${line + 1}: ${(currentRow?.a === null ? b : a).line(line).trim().slice(0, 120)}${note ? `, ${note.words}` : ''}`,
          )}
      </p>
    </div>
  );
}
