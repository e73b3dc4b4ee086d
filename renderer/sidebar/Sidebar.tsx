import { useSends } from '../store/sends.ts';
import { show, useView } from '../store/view.ts';
import { Pane, PaneBody } from '../ui/Pane.tsx';
import { Samples } from './Samples.tsx';
import { Sends } from './Sends.tsx';

/** Samples to begin with, and what was sent in this session. */
export function Sidebar() {
  const tab = useView((state) => state.sidebar);
  const count = useSends((state) => state.sends.length);
  return (
    <Pane
      title="Requests"
      tab={tab}
      tabs={[
        { value: 'samples', label: 'Samples' },
        { value: 'sends', label: count > 0 ? `Sent ${count}` : 'Sent' },
      ]}
      onTab={(sidebar) => show({ sidebar })}
    >
      <PaneBody value="samples">
        <Samples />
      </PaneBody>
      <PaneBody value="sends">
        <Sends />
      </PaneBody>
    </Pane>
  );
}
