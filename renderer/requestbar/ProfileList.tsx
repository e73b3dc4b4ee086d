import { useEffect, useMemo, useRef, useState } from 'react';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { lookForInstalled, useInstalled } from '../store/installed.ts';
import { recentProfiles, rememberProfile } from '../store/recent-profiles.ts';
import { cx } from '../ui/cx.ts';
import { installedChoices } from './installed-choices.ts';
import styles from './ProfileList.module.css';
import { profileChoices } from './profile-choices.ts';
import { SearchField } from './SearchField.tsx';
import list from './SearchList.module.css';

/** Something that can be chosen in place of a release; it comes before them. */
export interface OtherChoice {
  readonly label: string;
  readonly note: string;
  readonly on: boolean;
  readonly pick: () => void;
}

interface ProfileListProps {
  readonly profile: ProfileId | null;
  readonly others?: readonly OtherChoice[];
  /** True where the LiteLLMs of this machine are offered, too. */
  readonly local?: boolean;
  readonly onPick: (profile: ProfileId) => void;
  /** Called where something else than a release was chosen. */
  readonly onOther: () => void;
}

/** A release, or something else that can be shown. */
interface Choice {
  readonly id?: ProfileId;
  readonly installed?: string;
  readonly on?: boolean;
  readonly label: string;
  readonly note: string;
  readonly pick?: () => void;
}

const NO_OTHERS: readonly OtherChoice[] = [];

/** A search field over the releases; Enter takes the marked one, which a typed version always is. */
export function ProfileList({
  profile,
  others = NO_OTHERS,
  local = false,
  onPick,
  onOther,
}: ProfileListProps) {
  const [query, setQuery] = useState('');
  /** Null for the one that is chosen. */
  const [moved, setActive] = useState<number | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const { found, canChoose, problem, chosen } = useInstalled();
  useEffect(() => {
    if (local) lookForInstalled();
  }, [local]);
  const choices = useMemo((): readonly Choice[] => {
    const releases = profileChoices(query, recentProfiles()).map(({ id, label, note }) => ({
      id,
      label,
      note,
    }));
    const fitting = others.filter(({ label }) => label.toLowerCase().includes(query.trim().toLowerCase()));
    if (!local) return query === '' ? [...fitting, ...releases] : [...releases, ...fitting];
    const { here, another } = installedChoices(query, found, canChoose, problem);
    // What was typed comes first; without that, what lies on this machine is what most people run.
    return query === '' ? [...here, ...releases, ...another] : [...releases, ...here, ...another];
  }, [query, found, canChoose, problem, local, others]);
  const isChosen = ({ id, installed, on }: Choice): boolean =>
    on ?? (chosen && local ? installed === chosen.id : id !== undefined && id === profile);
  const active = moved ?? Math.max(0, choices.findIndex(isChosen));
  useEffect(() => {
    area.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const pick = (choice: Choice): void => {
    if (choice.pick) {
      choice.pick();
      onOther();
    } else if (choice.id) {
      rememberProfile(choice.id);
      onPick(choice.id);
    }
  };
  const take = (): void => {
    const marked = choices[active];
    if (marked) pick(marked);
  };
  return (
    <>
      <SearchField
        name="profile"
        label="Search releases, or type a version"
        placeholder="Search releases, or type a version such as 1.96.2"
        query={query}
        onQuery={(text) => {
          setQuery(text);
          setActive(0);
        }}
        count={choices.length}
        active={active}
        onMove={setActive}
        onEnter={take}
      />
      <div ref={area} className={list.scroll} id="profile-options" role="listbox" aria-label="Profiles">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox holds the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
          <div
            key={choice.id ?? `${choice.label} ${choice.note}`}
            id={`profile-${index}`}
            role="option"
            aria-selected={index === active}
            className={cx(styles.row, index === active && list.on, isChosen(choice) && styles.chosen)}
            onMouseMove={() => setActive(index)}
            onClick={() => pick(choice)}
          >
            <span className={styles.label}>{choice.label}</span>
            <span className={styles.note}>{choice.note}</span>
          </div>
        ))}
      </div>
      <p className={list.foot} role="status">
        {choices.length === 0
          ? `“${query}” is no version.`
          : `${choices.length} ${choices.length === 1 ? 'profile' : 'profiles'}`}
      </p>
    </>
  );
}
