import { ChevronDown, Pause, Play } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useMemo, useRef, useState } from 'react';
import { towardsBedrock } from '../../shared/capture/pass-on.ts';
import { namesModel } from '../../shared/capture/rule.ts';
import { isJson } from '../../shared/json/parse.ts';
import { laidOutText } from '../../shared/pipeline/python/json.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './HeldPanel.module.css';
import { readHeaders, writeHeaders } from './header-lines.ts';
import { goOn, isEdited, keepEdit, useHeldEdits } from './held-edits.ts';
import type { Opened } from './opened.ts';
import { decide, extendHold, FAULTS } from './rules.ts';
import { useLive } from './store.ts';

const TABS = [
  { value: 'body', label: 'Body' },
  { value: 'headers', label: 'Headers' },
] as const;

/** The seconds that are left until `until`, milliseconds since 1970. */
function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((until - now) / 1000));
}

/** How often the host hears that a call is still edited, milliseconds. */
const TELL_MS = 5000;

/** Tells the host of edits, so that a call does not go on while somebody types. */
function useKeptWaiting(id: string, ...edits: readonly string[]): void {
  const told = useRef(0);
  const now = edits.join('\n');
  const first = useRef(now);
  useEffect(() => {
    if (now === first.current || Date.now() - told.current < TELL_MS) return;
    told.current = Date.now();
    void extendHold(id);
  }, [id, now]);
}

/** A call that waits: it can be edited, sent on, answered otherwise. */
export function HeldPanel({ opened }: { readonly opened: Opened }) {
  const { row, requestText, requestHeaders } = opened.exchange;
  const { id, model, path } = row;
  const until = useLive((state) => state.capture?.held.find((call) => call.id === id)?.until ?? null);
  if (until === null) return null;
  const headers = towardsBedrock(requestHeaders);
  return (
    <Held
      key={id}
      id={id}
      until={until}
      body={laidOutText(requestText)}
      model={namesModel(path) ? (model ?? '') : null}
      headers={writeHeaders(headers)}
    />
  );
}

/** Bedrock's exceptions, one of which answers the call: chosen in two steps, so that no key passes one by accident. */
function FaultMenu({ onChoose }: { readonly onChoose: (exception: string) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small>
          Answer with a fault <ChevronDown size={11} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={2} collisionPadding={8}>
          {FAULTS.map((name) => (
            <DropdownMenu.Item key={name} className={menu.item} onSelect={() => onChoose(name)}>
              {name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface HeldProps {
  readonly id: string;
  readonly until: number;
  readonly body: string;
  /** Null where the call's path names none. */
  readonly model: string | null;
  readonly headers: string;
}

function Held({ id, until, body, model, headers }: HeldProps) {
  const left = useSecondsLeft(until);
  const [tab, setTab] = useState<'body' | 'headers'>('body');
  const edit = useHeldEdits(({ byId }) => byId[id]);
  const text = edit?.body ?? body;
  const asked = edit?.model ?? model ?? '';
  const lines = edit?.headers ?? headers;
  useKeptWaiting(id, text, asked, lines);
  const edited = isEdited(edit);
  const read = readHeaders(lines);
  const unnamed = model !== null && asked.trim() === '';
  const broken = useMemo(() => text !== body && !isJson(text), [text, body]);
  /** What was typed, where it is not what the call says. */
  const typed = (now: string, said: string): string | undefined => (now === said ? undefined : now);
  const problem = unnamed ? 'No model is named: a call goes to one.' : read.ok ? '' : read.problem;
  return (
    <section className={styles.held} aria-label="Held call">
      <p className={styles.line}>
        <Pause size={14} aria-hidden /> <b>Held before Bedrock</b>
        <span>goes on unchanged in {left} s</span>
        {model !== null && (
          <label className={styles.model}>
            Model{' '}
            <input
              value={asked}
              aria-invalid={unnamed}
              spellCheck={false}
              onChange={(event) => keepEdit(id, { model: typed(event.target.value, model) })}
            />
          </label>
        )}
        <Segmented label="What to edit" value={tab} options={TABS} onChange={setTab} />
        <Button small look="solid" disabled={problem !== ''} onClick={() => goOn(id)}>
          <Play size={12} aria-hidden /> {edited ? 'Send as edited' : 'Continue'}
        </Button>
        <Button small onClick={() => void decide(id, { kind: 'simulator' })}>
          Answer from the simulator
        </Button>
        <FaultMenu onChoose={(exception) => void decide(id, { kind: 'fault', exception })} />
        <Button small onClick={() => void decide(id, { kind: 'fault', exception: 'AccessDeniedException' })}>
          Refuse it
        </Button>
      </p>
      {tab === 'body' && broken && (
        <p className={styles.note} role="alert">
          This is no JSON; sent like this, it goes on as it stands.
        </p>
      )}
      {problem !== '' && (
        <p className={styles.note} role="alert">
          {problem}
        </p>
      )}
      {tab === 'headers' && read.ok && (
        <p className={styles.note}>
          One line for each. Host, signature and length are made anew; masked values go on as they came.
        </p>
      )}
      {tab === 'body' ? (
        <textarea
          className={styles.body}
          aria-label="Body of the held call"
          spellCheck={false}
          value={text}
          onChange={(event) => keepEdit(id, { body: typed(event.target.value, body) })}
        />
      ) : (
        <textarea
          className={styles.body}
          aria-label="Headers of the held call"
          aria-invalid={!read.ok}
          spellCheck={false}
          value={lines}
          onChange={(event) => keepEdit(id, { headers: typed(event.target.value, headers) })}
        />
      )}
    </section>
  );
}
