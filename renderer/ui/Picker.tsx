import { PickerLayer } from './lazy.ts';
import { Opener } from './Opener.tsx';
import { PickerField } from './PickerField.tsx';

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
    <Opener
      opens="menu"
      layer={(trigger) => (
        <PickerLayer
          trigger={trigger}
          value={value}
          options={options}
          onChange={(next) => onChange(next as T)}
        />
      )}
    >
      <PickerField label={label} name={name} value={chosen} short={option?.short} />
    </Opener>
  );
}
