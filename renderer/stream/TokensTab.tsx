import { ArrowDown } from 'lucide-react';
import { useEffect, useRef, useState, type WheelEvent } from 'react';
import type { ChunkSize } from '../store/lab.ts';
import { usePulse } from '../store/pulse.ts';
import type { LiveRecording } from '../store/recordings.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { Button } from '../ui/Button.tsx';
import tint from '../ui/deliveries.module.css';
import { Empty } from '../ui/Empty.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { isByHand } from './by-hand.ts';
import { LiveDeliveries } from './live-deliveries.ts';
import { Notice } from './Notice.tsx';
import styles from './TokensTab.module.css';
import { TokenPainter } from './token-painter.ts';

const LOOK = {
  lane: styles.lane ?? '',
  laneOf: { text: styles.text ?? '', reasoning: styles.reasoning ?? '', tool: styles.tool ?? '' },
  label: styles.label ?? '',
  block: styles.block ?? '',
  pending: styles.pending ?? '',
  tints: [tint.a ?? '', tint.b ?? ''],
} as const;

/** This close to the end counts as being there, pixels. */
const AT_END = 24;
/** Answers whose reader was further up when they were seen last: these begin at their beginning again. */
const readAbove = new WeakSet<LiveRecording>();

/** However late a window draws an answer that it sent for, its end was waited for. */
const isWaitedFor = ({ id, status, recorded }: Send): boolean =>
  status === 'running' || (!recorded && !readAbove.has(recordingOf(id)));

interface TokensTabProps {
  readonly send: Send | null;
  readonly size: ChunkSize;
}

/** The answer as it arrives, tinted by delivery. */
export function TokensTab({ send, size }: TokensTabProps) {
  if (!send) {
    return (
      <Empty title="No answer yet">
        Send the request and its answer streams in here, tinted by what a reader sees at once.
      </Empty>
    );
  }
  return <Answer key={`${send.id} ${send.earlier?.frames ?? 0}`} send={send} size={size} />;
}

function Answer({ send, size }: { readonly send: Send; readonly size: ChunkSize }) {
  const scroller = useRef<HTMLElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const painter = useRef<TokenPainter | null>(null);
  const following = useRef(isWaitedFor(send));
  /** How far it was scrolled last, by whomever, pixels. */
  const top = useRef(0);
  const [away, setAway] = useState(false);
  const { id, status } = send;
  const ended = status !== 'running';

  const setFollowing = (follows: boolean): void => {
    following.current = follows;
    if (follows) readAbove.delete(recordingOf(id));
    else readAbove.add(recordingOf(id));
    setAway(!follows);
  };

  useEffect(() => {
    if (!root.current) return;
    const paint = new TokenPainter(root.current, LOOK);
    painter.current = paint;
    return () => paint.end();
  }, []);

  useEffect(() => {
    const paint = painter.current;
    if (!paint) return;
    const recording = recordingOf(id);
    const live = new LiveDeliveries(size);
    paint.append(recording.frames);
    paint.redeliver(live.advance(recording.frames, recording.reads, ended));
    const step = (): void => {
      paint.append(recording.frames);
      paint.deliver(live.advance(recording.frames, recording.reads, ended));
    };
    step();
    if (ended) return;
    return usePulse.subscribe(step);
  }, [id, size, ended]);

  useEffect(() => {
    const [box, answer] = [scroller.current, root.current];
    if (!box || !answer) return;
    const follow = (): void => {
      if (!following.current) {
        // Whoever reads further up stays there, when the answer was shorter for a moment, too.
        if (box.scrollTop < top.current) box.scrollTop = top.current;
        return;
      }
      box.scrollTop = box.scrollHeight;
      top.current = box.scrollTop;
    };
    // What ends a stream stands below the answer, and changes no size of it.
    if (ended) follow();
    // Blocks out of sight are only estimated: where they come into sight the answer grows without a new word.
    const grows = new ResizeObserver(follow);
    grows.observe(answer);
    return () => grows.disconnect();
  }, [ended]);

  const onScroll = (): void => {
    const box = scroller.current;
    if (!box) return;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END;
    const isUp = box.scrollTop < top.current;
    // For a moment the answer may be shorter than where its reader is: a block is estimated again.
    if (!following.current && isAtEnd && isUp) return;
    // … and a browser that has to show less of it scrolls up by itself: who follows goes on following.
    if (following.current && isUp && !isAtEnd && !isByHand()) {
      box.scrollTop = box.scrollHeight;
      top.current = box.scrollTop;
      return;
    }
    // More may have come since it was scrolled to the end: only who scrolls up stops following.
    setFollowing(isAtEnd || (following.current && !isUp));
    top.current = box.scrollTop;
  };

  /** Before it is scrolled, new words may scroll it down again. */
  const onWheel = ({ deltaY }: WheelEvent): void => {
    if (deltaY >= 0 || !scroller.current?.scrollTop) return;
    setFollowing(false);
  };

  return (
    <div className={styles.frame}>
      <ScrollRegion
        ref={scroller}
        label="Answer"
        className={styles.scroll}
        onScroll={onScroll}
        onWheel={onWheel}
      >
        <div ref={root} className={styles.answer} />
        <Notice send={send} />
      </ScrollRegion>
      {away && !ended && (
        <Button
          small
          className={styles.follow}
          onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight })}
        >
          <ArrowDown size={13} aria-hidden /> Follow
        </Button>
      )}
    </div>
  );
}
