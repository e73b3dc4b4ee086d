import type { InputHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import styles from './NumberBox.module.css';

interface NumberBoxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  readonly label: string;
  /** Stands behind the number. */
  readonly unit?: string;
}

/** A number in a bar, to go to something by. */
export const NumberBox = ({ label, unit, className, ...input }: NumberBoxProps) => (
  <label className={cx(styles.box, className)}>
    {label}
    <input type="number" {...input} />
    {unit}
  </label>
);
