import { UnfoldVertical } from 'lucide-react';
import type { LineIndex } from '../../shared/diff/line-index.ts';
import { pathOf, pointerOf, segments } from '../../shared/json/pointer.ts';
import { shown } from '../ui/shown.ts';
import styles from './lines.module.css';

interface FoldRowProps {
  readonly index: LineIndex;
  readonly from: number;
  readonly count: number;
  /** Matches of the search inside. */
  readonly matches: number;
  /** Both sides are equal here; false for a single text. */
  readonly unchanged: boolean;
  readonly onOpen: (from: number, to: number) => void;
}

/** Lines that “Show 20” opens, at either end. */
const STEP = 20;

const outer = (index: LineIndex, line: number): string => {
  return pathOf(pointerOf(segments(index.pointer(line)).slice(0, 2)));
};

function placeOf(index: LineIndex, from: number, count: number): string {
  const [first, last] = [outer(index, from), outer(index, from + count - 1)];
  if (first === last || last === '') return first;
  return first === '' ? last : `${first} … ${last}`;
}

/** Equal lines as one row: how many, which part of the text, and the way to see them. */
export function FoldRow({ index, from, count, matches, unchanged, onOpen }: FoldRowProps) {
  const lines = `${count.toLocaleString('en')} ${unchanged ? 'unchanged ' : ''}lines`;
  return (
    <div className={styles.fold}>
      <UnfoldVertical size={13} aria-hidden />
      <button
        type="button"
        tabIndex={-1}
        className={styles.foldOpen}
        onClick={() => onOpen(from, from + count)}
      >
        {lines}
      </button>
      <code className={styles.foldPath}>{shown(placeOf(index, from, count))}</code>
      <span className={styles.foldEnd}>
        {matches > 0 && (
          <span className={styles.foldMatches}>
            {matches} {matches === 1 ? 'match' : 'matches'}
          </span>
        )}
        {count > 2 * STEP && (
          <button
            type="button"
            tabIndex={-1}
            onClick={() => {
              onOpen(from, from + STEP);
              onOpen(from + count - STEP, from + count);
            }}
          >
            Show {STEP}
          </button>
        )}
        <button type="button" tabIndex={-1} onClick={() => onOpen(from, from + count)}>
          All
        </button>
      </span>
    </div>
  );
}
