import { ChevronDown, Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Opened } from '../capture/opened.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';
import { CALLS } from './formats.ts';
import { shareExchange } from './lazy.ts';

/** A call with its stream as a file: shown with what is taken out of it before it is saved. */
export function SaveCall({ opened }: { readonly opened: Opened }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small>
          <Download size={12} aria-hidden /> Save <ChevronDown size={11} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={2} collisionPadding={8}>
          {CALLS.map(({ id, label, note, ending }) => (
            <DropdownMenu.Item key={id} className={menu.item} onSelect={() => void shareExchange(opened, id)}>
              {label} (.{ending}): {note}
            </DropdownMenu.Item>
          ))}
          <p className={menu.note}>What is in it, and what was taken out, is shown first.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
