import { useState } from 'react';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { PopupLayer } from '../ui/layers/PopupLayer.tsx';
import type { Trigger } from '../ui/Opener.tsx';
import { type OtherChoice, ProfileList } from './ProfileList.tsx';

interface ReleasePanelProps {
  readonly trigger: Trigger;
  readonly label: string;
  readonly profile: ProfileId | null;
  readonly others: readonly OtherChoice[];
  /** True where the LiteLLMs of this machine are offered, too. */
  readonly local: boolean;
  readonly onPick: (profile: ProfileId) => void;
}

/** The releases to choose from. */
export function ReleasePanel({ trigger, label, profile, others, local, onPick }: ReleasePanelProps) {
  const [open, setOpen] = useState(false);
  return (
    <PopupLayer wide trigger={trigger} label={label} open={open} onOpenChange={setOpen}>
      <ProfileList
        profile={profile}
        others={others}
        local={local}
        onOther={() => setOpen(false)}
        onPick={(id) => {
          setOpen(false);
          onPick(id);
        }}
      />
    </PopupLayer>
  );
}
