import { X } from 'lucide-react';
import type { InstalledAnswer } from '../../shared/contract/installed.ts';
import { hideInstalled, useInstalled } from '../store/installed.ts';
import { loadRedactor } from '../store/lazy-redactor.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { saveFile } from '../ui/save-file.ts';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import styles from './InstalledBar.module.css';

type Answered = Extract<InstalledAnswer, { kind: 'answered' }>;

/** What the LiteLLM on this machine really sends, held against the model of its version. */
export function InstalledBar() {
  const chosen = useInstalled((state) => state.chosen);
  const answer = useInstalled((state) => state.answer);
  const busy = useInstalled((state) => state.busy);
  if (!chosen) return null;
  return (
    <section aria-label="Installed LiteLLM">
      <Bar className={styles.bar}>
        <b title={shown(chosen.python)}>LiteLLM {chosen.version}, installed here</b>
        <span className={styles.said} role="status">
          {answer === null ? 'is started …' : <Said answer={answer} busy={busy} />}
        </span>
        {answer?.kind === 'answered' && <Actions answer={answer} />}
        <Button
          small
          look="quiet"
          aria-label="Show the model alone"
          title="Show the model alone"
          onClick={hideInstalled}
        >
          <X size={14} aria-hidden />
        </Button>
      </Bar>
      {answer?.kind === 'answered' && answer.differences.length > 0 && <Differences answer={answer} />}
    </section>
  );
}

function Said({ answer, busy }: { readonly answer: InstalledAnswer; readonly busy: boolean }) {
  if (answer.kind === 'not-asked') return <>{shown(answer.why)}</>;
  const { differences, more, real, ms } = answer;
  const count = differences.length + more;
  const what =
    real.kind === 'sent' ? `sends ${real.bodyBytes.toLocaleString('en')} bytes` : `${real.kind} it`;
  return (
    <>
      <Tag tone={count === 0 ? 'kept' : 'leaked'}>
        {count === 0 ? 'as modelled' : `differs in ${count} ${count === 1 ? 'place' : 'places'}`}
      </Tag>{' '}
      {count === 0 && real.kind === 'sent' ? 'sends the same, byte for byte' : what} · {Math.round(ms)} ms
      {busy && ' …'}
    </>
  );
}

function Actions({ answer }: { readonly answer: Answered }) {
  const both = useInstalled((state) => state.shown);
  const { caseText } = answer;
  return (
    <>
      {answer.real.kind === 'sent' && (
        <Button small aria-pressed={both} onClick={() => useInstalled.setState({ shown: !both })}>
          Beside the model
        </Button>
      )}
      {caseText !== null && (
        <Button small onClick={() => void saveCase(caseText, answer.version)}>
          Save as a case
        </Button>
      )}
    </>
  );
}

const MOST = 4;

function Differences({ answer: { differences, more } }: { readonly answer: Answered }) {
  const left = differences.length + more - MOST;
  return (
    <ul className={styles.differences}>
      {differences.slice(0, MOST).map((line) => (
        <li key={line}>{shown(line)}</li>
      ))}
      {left > 0 && <li>and {left} more</li>}
    </ul>
  );
}

/** Offers the difference as a file that Strata's makers can record again. */
async function saveCase(text: string, version: string): Promise<void> {
  const redactor = await loadRedactor();
  saveFile(`strata-litellm-${version}.jsonl`, 'application/jsonl', redactor.text(text).text);
}
