import { Search } from 'lucide-react';
import type { AuditResult } from '../../shared/contract/audit.ts';
import { Bar } from '../ui/Bar.tsx';
import { cx } from '../ui/cx.ts';
import styles from './FilterBar.module.css';
import { MarkSwatch } from './Mark.tsx';
import { MARK_IDS, MARKS } from './mark.ts';
import type { Summary } from './matrix.ts';
import { changeFilter, useAudit } from './store.ts';

interface FilterBarProps {
  readonly result: AuditResult;
  readonly summary: Summary;
  /** Number of rows that pass the filter. */
  readonly shown: number;
}

/** Which keys are shown, and what the marks mean. */
export function FilterBar({ result, summary, shown }: FilterBarProps) {
  const filter = useAudit((state) => state.filter);
  return (
    <Bar className={styles.bar}>
      <label className={styles.field}>
        <Search size={13} aria-hidden />
        <span className="visually-hidden">Filter keys</span>
        <input
          type="search"
          placeholder="Filter keys"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => changeFilter({ text: event.target.value })}
        />
      </label>
      <Toggle
        label="Only leaks"
        pressed={filter.onlyLeaks}
        onPress={(onlyLeaks) => changeFilter({ onlyLeaks })}
      />
      <Toggle
        label="Only changes"
        pressed={filter.onlyChanges}
        disabled={result.against === null}
        onPress={(onlyChanges) => changeFilter({ onlyChanges })}
      />
      <span className={styles.shown} role="status" aria-live="polite">
        {shown === result.rows.length ? '' : `${shown} of ${result.rows.length} keys`}
      </span>
      <ul className={styles.legend} aria-label="Marks">
        {MARK_IDS.filter((id) => summary.marks[id] > 0).map((id) => (
          <li key={id} title={`${MARKS[id].label}: ${MARKS[id].meaning}`}>
            <MarkSwatch mark={id} />
            <span>{MARKS[id].label}</span>
          </li>
        ))}
      </ul>
    </Bar>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly disabled?: boolean;
  readonly onPress: (pressed: boolean) => void;
}

function Toggle({ label, pressed, disabled = false, onPress }: ToggleProps) {
  return (
    <button
      type="button"
      className={cx(styles.toggle, pressed && styles.pressed)}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={() => onPress(!pressed)}
    >
      {label}
    </button>
  );
}
