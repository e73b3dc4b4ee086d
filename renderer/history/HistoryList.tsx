import { CircleCheck, CircleX, Pin, TriangleAlert } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import type { SortKey } from '../../shared/contract/history.ts';
import { CallTree } from '../calls/CallTree.tsx';
import { FlagTags } from '../calls/FlagTags.tsx';
import { useGrouping } from '../calls/grouping.ts';
import { isTwist, Twist } from '../calls/Twist.tsx';
import { countBelow, holds, isGroup, type Line } from '../capture/group.ts';
import { plainModel } from '../store/title.ts';
import { cx } from '../ui/cx.ts';
import { DataRow } from '../ui/DataTable.tsx';
import { SortHead } from '../ui/SortHead.tsx';
import { shown } from '../ui/shown.ts';
import { duration } from '../ui/units.ts';
import styles from './HistoryList.module.css';
import { toggleOpen, useJoined } from './joined.ts';
import { historyLines } from './lines.ts';
import { canGroup, compareWith, loadMore, select, sortBy, useHistory } from './store.ts';

/** More is asked for when so few rows are left below. */
const AHEAD = 60;
/** So many are loaded for less than a screen full of lines, and no more. */
const MOST_FOLDED = 5_000;

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
  const rows = useHistory((state) => state.rows);
  const sort = useHistory((state) => state.sort);
  const next = useHistory((state) => state.next);
  const selected = useHistory((state) => state.selected);
  const against = useHistory((state) => state.against);
  const count = useHistory((state) => state.count);
  const query = useHistory((state) => state.query);
  const { rows: joined, open, preparation } = useJoined();
  const possible = useHistory(canGroup);
  const grouped = useGrouping((state) => state.grouped) && possible;
  const lines = useMemo(
    () => historyLines({ rows, joined, open, preparation, grouped }),
    [rows, joined, open, preparation, grouped],
  );
  const reached = useCallback(
    (last: number) => {
      // One long conversation, folded, must not bring the whole store into the page.
      if (lines.length < AHEAD && rows.length >= MOST_FOLDED) return;
      if (next !== null && last + AHEAD >= lines.length) void loadMore();
    },
    [lines.length, rows.length, next],
  );
  const columns = COLUMNS.map(([id, head, by]) => ({
    id,
    head: <SortHead head={head} on={sort.by === by} descending={sort.descending} onSort={() => sortBy(by)} />,
    className: styles[`column-${id}`],
  }));
  return (
    <CallTree
      lines={lines}
      columns={columns}
      className={styles.table}
      label="Kept calls"
      count={Math.max(count ?? 0, lines.length)}
      selected={selected}
      order={`${sort.by} ${sort.descending} ${query}`}
      rowId={(id) => `kept-${id}`}
      onSelect={select}
      onToggle={toggleOpen}
      onReach={reached}
      row={(line, index) => (
        <HistoryRow
          key={line.row.id}
          line={line}
          index={index}
          lit={holds(line, selected)}
          marked={line.row.id === against}
        />
      )}
    />
  );
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
  const { row, level, role, passes } = line;
  return (
    <DataRow
      id={`kept-${row.id}`}
      aria-rowindex={index + 2}
      aria-level={level}
      aria-selected={lit || marked}
      {...(isGroup(line) ? { 'aria-expanded': line.open } : {})}
      lit={lit}
      className={cx(styles.row, marked && styles.marked, level > 1 && styles.child, !passes && styles.faint)}
      onClick={(event) => {
        if (isTwist(event.target)) toggleOpen(line.key);
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
      <td className={styles.mono} title={shown(row.model ?? row.path)}>
        {shown(row.model === null ? row.path : plainModel(row.model))}
      </td>
      <td className={styles.dim} title={shown(row.title)}>
        {shown(row.title)}
      </td>
      <td className={styles.mono}>{countBelow(line) ?? row.route ?? row.side}</td>
      <Status row={row} />
      <td title={shown(row.flags.flatMap(({ names }) => names).join(', '))}>
        <FlagTags row={row} folded={line.folded} />
      </td>
      <td className={styles.number}>{count(row.usage.inputTokens)}</td>
      <td className={styles.number}>{count(row.usage.outputTokens)}</td>
      <td className={styles.number}>{time(row.firstTokenMs)}</td>
      <td className={styles.number}>{time(row.longestGapMs)}</td>
      <td className={styles.number}>{time(row.endMs)}</td>
    </DataRow>
  );
}

function Status({ row: { state, status } }: { readonly row: ExchangeRow }) {
  if (state === 'open') return <td className={styles.status}>running</td>;
  const amber = status === 429 || state === 'cancelled' || state === 'interrupted';
  const bad = state === 'failed' || (status ?? 500) >= 400;
  const Icon = amber ? TriangleAlert : bad ? CircleX : CircleCheck;
  return (
    <td
      className={cx(styles.status, amber ? styles.amber : bad ? styles.bad : styles.good)}
      title={`${status ?? 'No answer'}, ${state}`}
    >
      <Icon size={13} aria-hidden /> {state === 'done' ? status : state}
    </td>
  );
}
