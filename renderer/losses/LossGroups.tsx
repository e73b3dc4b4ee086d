import { ChevronRight, Droplet, Minus } from 'lucide-react';
import { useState } from 'react';
import type { LossGroup } from '../../shared/losses/group.ts';
import { goTo, pointAt, showPlace } from '../store/link.ts';
import { cx } from '../ui/cx.ts';
import { Places } from '../ui/Places.tsx';
import { Prose } from '../ui/Prose.tsx';
import { shown } from '../ui/shown.ts';
import { Tag } from '../ui/Tag.tsx';
import styles from './LossGroups.module.css';

/** `56 of 60 dropped`, `131 dropped`, `dropped`. */
export function countWords({ of, pointers }: Pick<LossGroup, 'of' | 'pointers'>): string {
  if (of !== null) return `${pointers.length} of ${of} dropped`;
  return pointers.length === 1 ? 'dropped' : `${pointers.length} dropped`;
}

/** Silent losses, one entry a kind; each opens to its places, and each place is gone to by a click. */
export function LossGroups({ groups }: { readonly groups: readonly LossGroup[] }) {
  return groups.map((group) => <Group key={group.id} group={group} />);
}

/** So many places of a group are listed. */
const LISTED = 60;

function Group({ group }: { readonly group: LossGroup }) {
  const [open, setOpen] = useState(false);
  const { path, pointers, rule, matters } = group;
  const Icon = matters ? Droplet : Minus;
  const [first = ''] = pointers;
  return (
    <li
      className={styles.group}
      onMouseEnter={() => pointAt({ side: 'incoming', pointer: first })}
      onMouseLeave={() => pointAt(null)}
    >
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
          goTo({ side: 'incoming', pointer: first });
        }}
      >
        <ChevronRight size={12} aria-hidden className={styles.chevron} />
        <Icon size={13} aria-hidden className={cx(styles.icon, matters && styles.matters)} />
        <span className={styles.words}>
          <b className="visually-hidden">Silent loss: </b>
          <code>{shown(path)}</code>{' '}
          <span className={styles.why}>
            <Prose text={rule.text} />
          </span>
        </span>
        <Tag tone={matters ? 'warn' : 'dropped'}>{countWords(group)}</Tag>
      </button>
      {open && (
        <Places
          className={styles.places}
          places={pointers.map((pointer) => ({ side: 'incoming', pointer }) as const)}
          most={LISTED}
          onGo={showPlace}
          tail={rule.source}
        />
      )}
    </li>
  );
}
