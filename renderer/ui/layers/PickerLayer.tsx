import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Trigger } from '../Opener.tsx';
import styles from '../Picker.module.css';
import { MenuLayer } from './MenuLayer.tsx';

interface PickerOption {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

interface PickerLayerProps {
  readonly trigger: Trigger;
  readonly value: string;
  readonly options: readonly PickerOption[];
  readonly onChange: (value: string) => void;
}

/** The choices of a `Picker`, with a note on each. */
export const PickerLayer = ({ trigger, value, options, onChange }: PickerLayerProps) => (
  <MenuLayer trigger={trigger} align="start">
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
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
  </MenuLayer>
);
