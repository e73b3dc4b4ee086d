import { memo, type ReactNode } from 'react';
import type { Stretch } from '../../shared/diff/words.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import styles from './lines.module.css';
import { OpenedString } from './OpenedString.tsx';
import { linePieces, type Piece } from './pieces.ts';
import { sizeWords } from './string-size.ts';

interface LineProps {
  readonly text: string;
  /** Characters that have room in a row. */
  readonly room: number;
  readonly changed: readonly Stretch[];
  readonly found: readonly Stretch[];
  readonly now: Stretch | null;
  /** True where the string of this line is shown whole. */
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** One line of laid-out JSON; of a long string its beginning and its size, which opens it. */
export const Line = memo(function Line({ text, room, changed, found, now, open, onOpen }: LineProps) {
  const { indent, before, value, after, cut } = linePieces(text, room, { changed, found, now });
  return (
    <>
      <span className={styles.text} style={{ paddingLeft: `${indent}ch` }}>
        <span className={styles.drawn}>
          {before.map(draw)}
          {value.map(draw)}
          {cut === null && after}
        </span>
        {cut !== null && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.pill}
            aria-expanded={open}
            title={open ? 'Close this string' : 'Open this string'}
            onClick={onOpen}
          >
            {sizeWords(cut)}
          </button>
        )}
        {cut !== null && after}
      </span>
      {open && cut !== null && <OpenedString text={cut} indent={indent} />}
    </>
  );
});

const draw = ({ text, look, changed, found }: Piece, i: number): ReactNode => (
  <span
    key={i}
    className={cx(
      styles[look],
      changed && styles.changed,
      found !== 'no' && styles.found,
      found === 'now' && styles.now,
    )}
  >
    {shown(text)}
  </span>
);
