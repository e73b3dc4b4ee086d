import { useState } from 'react';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { Button } from '../ui/Button.tsx';
import { Popup } from '../ui/Popup.tsx';
import { ProfileList } from './ProfileList.tsx';

interface AnyReleaseProps {
  /** What the release is chosen for: `Compare with any release`. */
  readonly label: string;
  readonly profile: ProfileId;
  readonly onPick: (profile: ProfileId) => void;
}

/** Beside a short list of profiles: every release that is known, or any version that is typed. */
export function AnyRelease({ label, profile, onPick }: AnyReleaseProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popup
      wide
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button aria-label={label} title={label}>
          Any …
        </Button>
      }
    >
      <ProfileList
        profile={profile}
        onPick={(id) => {
          setOpen(false);
          onPick(id);
        }}
      />
    </Popup>
  );
}
