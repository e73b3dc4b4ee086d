import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { DataTable } from '../ui/DataTable.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import { axisEnd, type Line } from './group.ts';
import styles from './LiveList.module.css';
import { LiveRow } from './LiveRow.tsx';
import type { LiveSortKey } from './sort.ts';
import { selectRow, sortLive, toggleRow, useLive } from './store.ts';

const ROW_PX = 27;
/** While a call runs its bar grows so often, milliseconds. */
const TICK_MS = 250;

const COLUMNS: readonly (readonly [id: LiveSortKey, head: string])[] = [
  ['time', 'Time'],
  ['program', 'Program'],
  ['model', 'Model'],
  ['route', 'Route'],
  ['status', 'Status'],
  ['flags', 'Flags'],
  ['tokens', 'Tokens in → out'],
  ['first', 'First token'],
  ['duration', 'Duration'],
];

/** The clock of the bars; it stands still where no call runs. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

/** The calls, newest first, with those that they caused below them and one time axis for all. */
export function LiveList({ lines }: { readonly lines: readonly Line[] }) {
  const scroll = useRef<HTMLElement>(null);
  const selected = useLive((state) => state.selected);
  const sort = useLive((state) => state.sort);
  const now = useNow(lines.some(({ row }) => row.state === 'open'));
  const axis = useMemo(() => axisEnd(lines, now), [lines, now]);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => lines[index]?.row.id ?? index,
  });
  const at = lines.findIndex(({ row }) => row.id === selected);

  const go = (index: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (!line) return;
    selectRow(line.row.id);
    rows.scrollToIndex(lines.indexOf(line));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW_PX) / ROW_PX) - 2);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at < 0 ? 0 : at - 1),
      PageDown: () => go(at + page),
      PageUp: () => go(at - page),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => line && line.children > 0 && !line.open && toggleRow(line.row.id),
      ArrowLeft: () => {
        if (line?.open) toggleRow(line.row.id);
        else if (line?.level === 2) go(lines.findIndex(({ row }) => row.id === line.row.cause?.client));
      },
      Escape: () => selectRow(null),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  const heads = COLUMNS.map(([id, head]) => ({
    id,
    head: (
      <SortHead head={head} on={sort.by === id} descending={sort.descending} onSort={() => sortLive(id)} />
    ),
    className: styles[`column-${id}`],
  }));
  const columns = [...heads, { id: 'axis', head: <Axis end={axis} />, className: styles['column-axis'] }];
  return (
    <DataTable
      columns={columns}
      scroll={scroll}
      className={styles.table}
      role="treegrid"
      tabIndex={0}
      aria-label="Calls"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={at < 0 ? undefined : `call-${selected}`}
      onKeyDown={onKeyDown}
    >
      <Spacer height={above} />
      {items.map(({ index, key }) => {
        const line = lines[index];
        return (
          line && (
            <LiveRow
              key={key}
              line={line}
              index={index}
              axis={axis}
              now={now}
              selected={line.row.id === selected}
            />
          )
        );
      })}
      <Spacer height={below} />
    </DataTable>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

/** The time that all bars share. */
const Axis = ({ end }: { readonly end: number }) => (
  <span className={styles.axis}>
    <span>0</span>
    <span>{seconds(end / 2)}</span>
    <span>{seconds(end)}</span>
  </span>
);
