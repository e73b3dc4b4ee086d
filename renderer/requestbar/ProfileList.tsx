import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { recentProfiles, rememberProfile } from '../store/recent-profiles.ts';
import { cx } from '../ui/cx.ts';
import styles from './ProfileList.module.css';
import { profileChoices } from './profile-choices.ts';

interface ProfileListProps {
  readonly profile: ProfileId;
  readonly onPick: (profile: ProfileId) => void;
}

const PAGE = 8;

/** A search field over the releases; Enter takes the marked one, which a typed version always is. */
export function ProfileList({ profile, onPick }: ProfileListProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const choices = useMemo(() => profileChoices(query, recentProfiles()), [query]);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const pick = (id: ProfileId): void => {
    rememberProfile(id);
    onPick(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
    };
    const step = steps[event.key];
    const chosen = choices[active];
    if (step !== undefined) setActive(Math.max(0, Math.min(choices.length - 1, active + step)));
    else if (event.key === 'Enter' && chosen) pick(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-label="Search releases, or type a version"
        aria-expanded="true"
        aria-controls="profile-options"
        aria-activedescendant={choices[active] ? `profile-${active}` : undefined}
        placeholder="Search releases, or type a version such as 1.96.2"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className={styles.scroll} id="profile-options" role="listbox" aria-label="Profiles">
        {choices.map(({ id, label, note }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox holds the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
          <div
            key={id}
            id={`profile-${index}`}
            role="option"
            aria-selected={index === active}
            className={cx(styles.row, index === active && styles.on, id === profile && styles.chosen)}
            onMouseMove={() => setActive(index)}
            onClick={() => pick(id)}
          >
            <span className={styles.label}>{label}</span>
            <span className={styles.note}>{note}</span>
          </div>
        ))}
      </div>
      <p className={styles.foot} role="status">
        {choices.length === 0 ? `“${query}” is no version.` : `${choices.length} profiles`}
      </p>
    </>
  );
}
