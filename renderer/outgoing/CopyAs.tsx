import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRouteView } from '../store/derived.ts';
import menu from '../ui/Menu.module.css';
import styles from './CopyAs.module.css';
import { CopyForms } from './lazy.ts';

/** The outgoing request as a command or a program. */
export function CopyAs() {
  const sent = useRouteView()?.outcome.kind === 'outgoing';
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.trigger} disabled={!sent}>
        Copy as <ChevronDown size={12} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={2} collisionPadding={8}>
          {sent && <CopyForms />}
          <p className={menu.note}>Credentials are named by variables, never written out.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
