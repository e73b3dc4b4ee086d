import { ChevronRight } from 'lucide-react';
import { Fragment, memo, useState } from 'react';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { STAGES, type StageId } from '../../shared/pipeline/ledger/rule.ts';
import { stageName } from '../incoming/describe.ts';
import { useOwnSend, useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import type { Send } from '../store/sends.ts';
import { cx } from '../ui/cx.ts';
import { Popup } from '../ui/Popup.tsx';
import { ProxyStage, StageDetails } from './lazy.ts';
import styles from './StageStrip.module.css';

/** The way of the request, stage by stage; each opens what it did. */
export function StageStrip() {
  const view = useRouteView();
  const send = useOwnSend();
  const through = useInspection((state) => state.result?.proxy != null);
  return (
    <nav className={styles.strip} aria-label="Stages">
      {through && <ProxyStage />}
      {STAGES.map((id, index) => (
        <Fragment key={id}>
          {(index > 0 || through) && <ChevronRight size={12} aria-hidden className={styles.arrow} />}
          <Stage id={id} {...toldOf(id, view, send)} />
        </Fragment>
      ))}
    </nav>
  );
}

interface StageProps extends Count {
  readonly id: StageId;
}

/** Drawn anew only where its count is another one. */
const Stage = memo(function Stage({ id, text, tone }: StageProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popup
      wide
      open={open}
      onOpenChange={setOpen}
      label={stageName(id)}
      trigger={
        <button
          type="button"
          className={cx(styles.stage, tone !== 'calm' && styles.notable)}
          aria-label={`Stage ${stageName(id)}${text === '' ? '' : ` ${text}`}`}
        >
          {stageName(id)}
          {text !== '' && <span className={cx(styles.count, styles[tone])}>{text}</span>}
        </button>
      }
    >
      <StageDetails id={id} onGone={() => setOpen(false)} />
    </Popup>
  );
});

interface Count {
  /** Empty where there is nothing to count. */
  readonly text: string;
  readonly tone: 'calm' | 'warn' | 'bad';
}

const NOTHING: Count = { text: '', tone: 'calm' };

function toldOf(id: StageId, view: RouteView | null, send: Send | null): Count {
  if (id === 'send' && send) {
    if (send.status === 'running') return { text: '…', tone: 'calm' };
    const status = send.failure?.status ?? send.response?.status;
    return status ? { text: String(status), tone: send.failure ? 'bad' : 'calm' } : NOTHING;
  }
  const summary = view?.stages.find((stage) => stage.id === id);
  if (!summary || summary.count === 0) return NOTHING;
  const { count, leaked, refused, lost } = summary;
  if (id === 'validate')
    return { text: String(count), tone: view?.verdict?.kind === 'accepted' ? 'warn' : 'bad' };
  if (leaked > 0) return { text: `${leaked} leaked`, tone: 'bad' };
  if (refused > 0) return { text: `${refused} refused`, tone: 'bad' };
  if (lost > 0) return { text: `${lost < count ? `${count}, ` : ''}${lost} lost`, tone: 'warn' };
  return { text: String(count), tone: 'calm' };
}
