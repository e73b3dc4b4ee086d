import { ListFilter, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { show, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import styles from './FilterBar.module.css';

interface FilterBarProps {
  readonly label: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  /** Stands at the end. */
  readonly children?: ReactNode;
}

/** Narrows a list of the pane: by words, and to what something became of. */
export function FilterBar({ label, words, onWords, children }: FilterBarProps) {
  const only = useView((state) => state.onlyChanged);
  return (
    <div className={styles.bar}>
      <label className={styles.field}>
        <Search size={13} aria-hidden />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          spellCheck={false}
          value={words}
          onChange={(event) => onWords(event.target.value)}
        />
      </label>
      <Button small aria-pressed={only} className={styles.only} onClick={() => show({ onlyChanged: !only })}>
        <ListFilter size={13} aria-hidden /> Only what changed
      </Button>
      {children}
    </div>
  );
}
