import { type ReactNode, useState } from 'react';
import styles from './Field.module.css';
import { Field } from './Field.tsx';
import { type NumberLimits, numberProblem } from './number-problem.ts';

interface NumberFieldProps extends NumberLimits {
  readonly label: string;
  readonly unit: string;
  readonly note?: ReactNode;
  /** What holds now. */
  readonly value: number;
  readonly onTake: (value: number) => void;
}

/** A labelled number that is taken with Enter or when the field is left; one that cannot be taken stays, and is told why. */
export function NumberField({ label, unit, note, value, onTake, ...limits }: NumberFieldProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const take = ({ valueAsNumber: given }: HTMLInputElement): void => {
    const found = numberProblem(given, limits, value);
    setProblem(found);
    if (found === null && given !== value) onTake(given);
  };
  return (
    <Field
      label={label}
      unit={unit}
      type="number"
      min={limits.min}
      max={limits.max}
      step={limits.whole ? 1 : 'any'}
      defaultValue={value}
      aria-invalid={problem !== null}
      note={
        problem === null ? (
          note
        ) : (
          <span role="alert" className={styles.problem}>
            {problem}
          </span>
        )
      }
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(event.currentTarget);
      }}
    />
  );
}
