import { ArrowDown, ArrowUp, FoldVertical, Search, WrapText } from 'lucide-react';
import { pathOf } from '../../shared/json/pointer.ts';
import { openFind } from '../store/find.ts';
import { MOD } from '../ui/Kbd.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import styles from './ChangeBar.module.css';
import type { Note } from './model.ts';

interface ChangeBarProps {
  /** How many changes there are; null where nothing is compared. */
  readonly changes: number | null;
  /** The change that is stood on, from 0; -1 before the first. */
  readonly at: number;
  readonly note: Note | null;
  /** Where the current line stands. */
  readonly path: string;
  readonly fold: boolean;
  readonly wrap: boolean;
  readonly onStep: (by: 1 | -1) => void;
  readonly onFold: () => void;
  readonly onWrap: () => void;
}

const countWords = (changes: number, at: number): string => {
  if (changes === 0) return 'No changes';
  if (at < 0) return changes === 1 ? '1 change' : `${changes.toLocaleString('en')} changes`;
  return `${at + 1} of ${changes.toLocaleString('en')} ${changes === 1 ? 'change' : 'changes'}`;
};

/** Steps through what differs, says where one stands, and how the lines are shown. */
export function ChangeBar({ changes, at, note, path, fold, wrap, onStep, onFold, onWrap }: ChangeBarProps) {
  return (
    <div className={styles.bar}>
      {changes !== null && (
        <>
          <button
            type="button"
            className={styles.button}
            disabled={changes === 0}
            aria-label="Previous change"
            title="Previous change (Shift+F7)"
            onClick={() => onStep(-1)}
          >
            <ArrowUp size={14} aria-hidden />
          </button>
          <button
            type="button"
            className={styles.button}
            disabled={changes === 0}
            aria-label="Next change"
            title="Next change (F7)"
            onClick={() => onStep(1)}
          >
            <ArrowDown size={14} aria-hidden />
          </button>
          <span className={styles.count}>{countWords(changes, at)}</span>
        </>
      )}
      {note && <Tag tone={note.tone === 'error' ? 'leaked' : 'warn'}>{shown(note.words)}</Tag>}
      <code className={styles.path} title={shown(pathOf(path))}>
        {shown(pathOf(path))}
      </code>
      {changes !== null && (
        <button
          type="button"
          className={styles.button}
          aria-pressed={fold}
          aria-label="Fold unchanged lines"
          title="Fold unchanged lines"
          onClick={onFold}
        >
          <FoldVertical size={14} aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={styles.button}
        aria-pressed={wrap}
        aria-label="Wrap long lines"
        title="Wrap long lines"
        onClick={onWrap}
      >
        <WrapText size={14} aria-hidden />
      </button>
      <button
        type="button"
        className={styles.button}
        aria-label="Search"
        title={`Search (${MOD}+F)`}
        onClick={() => openFind()}
      >
        <Search size={14} aria-hidden />
      </button>
    </div>
  );
}
