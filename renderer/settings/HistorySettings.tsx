import { useEffect, useState } from 'react';
import type { HistoryState, Retention } from '../../shared/contract/history.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { bytes } from '../ui/units.ts';
import styles from './SettingsDialog.module.css';

const MB = 1_000_000;

/** The limits as they are typed: an empty one is none. */
interface Typed {
  readonly megabytes: string;
  readonly days: string;
  readonly exchanges: string;
}

interface Limit {
  readonly id: keyof Typed;
  readonly label: string;
  readonly unit?: string;
  readonly placeholder?: string;
}

const LIMITS: readonly Limit[] = [
  { id: 'megabytes', label: 'Size on disk', unit: 'MB' },
  { id: 'days', label: 'Age', unit: 'days', placeholder: 'for ever' },
  { id: 'exchanges', label: 'Number of exchanges', placeholder: 'any number' },
];

const typed = ({ maxBytes, maxDays, maxExchanges }: Retention): Typed => ({
  megabytes: String(Math.round(maxBytes / MB)),
  days: maxDays === null ? '' : String(maxDays),
  exchanges: maxExchanges === null ? '' : String(maxExchanges),
});

/** A number over 0, or null for an empty field; undefined for anything else. */
function read(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** The limits that were typed; null where one is no number. */
function retentionOf({ megabytes, days, exchanges }: Typed): Retention | null {
  const [size, maxDays, count] = [read(megabytes), read(days), read(exchanges)];
  if (typeof size !== 'number' || maxDays === undefined || count === undefined) return null;
  return { maxBytes: Math.round(size * MB), maxDays, maxExchanges: count === null ? null : Math.ceil(count) };
}

/** What the history keeps: whatever is reached first; pinned exchanges stay. */
export function HistorySettings() {
  const client = useConnection((state) => state.client);
  const [state, setState] = useState<HistoryState | null>(null);
  const [kept, setKept] = useState<Retention | null>(null);
  const [now, setNow] = useState<Typed | null>(null);
  useEffect(() => {
    if (!client) return;
    Promise.all([client.history.state(), client.history.retention.get()])
      .then(([store, retention]) => {
        setState(store);
        setKept(retention);
        setNow(typed(retention));
      })
      .catch(() => undefined);
  }, [client]);
  const wanted = now && retentionOf(now);
  const save = async (): Promise<void> => {
    if (!client || !wanted) return;
    try {
      const retention = await client.history.retention.set(wanted);
      setKept(retention);
      setNow(typed(retention));
      setState(await client.history.state());
      notify('The history keeps within these limits from now on.');
    } catch (error) {
      notify(error instanceof Error ? error.message : 'The host does not answer.');
    }
  };
  return (
    <section data-part="history">
      <h3>History</h3>
      <p className={styles.note}>
        The oldest give way once one of these is reached; pinned exchanges stay. Secrets are taken out before
        anything is kept.
      </p>
      {now && (
        <form
          className={styles.limits}
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {LIMITS.map(({ id, ...limit }) => (
            <Field
              key={id}
              {...limit}
              inputMode="numeric"
              value={now[id]}
              onChange={(event) => setNow({ ...now, [id]: event.target.value })}
            />
          ))}
          <Button
            type="submit"
            small
            look="solid"
            disabled={!wanted || JSON.stringify(wanted) === JSON.stringify(kept)}
          >
            Keep within these
          </Button>
        </form>
      )}
      {state && (
        <p className={styles.note}>
          {state.exchanges.toLocaleString('en')} exchanges, {bytes(state.bytes)} in <code>{state.file}</code>
          {state.sentence !== '' && ` · ${state.sentence}`}
        </p>
      )}
    </section>
  );
}
