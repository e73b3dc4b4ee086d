import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, CircleCheck, CircleX, Pin, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import type { SortKey } from '../../shared/contract/history.ts';
import type { Line } from '../capture/group.ts';
import { cx } from '../ui/cx.ts';
import { DataRow, DataTable } from '../ui/DataTable.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import { shown } from '../ui/shown.ts';
import { duration } from '../ui/units.ts';
import styles from './HistoryList.module.css';
import { toggleOpen, useJoined } from './joined.ts';
import { historyLines } from './lines.ts';
import { compareWith, loadMore, select, sortBy, useHistory } from './store.ts';

const ROW_PX = 27;
/** More is asked for when so few rows are left below. */
const AHEAD = 60;

const COLUMNS: readonly (readonly [id: string, head: string, sort: SortKey])[] = [
  ['time', 'Time', 'started'],
  ['program', 'Program', 'program'],
  ['model', 'Model', 'model'],
  ['title', 'Asked', 'asked'],
  ['route', 'Route', 'route'],
  ['status', 'Status', 'status'],
  ['flags', 'Flags', 'flags'],
  ['in', 'Tokens in', 'tokens-in'],
  ['out', 'and out', 'tokens-out'],
  ['first', 'First token', 'first-token'],
  ['stall', 'Stall', 'stall'],
  ['duration', 'Duration', 'duration'],
];

/** Exchanges of the store, in pages as they are reached. */
export function HistoryList() {
  const scroll = useRef<HTMLElement>(null);
  const rows = useHistory((state) => state.rows);
  const sort = useHistory((state) => state.sort);
  const next = useHistory((state) => state.next);
  const selected = useHistory((state) => state.selected);
  const against = useHistory((state) => state.against);
  const count = useHistory((state) => state.count);
  const { rows: joined, open, preparation } = useJoined();
  const lines = useMemo(
    () => historyLines({ rows, joined, open, preparation }),
    [rows, joined, open, preparation],
  );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    getItemKey: (index) => lines[index]?.row.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (next !== null && last + AHEAD >= lines.length) void loadMore();
  }, [last, lines.length, next]);

  const at = lines.findIndex(({ row }) => row.id === selected);
  const go = (index: number): void => {
    const bounded = Math.max(0, Math.min(lines.length - 1, index));
    const line = lines[bounded];
    if (!line) return;
    select(line.row.id);
    virtual.scrollToIndex(bounded);
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
      ArrowRight: () => line && line.children > 0 && !line.open && toggleOpen(line.row.id),
      ArrowLeft: () => {
        if (line?.open) toggleOpen(line.row.id);
        else if (line?.level === 2) go(lines.findIndex(({ row }) => row.id === line.row.cause?.client));
      },
      Escape: () => select(null),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  const columns = COLUMNS.map(([id, head, by]) => ({
    id,
    head: <SortHead head={head} on={sort.by === by} descending={sort.descending} onSort={() => sortBy(by)} />,
    className: styles[`column-${id}`],
  }));
  return (
    <DataTable
      columns={columns}
      scroll={scroll}
      className={styles.table}
      role="treegrid"
      tabIndex={0}
      aria-label="Kept calls"
      aria-rowcount={Math.max(count ?? 0, lines.length) + 1}
      aria-activedescendant={at < 0 ? undefined : `kept-${selected}`}
      onKeyDown={onKeyDown}
    >
      <Spacer height={above} />
      {items.map(({ index, key }) => {
        const line = lines[index];
        return (
          line && (
            <HistoryRow
              key={key}
              line={line}
              index={index}
              lit={line.row.id === selected}
              marked={line.row.id === against}
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

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** The time of today; of other days with the date, and of other years with the year in place of the seconds. */
function timeOf(at: number): string {
  const date = new Date(at);
  const now = new Date();
  const time = date.toLocaleTimeString('en-GB');
  if (date.toDateString() === now.toDateString()) return `${time}.${pad(date.getMilliseconds(), 3)}`;
  const day = `${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  if (date.getFullYear() === now.getFullYear()) return `${day} ${time}`;
  return `${date.getFullYear()}-${day} ${time.slice(0, 5)}`;
}

const count = (tokens: number | null): string => (tokens === null ? '–' : tokens.toLocaleString('en'));
const time = (ms: number | null): string => (ms === null ? '–' : duration(ms));

interface HistoryRowProps {
  readonly line: Line;
  readonly index: number;
  readonly lit: boolean;
  readonly marked: boolean;
}

function HistoryRow({ line, index, lit, marked }: HistoryRowProps) {
  const { row, level, role, passes, children } = line;
  const flags = row.flags.map(({ kind, names, count: many }) =>
    names.length === 1 ? `${kind} ${names[0]}` : `${kind} ${many}`,
  );
  return (
    <DataRow
      id={`kept-${row.id}`}
      aria-rowindex={index + 2}
      aria-level={level}
      aria-selected={lit || marked}
      {...(children > 0 ? { 'aria-expanded': line.open } : {})}
      lit={lit}
      className={cx(
        styles.row,
        marked && styles.marked,
        level === 2 && styles.child,
        !passes && styles.faint,
      )}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-twist]')) toggleOpen(row.id);
        else if (event.ctrlKey || event.metaKey) compareWith(row.id);
        else select(row.id);
      }}
    >
      <td className={styles.mono} title={new Date(row.startedAt).toString()}>
        <Twist line={line} /> {timeOf(row.startedAt)}
      </td>
      <td>
        {row.pinned && <Pin size={11} aria-label="pinned" />} {role || shown(row.program || '–')}
      </td>
      <td className={styles.mono} title={row.model ?? row.path}>
        {shown(row.model ?? row.path)}
      </td>
      <td className={styles.dim} title={row.title}>
        {shown(row.title)}
      </td>
      <td className={styles.mono}>
        {children > 0 ? `${children} ${children === 1 ? 'call' : 'calls'}` : (row.route ?? row.side)}
      </td>
      <Status row={row} />
      <td className={styles.flags} title={row.flags.flatMap(({ names }) => names).join(', ')}>
        {shown(flags.join(' · ') || row.error)}
      </td>
      <td className={styles.number}>{count(row.usage.inputTokens)}</td>
      <td className={styles.number}>{count(row.usage.outputTokens)}</td>
      <td className={styles.number}>{time(row.firstTokenMs)}</td>
      <td className={styles.number}>{time(row.longestGapMs)}</td>
      <td className={styles.number}>{time(row.endMs)}</td>
    </DataRow>
  );
}

/** Opens a client's call to the Bedrock calls that it caused. */
function Twist({ line: { level, children, open } }: { readonly line: Line }) {
  if (level === 2) return <span className={styles.indent}>└</span>;
  if (children === 0) return <span className={styles.twist} />;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <span className={styles.twist} data-twist>
      <Icon size={12} aria-hidden />
    </span>
  );
}

function Status({ row: { state, status } }: { readonly row: ExchangeRow }) {
  if (state === 'open') return <td className={styles.status}>running</td>;
  const amber = status === 429 || state === 'cancelled' || state === 'interrupted';
  const bad = state === 'failed' || (status ?? 500) >= 400;
  const Icon = amber ? TriangleAlert : bad ? CircleX : CircleCheck;
  const words = state === 'done' ? '' : ` ${state}`;
  return (
    <td className={cx(styles.status, amber ? styles.amber : bad ? styles.bad : styles.good)}>
      <Icon size={13} aria-hidden /> {status ?? ''}
      {words}
    </td>
  );
}
