import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { hideInstalled, useInstalled } from '../store/installed.ts';
import { chooseProfile, useRequest } from '../store/request.ts';
import { ReleasePicker } from './ReleasePicker.tsx';

function pick(profile: ProfileId): void {
  hideInstalled();
  chooseProfile(profile);
}

/** Whose transform is shown: a release out of the list, any version that is typed, or a LiteLLM of this machine. */
export function ProfileField() {
  const profile = useRequest((state) => state.profile);
  const installed = useInstalled((state) => state.chosen);
  return <ReleasePicker label="Profile" profile={profile} installed={installed} onPick={pick} />;
}
