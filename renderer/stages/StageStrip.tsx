import { ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { RouteView, StageSummary } from '../../shared/contract/inspection.ts';
import { STAGES, type StageId } from '../../shared/pipeline/ledger/rule.ts';
import { stageName } from '../incoming/describe.ts';
import { useOwnSend, useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import type { Send } from '../store/sends.ts';
import { cx } from '../ui/cx.ts';
import { Popup } from '../ui/Popup.tsx';
import { ProxyStage } from './ProxyStage.tsx';
import { StageDetails } from './StageDetails.tsx';
import styles from './StageStrip.module.css';

/** The way of the request, stage by stage; each opens what it did. */
export function StageStrip() {
  const view = useRouteView();
  const send = useOwnSend();
  const through = useInspection((state) => state.result?.proxy != null);
  return (
    <nav className={styles.strip} aria-label="Stages">
      <ProxyStage />
      {STAGES.map((id, index) => (
        <Fragment key={id}>
          {(index > 0 || through) && <ChevronRight size={12} aria-hidden className={styles.arrow} />}
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
  const [open, setOpen] = useState(false);
  const summary = view?.stages.find((stage) => stage.id === id);
  const count = countOf(id, { summary, send, accepted: view?.verdict?.kind === 'accepted' });
  return (
    <Popup
      wide
      open={open}
      onOpenChange={setOpen}
      label={stageName(id)}
      trigger={
        <button
          type="button"
          className={cx(styles.stage, count && count.tone !== 'calm' && styles.notable)}
          aria-label={`Stage ${stageName(id)}${count ? ` ${count.text}` : ''}`}
        >
          {stageName(id)}
          {count && <span className={cx(styles.count, styles[count.tone])}>{count.text}</span>}
        </button>
      }
    >
      <StageDetails id={id} view={view} summary={summary} send={send} onGone={() => setOpen(false)} />
    </Popup>
  );
}

interface Count {
  readonly text: string;
  readonly tone: 'calm' | 'warn' | 'bad';
}

interface Facts {
  readonly summary: StageSummary | undefined;
  readonly send: Send | null;
  readonly accepted: boolean;
}

function countOf(id: StageId, { summary, send, accepted }: Facts): Count | null {
  if (id === 'send' && send) {
    if (send.status === 'running') return { text: '…', tone: 'calm' };
    const status = send.failure?.status ?? send.response?.status;
    return status ? { text: String(status), tone: send.failure ? 'bad' : 'calm' } : null;
  }
  if (!summary || summary.count === 0) return null;
  const { count, leaked, refused, lost } = summary;
  if (id === 'validate') return { text: String(count), tone: accepted ? 'warn' : 'bad' };
  if (leaked > 0) return { text: `${leaked} leaked`, tone: 'bad' };
  if (refused > 0) return { text: `${refused} refused`, tone: 'bad' };
  if (lost > 0) return { text: `${lost < count ? `${count}, ` : ''}${lost} lost`, tone: 'warn' };
  return { text: String(count), tone: 'calm' };
}
