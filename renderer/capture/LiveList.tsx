import { useEffect, useMemo, useState } from 'react';
import { CallTree } from '../calls/CallTree.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import { selectRow, sortLive, toggleRow } from './acts.ts';
import { axisEnd, holds, type Line } from './group.ts';
import styles from './LiveList.module.css';
import { LiveRow } from './LiveRow.tsx';
import type { LiveSortKey } from './sort.ts';
import { useLive } from './store.ts';

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
  const selected = useLive((state) => state.selected);
  const sort = useLive((state) => state.sort);
  const now = useNow(lines.some(({ row }) => row.state === 'open'));
  const axis = useMemo(() => axisEnd(lines, now), [lines, now]);
  const heads = COLUMNS.map(([id, head]) => ({
    id,
    head: (
      <SortHead head={head} on={sort.by === id} descending={sort.descending} onSort={() => sortLive(id)} />
    ),
    className: styles[`column-${id}`],
  }));
  const columns = [...heads, { id: 'axis', head: <Axis end={axis} />, className: styles['column-axis'] }];
  return (
    <CallTree
      lines={lines}
      columns={columns}
      className={styles.table}
      label="Calls"
      count={lines.length}
      selected={selected}
      order={`${sort.by} ${sort.descending}`}
      rowId={(id) => `call-${id}`}
      onSelect={selectRow}
      onToggle={toggleRow}
      row={(line, index) => (
        <LiveRow
          key={line.row.id}
          line={line}
          index={index}
          axis={axis}
          now={now}
          selected={holds(line, selected)}
        />
      )}
    />
  );
}

/** The time that all bars share. */
const Axis = ({ end }: { readonly end: number }) => (
  <span className={styles.axis}>
    <span>0</span>
    <span>{seconds(end / 2)}</span>
    <span>{seconds(end)}</span>
  </span>
);
