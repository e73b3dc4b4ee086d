import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import type { RouteView, StageSummary } from '../../shared/contract/inspection.ts';
import { STAGES, type StageId } from '../../shared/pipeline/ledger/rule.ts';
import { stageName } from '../incoming/describe.ts';
import { useView } from '../store/derived.ts';
import { type Send, shownSend, useSends } from '../store/sends.ts';
import { cx } from '../ui/cx.ts';
import { Popup } from '../ui/Popup.tsx';
import { StageDetails } from './StageDetails.tsx';
import styles from './StageStrip.module.css';

/** The way of the request, stage by stage; each opens what it did. */
export function StageStrip() {
  const view = useView();
  const send = useSends(shownSend);
  return (
    <nav className={styles.strip} aria-label="Stages">
      {STAGES.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && <ChevronRight size={12} aria-hidden className={styles.arrow} />}
          <Stage id={id} view={view} send={send} />
        </Fragment>
      ))}
    </nav>
  );
}

interface StageProps {
  readonly id: StageId;
  readonly view: RouteView | null;
  readonly send: Send | null;
}

function Stage({ id, view, send }: StageProps) {
  const summary = view?.stages.find((stage) => stage.id === id);
  const count = countOf(id, summary, send);
  return (
    <Popup
      wide
      label={stageName(id)}
      trigger={
        <button
          type="button"
          className={cx(styles.stage, count?.bad && styles.bad)}
          aria-label={`Stage ${stageName(id)}${count ? ` ${count.text}` : ''}`}
        >
          {stageName(id)}
          {count && <span className={cx(styles.count, count.bad && styles.badCount)}>{count.text}</span>}
        </button>
      }
    >
      <StageDetails id={id} view={view} summary={summary} send={send} />
    </Popup>
  );
}

interface Count {
  readonly text: string;
  readonly bad: boolean;
}

function countOf(id: StageId, summary: StageSummary | undefined, send: Send | null): Count | null {
  if (id === 'send' && send) {
    if (send.status === 'running') return { text: '…', bad: false };
    const status = send.failure?.status ?? send.response?.status;
    return status ? { text: String(status), bad: send.failure !== null } : null;
  }
  if (!summary || summary.count === 0) return null;
  if (id === 'validate') return { text: String(summary.count), bad: true };
  if (summary.leaked > 0) return { text: `${summary.leaked} leaked`, bad: true };
  if (summary.lost > 0) return { text: `${summary.count}, ${summary.lost} lost`, bad: false };
  return { text: String(summary.count), bad: false };
}
