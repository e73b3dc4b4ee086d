import { ReleasePicker } from '../requestbar/ReleasePicker.tsx';
import { useInspection } from '../store/inspection.ts';
import { show, useView } from '../store/view.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { useOtherProfile } from './pair.ts';

/** What the request is compared with: itself on the other route, or under another profile. */
export function CompareChoice() {
  const other = useOtherProfile();
  const auto = useInspection((state) => state.result?.autoRoute ?? 'invoke');
  const route = useView((state) => state.compareRoute) ?? auto;
  return (
    <>
      <ReleasePicker
        label="With"
        name="Compare with"
        profile={other}
        onPick={(compareWith) => show({ compareWith })}
        others={[
          {
            label: 'Other route',
            note: 'Invoke beside converse',
            on: !other,
            pick: () => show({ compareWith: 'route' }),
          },
        ]}
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
