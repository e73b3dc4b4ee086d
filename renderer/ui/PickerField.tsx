import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './Picker.module.css';

interface PickerFieldProps extends Omit<ComponentProps<'button'>, 'type' | 'value'> {
  /** Shown before the value. */
  readonly label: string;
  /** The accessible name before the value, where the label alone says too little. */
  readonly name: string;
  readonly value: string;
  /** Shown in place of the value, where that is too long. */
  readonly short?: string | undefined;
}

/** The button of a choice: what it is of, and what is chosen. */
export const PickerField = ({ label, name, value, short = value, ...rest }: PickerFieldProps) => (
  <button type="button" className={styles.field} aria-label={`${name}: ${value}`} {...rest}>
    <span className={styles.label}>{label}</span>
    <span>{short}</span>
    <ChevronDown size={13} aria-hidden className={styles.icon} />
  </button>
);
