import { Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './HeldPanel.module.css';
import { decide, UNCHANGED } from './rules.ts';
import { type Opened, useLive } from './store.ts';

/** The seconds that are left until `until`, milliseconds since 1970. */
function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

const laidOut = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

/** A call that waits: it can be edited, sent on, answered otherwise. */
export function HeldPanel({ opened }: { readonly opened: Opened }) {
  const { id, model } = opened.exchange.row;
  const until = useLive((state) => state.capture?.held.find((call) => call.id === id)?.until ?? null);
  return until === null ? null : (
    <Held key={id} id={id} until={until} body={laidOut(opened.exchange.requestText)} model={model ?? ''} />
  );
}

interface HeldProps {
  readonly id: string;
  readonly until: number;
  readonly body: string;
  readonly model: string;
}

function Held({ id, until, body, model }: HeldProps) {
  const left = useSecondsLeft(until);
  const [text, setText] = useState(body);
  const [asked, setAsked] = useState(model);
  const edited = text !== body || asked !== model;
  return (
    <section className={styles.held} aria-label="Held call">
      <p className={styles.line}>
        <Pause size={14} aria-hidden /> <b>Held before Bedrock</b>
        <span>goes on unchanged in {left} s</span>
        <label className={styles.model}>
          Model <input value={asked} spellCheck={false} onChange={(event) => setAsked(event.target.value)} />
        </label>
        <Button
          small
          look="solid"
          onClick={() =>
            void decide(
              id,
              edited
                ? {
                    kind: 'continue',
                    bodyText: text === body ? null : text,
                    model: asked === model ? null : asked,
                  }
                : UNCHANGED,
            )
          }
        >
          <Play size={12} aria-hidden /> {edited ? 'Send as edited' : 'Continue'}
        </Button>
        <Button small onClick={() => void decide(id, { kind: 'simulator' })}>
          Answer from the simulator
        </Button>
        <Button small onClick={() => void decide(id, { kind: 'fault', exception: 'ThrottlingException' })}>
          Throttle it
        </Button>
        <Button small onClick={() => void decide(id, { kind: 'fault', exception: 'AccessDeniedException' })}>
          Refuse it
        </Button>
      </p>
      <textarea
        className={styles.body}
        aria-label="Body of the held call"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </section>
  );
}
