import { useId } from 'react';
import { SCENARIOS, scenarioLabel } from '../../shared/samples/scenarios.ts';
import { playScenario, useSimulator } from '../store/simulator.ts';
import styles from './TargetMenu.module.css';

const OWN = 'own';

/** What goes wrong in the simulator's answers: a choice of presets, or a scenario of one's own. */
export function ScenarioField() {
  const scenario = useSimulator((state) => state.scenario);
  const problems = useSimulator((state) => state.scenarioProblems);
  const [choiceId, textId, problemsId] = [useId(), useId(), useId()];
  const chosen = SCENARIOS.find(({ text }) => text === scenario)?.id ?? OWN;
  return (
    <div className={styles.labelled}>
      <label htmlFor={choiceId}>What goes wrong</label>
      <select
        id={choiceId}
        className={styles.select}
        value={chosen}
        onChange={(event) => {
          const preset = SCENARIOS.find(({ id }) => id === event.target.value);
          if (preset) void playScenario(preset.text, preset.label);
        }}
      >
        {SCENARIOS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        {chosen === OWN && <option value={OWN}>A scenario of your own</option>}
      </select>
      <details>
        <summary>Scenario as JSON</summary>
        <textarea
          key={scenario}
          id={textId}
          aria-label="Scenario as JSON"
          aria-describedby={problems.length > 0 ? problemsId : undefined}
          aria-invalid={problems.length > 0}
          className={styles.area}
          spellCheck={false}
          rows={7}
          defaultValue={scenario}
          onBlur={(event) => {
            const { value } = event.target;
            if (value !== scenario) void playScenario(value, scenarioLabel(value));
          }}
        />
      </details>
      {problems.length > 0 && (
        <ul id={problemsId} className={styles.error}>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
