import { ChevronDown, ChevronRight } from 'lucide-react';
import { isGroup, type Line } from '../capture/group.ts';
import { cx } from '../ui/cx.ts';
import styles from './Twist.module.css';

/** Before the time of a call: how deep it stands, and what opens it to those that stand below it. */
export function Twist({ line }: { readonly line: Line }) {
  const { level, below, open } = line;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <>
      {level > 1 && <span className={cx(styles.indent, level === 3 && styles.deep)}>└</span>}
      {below !== 'call' && (
        <span className={styles.twist} data-twist={isGroup(line) ? '' : undefined}>
          {isGroup(line) && <Icon size={12} aria-hidden />}
        </span>
      )}
    </>
  );
}

/** True where a click was meant for the twist of a row. */
export const isTwist = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-twist]') !== null;
