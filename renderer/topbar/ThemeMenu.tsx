import { useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Opener } from '../ui/Opener.tsx';
import { ThemeLayer } from './lazy.ts';
import { LOOKS } from './looks.ts';

/** Dark, light, or as the system. */
export function ThemeMenu() {
  const theme = useView((state) => state.theme);
  const { Icon, label } = LOOKS[theme];
  return (
    <Opener opens="menu" layer={(trigger) => <ThemeLayer trigger={trigger} />}>
      <Button look="quiet" aria-label={`Theme: ${label}`} title={`Theme: ${label}`}>
        <Icon size={15} aria-hidden />
      </Button>
    </Opener>
  );
}
