import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Timing } from '../../shared/eventstream/timing.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { type ChunkSize, chooseFrame, useLab } from '../store/lab.ts';
import { usePulse } from '../store/pulse.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { Border } from '../ui/Border.tsx';
import { cx } from '../ui/cx.ts';
import { DataRow, DataTable } from '../ui/DataTable.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { shown } from '../ui/shown.ts';
import { useRemeasured, useRowPx } from '../ui/useRowPx.ts';
import { FrameBytes } from './FrameBytes.tsx';
import styles from './FramesTab.module.css';
import { summaryOf } from './lanes.ts';

interface FramesTabProps {
  readonly send: Send | null;
  readonly timing: Timing;
  readonly size: ChunkSize;
}

/** Where the density is normal, px. */
const ROW_HEIGHT = 26;
const COLUMNS = ['no', 'offset', 'bytes', 'gap', 'event', 'content', 'CRC', 'delivery'].map((name) => ({
  id: name,
  head: name,
  className: styles[`column-${name}`],
}));

/** All frames of the stream, and the bytes of the chosen one. */
export function FramesTab({ send, timing, size }: FramesTabProps) {
  usePulse((state) => state.beat);
  const { frames, reads } = recordingOf(send?.id ?? null);
  const asked = useLab((state) => state.frame) ?? 0;
  const chosen = asked < frames.length ? asked : 0;
  const frame = frames[chosen];
  if (frames.length === 0) {
    return (
      <Empty title="No frames yet">Each event-stream frame of the answer stands here, with its bytes.</Empty>
    );
  }
  return (
    <Split name="frames" vertical>
      <Panel id="table" defaultSize="58%" minSize={120} className={styles.fill}>
        <FrameTable frames={frames} timing={timing} chosen={chosen} />
      </Panel>
      <Border label="Height of the frame’s bytes" />
      <Panel id="bytes" defaultSize="42%" minSize={90} className={styles.fill}>
        {frame && <FrameBytes frame={frame} reads={reads} size={size} />}
      </Panel>
    </Split>
  );
}

interface FrameTableProps {
  readonly frames: readonly RecordedFrame[];
  readonly timing: Timing;
  readonly chosen: number;
}

function FrameTable({ frames, timing, chosen }: FrameTableProps) {
  const scroll = useRef<HTMLElement>(null);
  const rowPx = useRowPx(ROW_HEIGHT);
  const rows = useVirtualizer({
    count: frames.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  useRemeasured(rows, rowPx);
  useEffect(() => {
    rows.scrollToIndex(chosen);
  }, [chosen, rows]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    chooseFrame(Math.max(0, Math.min(frames.length - 1, chosen + step)));
  };
  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  return (
    <DataTable
      columns={COLUMNS}
      scroll={scroll}
      className={styles.table}
      role="grid"
      tabIndex={0}
      aria-label="Frames"
      aria-rowcount={frames.length + 1}
      aria-activedescendant={`frame-${chosen}`}
      onKeyDown={onKeyDown}
    >
      <Spacer height={above} />
      {items.map(({ index }) => {
        const frame = frames[index];
        if (!frame) return null;
        return (
          <FrameRow
            key={index}
            frame={frame}
            before={frames[index - 1]}
            delivery={timing.delivery[index] ?? -1}
            chosen={index === chosen}
          />
        );
      })}
      <Spacer height={below} />
    </DataTable>
  );
}

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

/** In the room that its column has. */
const CHECKS: Readonly<Record<RecordedFrame['check'], string>> = {
  ok: 'ok',
  'prelude-crc': 'bad',
  'message-crc': 'bad',
  malformed: 'form',
};

interface FrameRowProps {
  readonly frame: RecordedFrame;
  readonly before: RecordedFrame | undefined;
  readonly delivery: number;
  readonly chosen: boolean;
}

function FrameRow({ frame, before, delivery, chosen }: FrameRowProps) {
  const gap = before ? frame.arrivalMs - before.arrivalMs : frame.arrivalMs;
  const bad = frame.check !== 'ok';
  const exception = frame.messageType !== 'event' && frame.messageType !== '';
  const summary = summaryOf(frame);
  return (
    <DataRow
      id={`frame-${frame.index}`}
      aria-rowindex={frame.index + 2}
      aria-selected={chosen}
      className={styles.row}
      hot={bad || exception}
      lit={chosen}
      onClick={() => chooseFrame(frame.index)}
    >
      <td className={styles.dim}>{frame.index}</td>
      <td>{frame.offset}</td>
      <td>{frame.length}</td>
      <td>+{gap < 10 ? gap.toFixed(1) : Math.round(gap)} ms</td>
      <td title={shown(frame.eventType)}>{shown(frame.eventType)}</td>
      <td title={shown(summary)}>{shown(summary)}</td>
      <td className={bad ? styles.bad : styles.good} title={frame.check}>
        {CHECKS[frame.check]}
      </td>
      <td>
        {delivery >= 0 && (
          <span className={cx(styles.pill, delivery % 2 === 1 && styles.other)}>{delivery + 1}</span>
        )}
      </td>
    </DataRow>
  );
}
