import { ArrowDown, ArrowUp, FoldVertical, Search, WrapText } from 'lucide-react';
import { pathOf } from '../../shared/json/pointer.ts';
import { openFind } from '../store/find.ts';
import { IconButton } from '../ui/IconButton.tsx';
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
          <IconButton
            icon={ArrowUp}
            label="Previous change"
            keys="Shift+F7"
            disabled={changes === 0}
            onClick={() => onStep(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label="Next change"
            keys="F7"
            disabled={changes === 0}
            onClick={() => onStep(1)}
          />
          <span className={styles.count}>{countWords(changes, at)}</span>
        </>
      )}
      {note && <Tag tone={note.tone === 'error' ? 'leaked' : 'warn'}>{shown(note.words)}</Tag>}
      <code className={styles.path} title={shown(pathOf(path))}>
        {shown(pathOf(path))}
      </code>
      {changes !== null && (
        <IconButton icon={FoldVertical} label="Fold unchanged lines" aria-pressed={fold} onClick={onFold} />
      )}
      <IconButton icon={WrapText} label="Wrap long lines" aria-pressed={wrap} onClick={onWrap} />
      <IconButton icon={Search} label="Search" keys={`${MOD}+F`} onClick={() => openFind()} />
    </div>
  );
}
