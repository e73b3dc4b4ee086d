import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { promptTokens } from '../../shared/recording/usage.ts';
import { showHistory } from '../capture/acts.ts';
import { openRequest } from '../store/open-request.ts';
import { type Send, showSend, useSends } from '../store/sends.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Empty } from '../ui/Empty.tsx';
import { RovingList, RovingRow } from '../ui/RovingList.tsx';
import { Outline } from '../ui/Tag.tsx';
import { milliseconds } from '../ui/units.ts';
import { EarlierSends } from './EarlierSends.tsx';
import { useEarlierSends } from './earlier-sends.ts';
import styles from './List.module.css';
import { outcomeOf } from './outcome.ts';

/**
 * What was sent, newest first: in this session, then what the history keeps from before; choosing one brings its request
 * and its stream back.
 */
export function Sends() {
  const sends = useSends((state) => state.sends);
  const earlier = useEarlierSends(sends);
  if (sends.length === 0 && earlier.length === 0) {
    return (
      <Empty title="Nothing sent yet">
        What you send is listed here with its answer, and kept in the history.
      </Empty>
    );
  }
  return (
    <>
      <div className={styles.folders}>
        {sends.length > 0 && <SessionSends sends={sends} />}
        {earlier.length > 0 && <EarlierSends rows={earlier} />}
      </div>
      <div className={styles.foot}>
        <Button
          small
          title="All that was sent and captured, to be searched and compared"
          onClick={showHistory}
        >
          In the history
        </Button>
      </div>
    </>
  );
}

function SessionSends({ sends }: { readonly sends: readonly Send[] }) {
  const shown = useSends((state) => state.shown);
  return (
    <RovingList className={styles.list}>
      {sends.map((send) => (
        <li key={send.id}>
          <RovingRow current={shown === send.id}>
            <button
              type="button"
              className={cx(styles.row, shown === send.id && styles.on)}
              aria-current={shown === send.id}
              onClick={() => bringBack(send)}
            >
              <b className={styles.title}>{send.title}</b>
              <span className={styles.meta}>
                <Outline>{send.route}</Outline>
                <Outcome send={send} />
                {send.input.target.kind !== 'simulator' && <Outline>{send.input.target.kind}</Outline>}
              </span>
              <span className={styles.note}>
                {!send.recorded && `${profileOf(send.input.profile).label} · `}
                <time className={styles.time}>{send.startedAt.toLocaleTimeString('en-GB')}</time>
                {figuresOf(send)}
              </span>
            </button>
          </RovingRow>
        </li>
      ))}
    </RovingList>
  );
}

/** How long it took and what it cost in tokens, as far as that is known. */
function figuresOf({ endMs, usage }: Send): string {
  const took = endMs === null ? '' : ` · ${milliseconds(endMs)}`;
  const [read, written] = [usage && promptTokens(usage), usage?.outputTokens];
  return read == null || written == null
    ? took
    : `${took} · ${read.toLocaleString('en')} → ${written.toLocaleString('en')} tokens`;
}

function Outcome({ send }: { readonly send: Send }) {
  const { text, tone } = outcomeOf(send);
  return <Outline {...(tone ? { tone } : {})}>{text}</Outline>;
}

function bringBack({ id, input, recorded }: Send): void {
  showSend(id);
  if (recorded) return;
  openRequest(
    { text: input.text, profile: input.profile, route: input.route, form: input.form ?? 'auto' },
    'Brought an earlier request back',
  );
}
