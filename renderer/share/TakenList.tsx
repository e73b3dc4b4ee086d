import { ChevronRight, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Taken } from '../../shared/contract/share.ts';
import { shown } from '../ui/shown.ts';
import styles from './ShareDialog.module.css';
import { Switch } from './Switch.tsx';
import { chooseTaken } from './store.ts';

const timesOf = ({ values }: Taken): number => values.reduce((sum, { count }) => sum + count, 0);
const takenOf = ({ values }: Taken): number =>
  values.reduce((sum, { count, taken }) => sum + (taken ? count : 0), 0);

const counted = (taken: readonly Taken[]): string => {
  const all = taken.reduce((sum, one) => sum + takenOf(one), 0);
  if (all === 0) return 'Nothing taken out';
  return `${all.toLocaleString('en')} ${all === 1 ? 'thing' : 'things'} taken out`;
};

/**
 * What is taken out of what is shared: each kind can be opened, and each kind and value switched. Null while nothing
 * has been looked through yet.
 */
export function TakenList({ taken }: { readonly taken: readonly Taken[] | null }) {
  return (
    <section className={styles.taken} aria-label="What is taken out">
      <header className={styles.takenHead}>
        <ShieldCheck size={15} aria-hidden />
        <b>{taken ? counted(taken) : 'What is taken out'}</b>
      </header>
      <ul className={styles.kinds}>
        {taken?.map((one) => (
          <Kind key={one.kind} one={one} />
        ))}
        {taken?.length === 0 && <li className={styles.none}>Nothing secret or private was found in it.</li>}
      </ul>
      <p className={styles.hint}>
        A switch that is off puts the value back into the preview. Select text there to take out more.
      </p>
    </section>
  );
}

function summaryOf({ kind, values, taken }: Taken): string {
  if (!taken && (kind === 'message-text' || kind === 'tool-description'))
    return `Kept: ${values.length} of them stand in it`;
  return values
    .slice(0, 2)
    .map(({ shown: text }) => text.slice(0, 40))
    .concat(values.length > 2 ? [`${values.length - 2} more`] : [])
    .join(', ');
}

function Kind({ one }: { readonly one: Taken }) {
  const [open, setOpen] = useState(false);
  const { kind, label, values, taken } = one;
  return (
    <li className={styles.kind}>
      <div className={styles.kindHead}>
        <button type="button" className={styles.opener} aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={12} aria-hidden className={open ? styles.turned : undefined} />
          <b>{label}</b> <span className={styles.times}>{timesOf(one)}</span>
        </button>
        <Switch label={`Take out: ${label}`} checked={taken} onChange={(out) => chooseTaken(kind, out)} />
      </div>
      {open ? (
        <ul className={styles.values}>
          {values.map(({ id, shown: text, count, sections, taken: out }) => (
            <li key={id}>
              <span>
                <code>{shown(text)}</code>
                <small>
                  {count}× in {sections.map((section) => section.toLowerCase()).join(', ')}
                </small>
              </span>
              <Switch
                label={`Take out: ${text}`}
                checked={out}
                disabled={taken !== out && !taken}
                onChange={(now) => chooseTaken(id, now)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.summary}>{shown(summaryOf(one))}</p>
      )}
    </li>
  );
}
