import { Fragment, useMemo, useState } from 'react';
import { fromBase64 } from '../../shared/bytes/base64.ts';
import type { Read } from '../../shared/eventstream/frame.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import type { ChunkSize } from '../store/lab.ts';
import { cx } from '../ui/cx.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import styles from './FrameBytes.module.css';
import { type Part, partsOf } from './frame-parts.ts';

interface FrameBytesProps {
  readonly frame: RecordedFrame;
  readonly reads: readonly Read[];
  readonly size: ChunkSize;
}

/** Bytes above this are left out of the hex view. */
const LARGEST_HEX = 8_192;

const VIEWS = [
  { value: 'hex', label: 'Bytes' },
  { value: 'content', label: 'Decoded' },
] as const;

const LEGEND = [
  ['length', 'prelude'],
  ['crc', 'CRC'],
  ['headers', 'headers'],
  ['payload', 'payload'],
] as const;

/** One frame, byte by byte or decoded. */
export function FrameBytes({ frame, reads, size }: FrameBytesProps) {
  const [view, setView] = useState<'hex' | 'content'>('hex');
  const bytes = useMemo(() => fromBase64(frame.bytes), [frame]);
  const shown = bytes.subarray(0, LARGEST_HEX);
  return (
    <section className={styles.frame} aria-label={`Frame ${frame.index}`}>
      <div className={styles.head}>
        <h3>
          Frame {frame.index} · {frame.length} bytes at {frame.offset}
        </h3>
        <Segmented label="View of the frame" value={view} options={VIEWS} onChange={setView} />
      </div>
      <ScrollRegion label="Bytes of the frame" className={styles.scroll}>
        {view === 'hex' ? (
          <>
            <p className={styles.hex}>
              {partsOf(shown, frame.offset, reads, size).map((part) => (
                <Fragment key={part.from}>
                  {part.cut && (
                    <span className={styles.cut}>
                      ⌇ {part.cut} ends at {frame.offset + part.from} ⌇{' '}
                    </span>
                  )}
                  <span className={cx(styles.part, styles[part.kind])}>{hex(shown, part)}</span>{' '}
                </Fragment>
              ))}
              {bytes.length > LARGEST_HEX && `… ${bytes.length - LARGEST_HEX} more bytes`}
            </p>
            <p className={styles.legend}>
              {LEGEND.map(([kind, name]) => (
                <span key={kind} className={cx(styles.part, styles[kind])}>
                  {name}
                </span>
              ))}
              <span className={styles.cut}>⌇ chunk or read ends</span>
            </p>
          </>
        ) : (
          <pre className={styles.content}>{decoded(frame)}</pre>
        )}
      </ScrollRegion>
    </section>
  );
}

const hex = (bytes: Uint8Array, { from, to }: Part): string =>
  Array.from(bytes.subarray(from, to), (byte) => byte.toString(16).padStart(2, '0')).join(' ');

function decoded({ content }: RecordedFrame): string {
  try {
    return shown(JSON.stringify(JSON.parse(content), null, 2));
  } catch {
    return shown(content) || '(no content)';
  }
}
