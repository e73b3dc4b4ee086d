import type { InstalledRelease } from '../../shared/contract/installed.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { Opener } from '../ui/Opener.tsx';
import { PickerField } from '../ui/PickerField.tsx';
import { installedLabel } from './installed-choices.ts';
import { ReleasePanel } from './lazy.ts';
import type { OtherChoice } from './ProfileList.tsx';

interface ReleasePickerProps {
  /** Shown before the value. */
  readonly label: string;
  /** The accessible name, where the label alone says too little. */
  readonly name?: string;
  /** The release that is chosen; null where one of `others` is. */
  readonly profile: ProfileId | null;
  readonly onPick: (profile: ProfileId) => void;
  /** What can be chosen in place of a release. */
  readonly others?: readonly OtherChoice[];
  /** The LiteLLM of this machine that stands in for the release; null for none, left out where none is offered. */
  readonly installed?: InstalledRelease | null;
}

const NO_OTHERS: readonly OtherChoice[] = [];

/** One of all releases that are known, any version that is typed, or one of a few other things. */
export function ReleasePicker(props: ReleasePickerProps) {
  const { label, name = label, profile, onPick, others = NO_OTHERS, installed } = props;
  const other = others.find(({ on }) => on)?.label ?? '';
  const value = installed ? installedLabel(installed) : profile ? profileOf(profile).label : other;
  return (
    <Opener
      opens="dialog"
      layer={(trigger) => (
        <ReleasePanel
          trigger={trigger}
          label={name}
          profile={profile}
          others={others}
          local={installed !== undefined}
          onPick={onPick}
        />
      )}
    >
      <PickerField label={label} name={name} value={value} />
    </Opener>
  );
}
