import { CircleCheck, CircleDashed, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { plainModel } from '../store/title.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { duration } from '../ui/units.ts';
import { showAttempt } from './acts.ts';
import styles from './ExchangePanel.module.css';
import type { Opened } from './opened.ts';

/** Attempts that can be switched between; the list has them all. */
const MOST = 9;

/** Switches between the attempts of one call; nothing where there was one only. */
export function Attempts({ opened: { exchange, family } }: { readonly opened: Opened }) {
  if (family.length < 2) return null;
  const options = family.slice(0, MOST).map(({ id, status, state, model }, i) => ({
    value: id,
    label: `${i + 1} ${status ?? state}`,
    title: shown(model ?? ''),
  }));
  return <Segmented label="Attempt" value={exchange.row.id} options={options} onChange={showAttempt} />;
}

/** How an attempt went; one that still runs has not failed. */
function signOf({ status, state }: ExchangeRow): readonly [LucideIcon, string | undefined] {
  if (status !== null && status < 400) return [CircleCheck, styles.good];
  if (status === null && state === 'open') return [CircleDashed, styles.dim];
  return [status === 429 || state === 'cancelled' ? TriangleAlert : CircleX, styles.bad];
}

/** What was answered to other attempts of the same call, one line each. */
export function OtherAnswers({ rows }: { readonly rows: readonly ExchangeRow[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className={styles.attempts}>
      {rows.map((row) => {
        const { id, status, state, error, model, endMs } = row;
        const [Icon, look] = signOf(row);
        return (
          <li key={id} className={styles.line}>
            <Icon size={13} aria-hidden className={look} />
            <b>{status ?? state}</b>
            <span className={styles.dim}>
              {shown(`${plainModel(model ?? '')} ${error}`.trim())}
              {endMs !== null && ` after ${duration(endMs)}`}
              {status === 429 && ' · not a matter of the body'}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
