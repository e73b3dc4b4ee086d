import { chooseSilence, SILENCE_S, useLimits } from '../store/limits.ts';
import { NumberField } from '../ui/NumberField.tsx';

/** How long the other side may be silent before a send is given up. */
export function SilenceField() {
  const silenceMs = useLimits((state) => state.silenceMs);
  return (
    <NumberField
      label="Give up after a silence of"
      unit="s"
      min={SILENCE_S.least}
      max={SILENCE_S.most}
      whole
      value={silenceMs / 1000}
      note="From the next send on; 600 s is what LiteLLM waits."
      onTake={chooseSilence}
    />
  );
}
