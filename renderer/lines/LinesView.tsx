import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Lines } from '../../shared/diff/layout.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { useFind } from '../store/find.ts';
import { cx } from '../ui/cx.ts';
import { ChangeBar } from './ChangeBar.tsx';
import { copiedLines } from './copied-lines.ts';
import { FindBar } from './FindBar.tsx';
import styles from './lines.module.css';
import {
  compareTexts,
  type Found,
  findRows,
  layOutRows,
  nearestLine,
  notesByLine,
  type Side,
} from './model.ts';
import { RowView } from './RowView.tsx';
import { Ruler, type Tick } from './Ruler.tsx';
import { useRoom } from './useRoom.ts';

/** Where the user wants to go; each new `call` goes there again. */
export interface Goal {
  readonly call: number;
  /** The first of these that the texts have. */
  readonly pointers: readonly Pointer[];
}

interface LinesViewProps {
  readonly left: Side;
  /** Null shows the left text alone. */
  readonly right: Side | null;
  /** Equal lines are folded at first. */
  readonly folded?: boolean;
  readonly goal?: Goal | null;
  readonly onPoint?: (pointer: Pointer | null, side: 'a' | 'b') => void;
}

const ROW_PX = 20;
const NONE: readonly never[] = [];

/** One or two laid-out JSON texts in one scroller with shared rows: whatever wraps or opens, equal lines stand on one height. */
export function LinesView({ left, right, folded = true, goal = null, onPoint }: LinesViewProps) {
  const area = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const sides = right ? 2 : 1;
  const room = useRoom(area, sides);
  const [wrap, setWrap] = useState(false);
  const [fold, setFold] = useState(folded);
  const [opened, setOpened] = useState<readonly Lines[]>(NONE);
  const [strings, setStrings] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(-1);
  const [matchAt, setMatchAt] = useState(-1);

  const compared = useMemo(() => compareTexts(left.text, right?.text ?? null), [left.text, right?.text]);
  const { a, b, hunks } = compared;
  const texts = useMemo(() => [a, b] as const, [a, b]);
  const notes = useMemo(() => notesByLine(a, left.notes), [a, left.notes]);
  const layout = useMemo(
    () => layOutRows(compared, { folded: fold, kept: [...notes.keys()], opened }),
    [compared, fold, notes, opened],
  );
  const lit = useMemo(
    () =>
      [a, b].map((index, i) =>
        ((i === 0 ? left.lit : right?.lit) ?? NONE).flatMap((pointer) => index.lines(pointer) ?? []),
      ),
    [a, b, left.lit, right?.lit],
  );

  const find = useFind();
  const query = useDeferredValue(find.open ? find.text : '');
  const found = useMemo<readonly Found[]>(
    () =>
      query === ''
        ? NONE
        : findRows(compared, layout, { text: query, matchCase: find.matchCase, regexp: find.regexp }, sides),
    [compared, layout, query, find.matchCase, find.regexp, sides],
  );
  const foundByRow = useMemo(() => {
    const rows = new Map<number, Found[]>();
    for (const match of found) {
      const known = rows.get(match.row);
      if (known) known.push(match);
      else rows.set(match.row, [match]);
    }
    return rows;
  }, [found]);
  const now = found[matchAt] ?? null;

  const virtual = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => area.current,
    estimateSize: () => ROW_PX,
    overscan: 14,
    onChange: () => moveBox(),
  });
  const moveBox = (): void => {
    const { current: element } = area;
    if (!element || !box.current) return;
    const height = Math.max(element.scrollHeight, 1);
    box.current.style.top = `${(element.scrollTop / height) * 100}%`;
    box.current.style.height = `${Math.min(1, element.clientHeight / height) * 100}%`;
  };

  const openLines = useCallback(
    (from: number, to: number): void => setOpened((all) => [...all, { from, to }]),
    [],
  );
  const toRow = (row: number): void => {
    setCurrent(row);
    virtual.scrollToIndex(row, { align: 'center' });
  };

  /** Goes to a line of a side; a fold that it lies in opens there. */
  const [target, setTarget] = useState<{ readonly side: 'a' | 'b'; readonly line: number } | null>(null);
  useEffect(() => {
    if (!target) return;
    const row = layout.rowOf(target.side, target.line);
    const shown = layout.row(row);
    if (shown?.kind === 'fold') {
      const line = shown.a + target.line - shown[target.side];
      openLines(Math.max(shown.a, line - 4), Math.min(shown.a + shown.count, line + 5));
      return;
    }
    setTarget(null);
    setCurrent(row);
    virtual.scrollToIndex(row, { align: 'center' });
  }, [target, layout, openLines, virtual]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each call is one way to go, whatever changes later
  useEffect(() => {
    if (!goal || goal.pointers.length === 0) return;
    const [first = ''] = goal.pointers;
    const inRight = right && goal.pointers.find((pointer) => !a.lines(pointer) && b.lines(pointer));
    const pointer = goal.pointers.find((one) => a.lines(one));
    if (pointer === undefined && inRight) setTarget({ side: 'b', line: nearestLine(b, inRight) });
    else setTarget({ side: 'a', line: nearestLine(a, pointer ?? first) });
  }, [goal?.call]);

  /** What is wrong comes into view by itself, as long as nobody has scrolled. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text alone brings something new into view
  useEffect(() => {
    const { current: element } = area;
    if (!element || element.scrollTop > 0 || current >= 0) return;
    const wrong = [...notes].find(([, { tone }]) => tone === 'error')?.[0];
    const row = wrong === undefined ? layout.changes[0] : layout.rowOf('a', wrong);
    if (row !== undefined && (row + 2) * ROW_PX > element.clientHeight)
      virtual.scrollToIndex(row, { align: 'center' });
  }, [left.text]);

  const stepMatch = (by: 1 | -1): void => {
    if (found.length === 0) return;
    const next = (matchAt + by + found.length) % found.length;
    setMatchAt(next);
    const match = found[next];
    if (match) setTarget({ side: match.side, line: match.line });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search begins at the first match
  useEffect(() => {
    setMatchAt(found.length > 0 ? 0 : -1);
    const [first] = found;
    if (first && query !== '') setTarget({ side: first.side, line: first.line });
  }, [query, find.matchCase, find.regexp]);

  const change = current < 0 ? -1 : layout.changes.filter((row) => row <= current).length - 1;
  const stepChange = (by: 1 | -1): void => {
    const { changes } = layout;
    if (changes.length === 0) return;
    const onIt = changes[change] === current;
    const next =
      current < 0 ? (by === 1 ? 0 : changes.length - 1) : by === 1 ? change + 1 : onIt ? change - 1 : change;
    toRow(changes[(next + changes.length) % changes.length] ?? 0);
  };
  const step = useRef(stepChange);
  step.current = stepChange;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'F7' || area.current?.offsetParent == null) return;
      event.preventDefault();
      step.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

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
      virtual.scrollToIndex(next, { align: 'auto' });
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

  const ticks = useMemo<readonly Tick[]>(() => {
    const share = (row: number): number => row / Math.max(layout.rows, 1);
    return [
      ...found.map(({ row }): Tick => ({ at: share(row), tone: 'found' })),
      ...layout.changes.map((row): Tick => ({ at: share(row), tone: 'change' })),
      ...[...notes].map(([line, { tone }]): Tick => ({ at: share(layout.rowOf('a', line)), tone })),
    ];
  }, [found, layout, notes]);

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
        at={change}
        note={note ?? null}
        path={path}
        fold={fold}
        wrap={wrap}
        onStep={stepChange}
        onFold={() => {
          setOpened(NONE);
          setFold(!fold);
        }}
        onWrap={() => setWrap(!wrap)}
      />
      {find.open && (
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
          onScroll={moveBox}
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
                  sides={sides}
                  room={wrap ? 2_000 : room}
                  note={row.kind !== 'fold' && row.a !== null ? (notes.get(row.a) ?? null) : null}
                  lit={lit}
                  found={foundByRow.get(item.index) ?? NONE}
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
        <Ruler
          ticks={ticks}
          box={box}
          onGo={(share) => virtual.scrollToIndex(Math.round(share * layout.rows), { align: 'center' })}
        />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {current >= 0 &&
          line !== null &&
          `Line ${line + 1}: ${(currentRow?.a === null ? b : a).line(line).trim().slice(0, 120)}${note ? `, ${note.words}` : ''}`}
      </p>
    </div>
  );
}
