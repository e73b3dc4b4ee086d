import { chooseSilence, SILENCE_S, useLimits } from '../store/limits.ts';
import { Field } from '../ui/Field.tsx';

/** How long the other side may be silent before a send is given up. */
export function SilenceField() {
  const silenceMs = useLimits((state) => state.silenceMs);
  const take = (input: HTMLInputElement): void => {
    if (input.validity.valid && !Number.isNaN(input.valueAsNumber)) chooseSilence(input.valueAsNumber);
  };
  return (
    <Field
      label="Give up after a silence of"
      unit="s"
      type="number"
      min={SILENCE_S.least}
      max={SILENCE_S.most}
      step={1}
      defaultValue={silenceMs / 1000}
      note="From the next send on; 600 s is what LiteLLM waits."
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take(event.currentTarget);
      }}
    />
  );
}
