import { Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { USUAL_REASONS } from '../../shared/capture/why-nothing.ts';
import { copyText } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { Field, Toggle } from '../ui/Field.tsx';
import { Popup } from '../ui/Popup.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { frontFor, makeTestCall } from './acts.ts';
import styles from './ConnectPanel.module.css';
import { bedrockLines, clientLines, type ProgramLine } from './programs.ts';
import { Reasons } from './Reasons.tsx';
import { StartProgram } from './StartProgram.tsx';
import { showConnect, startCapture, useLive } from './store.ts';

const SIDES = [
  { value: 'bedrock', label: 'See Bedrock calls' },
  { value: 'client', label: 'See client calls too' },
  { value: 'start', label: 'Start a program' },
] as const;

const NOTES = {
  bedrock: 'point LiteLLM or an AWS SDK at Strata',
  client: 'point clients of your LiteLLM proxy at Strata',
  start: 'all of it is set for that program alone',
} as const;

/** One line for each program that points it at Strata, and why nothing has come yet. */
export function ConnectPanel({ trigger }: { readonly trigger: ReactNode }) {
  const open = useLive((state) => state.connecting);
  const capture = useLive((state) => state.capture);
  const side = useLive((state) => state.connectBy);
  const onOpenChange = (next: boolean): void => {
    if (next && !capture?.bedrock) void startCapture();
    showConnect(next);
  };
  const lines =
    !capture || side === 'start' ? [] : side === 'bedrock' ? bedrockLines(capture) : clientLines(capture);
  return (
    <Popup
      label="Connect a program"
      align="end"
      wide
      trigger={trigger}
      open={open}
      onOpenChange={onOpenChange}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>Connect a program</h2>
        <p className={styles.note}>
          Any credentials will do: Strata signs each call anew for the target. The address holds a secret of
          this session; it works on this machine only.
        </p>
      </div>
      <div className={styles.choice}>
        <Segmented
          label="What to see"
          value={side}
          options={SIDES}
          onChange={(connectBy) => useLive.setState({ connectBy })}
        />
        <span className={styles.note}>{NOTES[side]}</span>
      </div>
      {side === 'client' && <FrontForm />}
      {side === 'start' && <StartProgram />}
      {capture?.problem && <p className={styles.problem}>{capture.problem}</p>}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <ProgramItem key={line.program} line={line} />
        ))}
      </ul>
      <Waiting />
    </Popup>
  );
}

function ProgramItem({ line }: { readonly line: ProgramLine }) {
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <b>{line.program}</b> <span className={styles.note}>{line.where}</span>
        <Button
          small
          aria-label={`Copy the line for ${line.program}`}
          onClick={() => void copyText(line.text, line.program)}
        >
          <Copy size={12} aria-hidden /> Copy
        </Button>
      </div>
      <pre className={styles.code}>{line.text}</pre>
    </li>
  );
}

function FrontForm() {
  const proxy = useLive((state) => state.proxy);
  const [url, setUrl] = useState(proxy?.url ?? 'http://127.0.0.1:4000');
  const [stampInBody, setStampInBody] = useState(proxy?.stampInBody ?? false);
  return (
    <form
      className={styles.front}
      onSubmit={(event) => {
        event.preventDefault();
        void frontFor({ url, stampInBody });
      }}
    >
      <Field
        label="Your LiteLLM proxy"
        value={url}
        spellCheck={false}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Toggle
        label="Write Strata’s stamp into the body"
        note="For a proxy that forwards no headers. It alters what the client sends, and each call says so."
        checked={stampInBody}
        onChange={setStampInBody}
      />
      <Button type="submit" look="solid" small>
        {proxy ? 'Change' : 'Listen in front of it'}
      </Button>
    </form>
  );
}

/** What has come, or why nothing is in the list. */
function Waiting() {
  const capture = useLive((state) => state.capture);
  if (!capture) return null;
  const { calls, notes } = capture;
  return (
    <div className={styles.foot}>
      <div className={styles.what}>
        <p className={styles.wait} role="status">
          {calls === 0
            ? 'Waiting for the first call …'
            : `${calls === 1 ? 'One call' : `${calls} calls`} so far.`}
        </p>
        <Button
          small
          title="One small call through Strata to the target, to see what a call looks like"
          onClick={() => void makeTestCall()}
        >
          Send a test call
        </Button>
      </div>
      <div role="status">
        {notes.length > 0 && (
          <ul className={styles.notes} aria-label="What did not get through">
            {notes.map(({ kind, message, hint, program, count }) => (
              <li key={`${kind} ${message}`}>
                <b>{shown(message)}</b> {count > 1 && `${count} times. `}
                {program !== '' && `From ${shown(program)}. `}
                {hint}
              </li>
            ))}
          </ul>
        )}
      </div>
      {calls === 0 && (
        <details className={styles.why}>
          <summary>Nothing has come through yet. Why that usually is</summary>
          <Reasons reasons={USUAL_REASONS} />
        </details>
      )}
    </div>
  );
}
