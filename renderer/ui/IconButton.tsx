import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'type'> {
  readonly icon: LucideIcon;
  /** What it does, for screen readers, and under the pointer with its keys behind it. */
  readonly label: string;
  /** As `Kbd` writes them; empty where there are none. */
  readonly keys?: string;
}

/** A button of a bar that is a picture alone; pressed where it is a switch that is on. */
export const IconButton = ({ icon: Icon, label, keys = '', ...rest }: IconButtonProps) => (
  <button
    type="button"
    className={styles.button}
    aria-label={label}
    title={keys === '' ? label : `${label} (${keys})`}
    {...rest}
  >
    <Icon size={14} aria-hidden />
  </button>
);
