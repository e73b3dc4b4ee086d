import { Filter } from 'lucide-react';
import { useMemo } from 'react';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './FilterBar.module.css';
import { PRESETS, type Filter as ReadFilter, readFilter } from './filter.ts';
import { useLive } from './store.ts';

interface FilterBarProps {
  readonly read: ReadFilter;
  readonly shown: number;
  readonly preparation: boolean;
  readonly hidden: number;
  readonly onPreparation: (shown: boolean) => void;
}

const wordsOf = (filter: string): readonly string[] => filter.split(/\s+/).filter(Boolean);

function toggle(word: string): void {
  useLive.setState(({ filter }) => {
    const words = wordsOf(filter);
    return {
      filter: (words.includes(word) ? words.filter((other) => other !== word) : [...words, word]).join(' '),
    };
  });
}

/** Which calls the list shows. Presets only add a word. */
export function FilterBar({ read, shown, preparation, hidden, onPreparation }: FilterBarProps) {
  const filter = useLive((state) => state.filter);
  const rows = useLive((state) => state.rows);
  const words = wordsOf(filter);
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
      <div className={styles.field}>
        <Filter size={13} aria-hidden />
        <input
          className={styles.input}
          aria-label="Filter calls"
          placeholder="Filter, for example model:claude status:>=400 flag:leaked -op:Converse"
          aria-describedby="live-filter"
          aria-invalid={read.problem !== ''}
          spellCheck={false}
          value={filter}
          onChange={(event) => useLive.setState({ filter: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return;
            event.stopPropagation();
            useLive.setState({ filter: '' });
          }}
        />
        <span id="live-filter" className={cx(styles.sentence, read.problem !== '' && styles.problem)}>
          {read.problem || read.sentence}
        </span>
        <span className={styles.count} role="status">
          {shown} of {rows.length}
        </span>
      </div>
      <fieldset className={styles.presets}>
        <legend className="visually-hidden">Filters at hand</legend>
        {PRESETS.map(({ label, word }) => (
          <button
            key={word}
            type="button"
            className={styles.preset}
            aria-pressed={words.includes(word)}
            onClick={() => toggle(word)}
          >
            {label} <span className={styles.number}>{counts.get(word) ?? 0}</span>
          </button>
        ))}
      </fieldset>
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
