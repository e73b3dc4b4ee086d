import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import menu from '../ui/Menu.module.css';
import styles from './CopyAs.module.css';
import { useCopyInput } from './copy-input.ts';
import { CopyForms } from './lazy.ts';

/** The outgoing request as a command or a program. */
export function CopyAs() {
  const input = useCopyInput();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.trigger} disabled={!input}>
        Copy as <ChevronDown size={12} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={2} collisionPadding={8}>
          {input && <CopyForms input={input} />}
          <p className={menu.note}>Credentials are named by variables, never written out.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
