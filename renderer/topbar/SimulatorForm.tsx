import { useId } from 'react';
import { GUARDRAIL_SETTINGS, type GuardrailSetting } from '../../shared/contract/host.ts';
import { useConnection } from '../store/connection.ts';
import { changeSimulator, useSimulator } from '../store/simulator.ts';
import { Toggle } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { ScenarioField } from './ScenarioField.tsx';
import styles from './TargetMenu.module.css';

type NumberKey = 'tokensPerSecond' | 'firstTokenDelayMs' | 'jitter' | 'tokensPerFrame';

interface NumberSetting {
  readonly key: NumberKey;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** What one unit of the field is in the setting's own unit. */
  readonly scale: number;
}

const NUMBERS: readonly NumberSetting[] = [
  { key: 'tokensPerSecond', label: 'Speed', unit: 'tokens/s', min: 0.1, max: 100_000, scale: 1 },
  { key: 'firstTokenDelayMs', label: 'First-token delay', unit: 'ms', min: 0, max: 600_000, scale: 1 },
  { key: 'jitter', label: 'Jitter of the gaps', unit: '%', min: 0, max: 100, scale: 0.01 },
  { key: 'tokensPerFrame', label: 'Tokens a frame', unit: '0: 1 to 3', min: 0, max: 1000, scale: 1 },
];

const GUARDRAILS: Readonly<Record<GuardrailSetting, string>> = {
  words: 'it intervenes at trigger words',
  'block-input': 'it blocks the input',
  'block-output': 'it blocks the answer',
  mask: 'it masks the first name in the answer',
};

/** How the simulator behaves; changes hold for the next request. */
export function SimulatorForm() {
  const settings = useSimulator((state) => state.settings);
  const failure = useSimulator((state) => state.failure);
  const url = useConnection((state) => state.targets?.simulatorUrl);
  const answerId = useId();
  const guardrailId = useId();
  if (!settings)
    return <p className={failure ? styles.error : styles.note}>{failure ?? 'Asking the simulator …'}</p>;
  return (
    <div className={styles.form}>
      <p className={styles.note}>
        Bedrock on this machine{url && ` at ${url}`}. It refuses what Bedrock refuses, and needs no account.
      </p>
      <div className={styles.two}>
        {NUMBERS.map(({ key, scale, ...setting }) => (
          <NumberField
            key={key}
            {...setting}
            value={Math.round((settings[key] / scale) * 100) / 100}
            onTake={(value) => void changeSimulator({ [key]: value * scale })}
          />
        ))}
      </div>
      <Toggle
        label="Collected, then replayed"
        note="Holds all frames back and sends them in one piece at the end."
        checked={settings.collected}
        onChange={(collected) => void changeSimulator({ collected })}
      />
      <div className={styles.labelled}>
        <label htmlFor={guardrailId}>Where a request names a guardrail</label>
        <select
          id={guardrailId}
          className={styles.select}
          value={settings.guardrail}
          onChange={(event) => {
            const chosen = GUARDRAIL_SETTINGS.find((one) => one === event.target.value);
            if (chosen) void changeSimulator({ guardrail: chosen });
          }}
        >
          {GUARDRAIL_SETTINGS.map((one) => (
            <option key={one} value={one}>
              {GUARDRAILS[one]}
            </option>
          ))}
        </select>
        <p className={styles.note}>
          Trigger words in the input: strata-block-input, strata-block-output, strata-mask.
        </p>
      </div>
      <div className={styles.labelled}>
        <label htmlFor={answerId}>Answer text (empty: the family’s own)</label>
        <textarea
          id={answerId}
          className={styles.area}
          defaultValue={settings.answer}
          onBlur={(event) => {
            if (event.target.value !== settings.answer) void changeSimulator({ answer: event.target.value });
          }}
        />
      </div>
      <ScenarioField />
      {failure && <p className={styles.error}>{failure}</p>}
    </div>
  );
}
