import { Save } from 'lucide-react';
import { useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Opener } from '../ui/Opener.tsx';
import { SavePanel } from './lazy.ts';

const forget = (): void => useView.setState({ saving: false });

/** Keeps the request at hand under a name, in a folder. */
export function SaveForm() {
  const open = useView((state) => state.saving);
  return (
    <Opener opens="dialog" wanted={open} forget={forget} layer={(trigger) => <SavePanel trigger={trigger} />}>
      <Button small>
        <Save size={13} aria-hidden /> Save
      </Button>
    </Opener>
  );
}
