import { Check, ChevronDown } from 'lucide-react';
import { Select } from 'radix-ui';
import type { ReactNode } from 'react';
import { pageNonce } from '../theme/nonce.ts';
import styles from './Picker.module.css';

interface PickerOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly note?: string;
}

interface PickerProps<T extends string> {
  /** Shown before the value and used as the accessible name. */
  readonly label: ReactNode;
  readonly name: string;
  readonly value: T;
  readonly options: readonly PickerOption<T>[];
  readonly onChange: (value: T) => void;
}

/** A labelled select with notes on its options. */
export function Picker<T extends string>({ label, name, value, options, onChange }: PickerProps<T>) {
  return (
    <Select.Root value={value} onValueChange={(next) => onChange(next as T)}>
      <Select.Trigger className={styles.field} aria-label={name}>
        <span className={styles.label}>{label}</span>
        <Select.Value />
        <Select.Icon className={styles.icon}>
          <ChevronDown size={13} aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Content className={styles.list} position="popper" sideOffset={4} collisionPadding={8}>
          <Select.Viewport nonce={pageNonce()}>
            {options.map((option) => (
              <Select.Item key={option.value} value={option.value} className={styles.option}>
                <Select.ItemIndicator className={styles.check}>
                  <Check size={13} aria-hidden />
                </Select.ItemIndicator>
                <Select.ItemText>{option.label}</Select.ItemText>
                {option.note && <span className={styles.note}>{option.note}</span>}
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  );
}
