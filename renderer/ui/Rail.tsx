import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';
import styles from './Rail.module.css';

interface RailAction {
  readonly label: string;
  readonly Icon: LucideIcon;
  readonly onPress: () => void;
}

interface RailProps {
  readonly label: string;
  readonly side: 'left' | 'right';
  readonly actions: readonly RailAction[];
  /** Stands upright below the buttons. */
  readonly title?: string;
  readonly note?: string;
}

/** A pane that is folded to a narrow strip: its name, and ways into it. */
export function Rail({ label, side, actions, title, note }: RailProps) {
  return (
    <aside className={cx(styles.rail, side === 'right' && styles.right)} aria-label={label}>
      {actions.map(({ label: name, Icon, onPress }) => (
        <button
          key={name}
          type="button"
          className={styles.action}
          aria-label={name}
          title={name}
          onClick={onPress}
        >
          <Icon size={15} aria-hidden />
        </button>
      ))}
      {title !== undefined && (
        <p className={styles.title}>
          <b>{title}</b> {note}
        </p>
      )}
    </aside>
  );
}
