import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { AnyRelease } from '../requestbar/AnyRelease.tsx';
import { useInspection } from '../store/inspection.ts';
import { profilesAtHand } from '../store/recent-profiles.ts';
import { useRequest } from '../store/request.ts';
import { type CompareWith, show, useView } from '../store/view.ts';
import { Picker } from '../ui/Picker.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { useOtherProfile } from './pair.ts';

/** What the request is compared with: itself on the other route, or under another profile. */
export function CompareChoice() {
  const profile = useRequest((state) => state.profile);
  const other = useOtherProfile();
  const auto = useInspection((state) => state.result?.autoRoute ?? 'invoke');
  const route = useView((state) => state.compareRoute) ?? auto;
  return (
    <>
      <Picker<CompareWith>
        label="With"
        name="Compare with"
        value={other ?? 'route'}
        options={[
          { value: 'route', label: 'Other route', note: 'Invoke beside converse' },
          ...profilesAtHand(...(other ? [other] : []))
            .filter((id) => id !== profile)
            .map((id) => ({
              value: id,
              label: profileOf(id).label,
              note: `What changes from ${profileOf(profile).label}`,
            })),
        ]}
        onChange={(compareWith) => show({ compareWith })}
      />
      <AnyRelease
        label="Compare with any release"
        profile={other ?? profile}
        onPick={(compareWith) => show({ compareWith })}
      />
      {other && (
        <Segmented
          label="Route on which the profiles are compared"
          value={route}
          options={[
            { value: 'invoke', label: 'Invoke' },
            { value: 'converse', label: 'Converse' },
          ]}
          onChange={(compareRoute) => show({ compareRoute })}
        />
      )}
    </>
  );
}
