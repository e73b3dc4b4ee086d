import { type ReactNode, useMemo } from 'react';
import { GroupButton } from '../calls/GroupButton.tsx';
import { FilterField } from '../history/FilterField.tsx';
import { valuesOf } from '../history/store.ts';
import { hasTerm, toggleTerm } from '../history/terms.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './FilterBar.module.css';
import { PRESETS, readFilter } from './filter.ts';
import { useLive } from './store.ts';

interface FilterBarProps {
  /** Stands before the field. */
  readonly lead: ReactNode;
  readonly shown: number;
  readonly preparation: boolean;
  readonly hidden: number;
  readonly onPreparation: (shown: boolean) => void;
}

const setFilter = (filter: string): void => useLive.setState({ filter });

/** Which calls the list shows. Presets only add a word. */
export function FilterBar({ lead, shown, preparation, hidden, onPreparation }: FilterBarProps) {
  const filter = useLive((state) => state.filter);
  const rows = useLive((state) => state.rows);
  const byTime = useLive((state) => state.sort.by === 'time');
  const counts = useMemo(
    () =>
      new Map(
        PRESETS.map(({ word }): readonly [string, number] => [
          word,
          rows.filter(readFilter(word, 0).passes).length,
        ]),
      ),
    [rows],
  );
  return (
    <Bar className={styles.bar}>
      {lead}
      <FilterField label="Filter calls" query={filter} onChange={setFilter} values={valuesOf}>
        <span className={styles.count} role="status">
          {shown} of {rows.length}
        </span>
      </FilterField>
      <fieldset className={styles.presets}>
        <legend className="visually-hidden">Filters at hand</legend>
        {PRESETS.map(({ label, word }) => (
          <button
            key={word}
            type="button"
            className={styles.preset}
            aria-pressed={hasTerm(filter, word)}
            onClick={() => setFilter(toggleTerm(filter, word))}
          >
            {label} <span className={styles.number}>{counts.get(word) ?? 0}</span>
          </button>
        ))}
      </fieldset>
      <GroupButton rows={rows} possible={byTime} />
      {hidden > 0 && (
        <Button
          small
          aria-pressed={preparation}
          title="Calls by which a program only prepares its work"
          onClick={() => onPreparation(!preparation)}
        >
          {preparation ? 'Fold' : 'Show'} {hidden} preparing
        </Button>
      )}
    </Bar>
  );
}
