import { Check, ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import menu from './Menu.module.css';
import styles from './Picker.module.css';

interface PickerOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly note?: string;
  /** Shown in the field once chosen, where the label is too long for it. */
  readonly short?: string;
}

interface PickerProps<T extends string> {
  /** Shown before the value. */
  readonly label: string;
  /** The accessible name, where the label alone says too little. */
  readonly name?: string;
  readonly value: T;
  readonly options: readonly PickerOption<T>[];
  readonly onChange: (value: T) => void;
}

/** One choice out of a few, with a note on each. */
export function Picker<T extends string>({ label, name = label, value, options, onChange }: PickerProps<T>) {
  const option = options.find((one) => one.value === value);
  const chosen = option?.label ?? value;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.field} aria-label={`${name}: ${chosen}`}>
        <span className={styles.label}>{label}</span>
        <span>{option?.short ?? chosen}</span>
        <ChevronDown size={13} aria-hidden className={styles.icon} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
            {options.map((option) => (
              <DropdownMenu.RadioItem key={option.value} value={option.value} className={styles.option}>
                <DropdownMenu.ItemIndicator className={styles.check}>
                  <Check size={13} aria-hidden />
                </DropdownMenu.ItemIndicator>
                {option.label}
                {option.note && <span className={styles.note}>{option.note}</span>}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
