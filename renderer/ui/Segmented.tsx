import { type ReactNode, useId } from 'react';
import styles from './Segmented.module.css';

interface Option<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly title?: string;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}

/** A few exclusive choices side by side: radio buttons of the browser that look like one piece. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" className={styles.group} aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={styles.item} title={option.title}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={option.value}
            checked={option.value === value}
            data-state={option.value === value ? 'checked' : 'unchecked'}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
