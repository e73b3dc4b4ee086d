import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { hideInstalled, useInstalled } from '../store/installed.ts';
import { chooseProfile, useRequest } from '../store/request.ts';
import picker from '../ui/Picker.module.css';
import { Popup } from '../ui/Popup.tsx';
import { installedLabel } from './installed-choices.ts';
import { ProfileList } from './ProfileList.tsx';

/** Whose transform is shown: a release out of the list, or any version that is typed. */
export function ProfileField() {
  const profile = useRequest((state) => state.profile);
  const [open, setOpen] = useState(false);
  const installed = useInstalled((state) => state.chosen);
  const label = installed ? installedLabel(installed) : profileOf(profile).label;
  return (
    <Popup
      wide
      label="Profile"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={picker.field} aria-label={`Profile: ${label}`}>
          <span className={picker.label}>Profile</span>
          <span>{label}</span>
          <ChevronDown size={13} aria-hidden className={picker.icon} />
        </button>
      }
    >
      <ProfileList
        profile={profile}
        onOther={() => setOpen(false)}
        onPick={(id) => {
          setOpen(false);
          hideInstalled();
          chooseProfile(id);
        }}
      />
    </Popup>
  );
}
