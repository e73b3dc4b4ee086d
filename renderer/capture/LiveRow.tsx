import { Ban, CircleCheck, CircleX, Play, TriangleAlert } from 'lucide-react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { FlagTags } from '../calls/FlagTags.tsx';
import { isTwist, Twist } from '../calls/Twist.tsx';
import { plainModel } from '../store/title.ts';
import { cx } from '../ui/cx.ts';
import { DataRow } from '../ui/DataTable.tsx';
import { shown } from '../ui/shown.ts';
import { duration } from '../ui/units.ts';
import { selectRow, toggleRow } from './acts.ts';
import { countBelow, durationOf, isGroup, type Line } from './group.ts';
import { goOn, isEdited, useHeldEdits } from './held-edits.ts';
import styles from './LiveList.module.css';
import { decide } from './rules.ts';
import { TimeBar } from './TimeBar.tsx';

interface LiveRowProps {
  readonly line: Line;
  readonly index: number;
  readonly axis: number;
  readonly now: number;
  readonly selected: boolean;
}

const timeOf = (at: number): string => {
  const date = new Date(at);
  return `${date.toLocaleTimeString('en-GB')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
};

const count = (tokens: number | null): string => (tokens === null ? '–' : tokens.toLocaleString('en'));

/** One call. */
export function LiveRow({ line, index, axis, now, selected }: LiveRowProps) {
  const { row, level, role, below } = line;
  const [name = '', ...version] = row.program.split(/ (?=[^ ]*$)/);
  return (
    <DataRow
      id={`call-${row.id}`}
      aria-rowindex={index + 2}
      aria-level={level}
      aria-selected={selected}
      {...(isGroup(line) ? { 'aria-expanded': line.open } : {})}
      className={cx(
        styles.row,
        level > 1 && styles.child,
        !line.passes && styles.faint,
        row.state === 'open' && isWaiting(row) && styles.held,
      )}
      lit={selected}
      onClick={({ target }) => {
        if (isTwist(target)) toggleRow(line.key);
        else selectRow(row.id);
      }}
    >
      <td className={styles.time}>
        <Twist line={line} />
        {below === 'call' ? `+${duration(line.offsetMs)}` : timeOf(row.startedAt)}
      </td>
      <td title={shown(row.title)}>
        {role || (
          <>
            {shown(name || '–')} <span className={styles.version}>{shown(version.join(' '))}</span>
          </>
        )}
      </td>
      <td className={styles.mono} title={shown(row.model ?? row.path)}>
        {shown(row.model === null ? row.path : plainModel(row.model))}
      </td>
      <td className={styles.mono}>{countBelow(line) ?? row.route ?? dialectWord(row)}</td>
      <Status row={row} />
      <Flags line={line} />
      <td className={cx(styles.number, styles.mono)}>
        {count(row.usage.inputTokens)} → {count(row.usage.outputTokens)}
      </td>
      <td className={cx(styles.number, styles.mono)}>
        {row.firstTokenMs === null ? '–' : duration(row.firstTokenMs)}
      </td>
      <td className={cx(styles.number, styles.mono)}>{duration(durationOf(row, now))}</td>
      <td>
        <TimeBar line={line} axis={axis} now={now} />
      </td>
    </DataRow>
  );
}

const isWaiting = ({ flags }: ExchangeRow): boolean =>
  flags.some(({ kind, names }) => kind === 'held' && names.includes('waiting'));

const dialectWord = ({ side, dialect }: ExchangeRow): string =>
  side === 'client' ? dialect.replace(/^\w+-/, '') : 'none';

function Status({ row }: { readonly row: ExchangeRow }) {
  const { state, status } = row;
  if (state === 'open') {
    const word = isWaiting(row) ? 'held' : status === null ? 'waiting' : 'streaming';
    return (
      <td className={cx(styles.status, word === 'held' ? styles.amber : styles.running)}>
        <span className={styles.pulse} aria-hidden /> {word}
      </td>
    );
  }
  const bad = status === null || status >= 400 || state === 'failed';
  const throttled = status === 429 || state === 'cancelled';
  const Icon = throttled ? TriangleAlert : bad ? CircleX : CircleCheck;
  return (
    <td className={cx(styles.status, throttled ? styles.amber : bad ? styles.bad : styles.good)}>
      <Icon size={13} aria-hidden /> {state === 'cancelled' ? 'cancelled' : (status ?? 'failed')}
    </td>
  );
}

/** What can be done to a call that waits, in its own row. */
function HeldActions({ id }: { readonly id: string }) {
  const edited = useHeldEdits(({ byId }) => isEdited(byId[id]));
  return (
    <td>
      <button
        type="button"
        className={styles.action}
        onClick={() => goOn(id)}
        title="F9 continues the one that has waited longest"
      >
        <Play size={11} aria-hidden /> {edited ? 'Send edited' : 'Continue'}
      </button>
      <button
        type="button"
        className={styles.action}
        onClick={() => void decide(id, { kind: 'fault', exception: 'AccessDeniedException' })}
      >
        <Ban size={11} aria-hidden /> Refuse
      </button>
    </td>
  );
}

function Flags({ line: { row, folded } }: { readonly line: Line }) {
  if (row.state === 'open' && isWaiting(row)) return <HeldActions id={row.id} />;
  return (
    <td>
      <FlagTags row={row} folded={folded} />
    </td>
  );
}
