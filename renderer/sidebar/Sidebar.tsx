import { PanelLeftClose } from 'lucide-react';
import { useSends } from '../store/sends.ts';
import { show, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Pane, PaneBody } from '../ui/Pane.tsx';
import { Saved, Sends } from './lazy.ts';
import { Samples } from './Samples.tsx';

/** Samples to begin with, what is kept under names, and what was sent. */
export function Sidebar({ onFold }: { readonly onFold: () => void }) {
  const tab = useView((state) => state.sidebar);
  const count = useSends((state) => state.sends.length);
  return (
    <Pane
      title="Requests"
      tab={tab}
      tabs={[
        { value: 'samples', label: 'Samples' },
        { value: 'saved', label: 'Saved' },
        { value: 'sends', label: count > 0 ? `Sent ${count}` : 'Sent' },
      ]}
      onTab={(sidebar) => show({ sidebar })}
      extra={
        <Button small look="quiet" aria-label="Fold the sidebar" title="Fold the sidebar" onClick={onFold}>
          <PanelLeftClose size={14} aria-hidden />
        </Button>
      }
    >
      <PaneBody value="samples">
        <Samples />
      </PaneBody>
      <PaneBody value="saved">
        <Saved />
      </PaneBody>
      <PaneBody value="sends">
        <Sends />
      </PaneBody>
    </Pane>
  );
}
