import { Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { StartedProgram } from '../../shared/contract/capture.ts';
import { Button } from '../ui/Button.tsx';
import { Field, Toggle } from '../ui/Field.tsx';
import { shown } from '../ui/shown.ts';
import { endProgram, startProgram } from './acts.ts';
import styles from './ConnectPanel.module.css';
import { Reasons } from './Reasons.tsx';
import { useLive } from './store.ts';

const NONE: readonly StartedProgram[] = [];

/** Starts one program with its calls going through Strata; nothing else of the system is changed. */
export function StartProgram() {
  const programs = useLive((state) => state.capture?.programs) ?? NONE;
  const [command, setCommand] = useState('');
  const [folder, setFolder] = useState('');
  const [keepCredentials, setKeep] = useState(false);
  return (
    <>
      <form
        className={styles.front}
        onSubmit={(event) => {
          event.preventDefault();
          void startProgram({ command, folder, keepCredentials });
        }}
      >
        <Field
          label="Command"
          value={command}
          placeholder="python app.py"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setCommand(event.target.value)}
        />
        <Field
          label="Folder"
          value={folder}
          placeholder="your own folder"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setFolder(event.target.value)}
        />
        <Toggle
          label="Keep its own credentials"
          note="For a program that uses other AWS services too. Without it the program gets keys that open nothing."
          checked={keepCredentials}
          onChange={setKeep}
        />
        <Button type="submit" look="solid" small disabled={command.trim() === ''}>
          <Play size={12} aria-hidden /> Start it
        </Button>
      </form>
      <ul className={styles.lines} aria-label="Started programs">
        {[...programs].reverse().map((program) => (
          <Program key={program.id} program={program} />
        ))}
      </ul>
    </>
  );
}

function Program({ program }: { readonly program: StartedProgram }) {
  const { id, command, running, exitCode, output, reasons } = program;
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <code className={styles.command}>{shown(command)}</code>
        <span className={styles.note}>{running ? 'running' : `ended with ${exitCode}`}</span>
        {running && (
          <Button small aria-label={`End ${shown(command)}`} onClick={() => void endProgram(id)}>
            <Square size={11} aria-hidden /> End
          </Button>
        )}
      </div>
      {reasons.length > 0 && <Reasons reasons={reasons} />}
      {output !== '' && <pre className={styles.output}>{shown(output.slice(-2_000))}</pre>}
    </li>
  );
}
