import { ChevronDown, Download } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { CallFile } from '../../shared/contract/share.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';
import { saveCalls } from './open-file.ts';

const FORMS: readonly { readonly form: CallFile; readonly label: string }[] = [
  { form: 'strata', label: 'Share file (.strata), opened by Strata again' },
  { form: 'har', label: 'HAR, for browsers and other inspectors' },
  { form: 'html', label: 'Page (.html), opens without network' },
];

/** A call with its stream as a file. */
export function SaveCall({ id, title }: { readonly id: string; readonly title: string }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button small>
          <Download size={12} aria-hidden /> Save <ChevronDown size={11} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={2} collisionPadding={8}>
          {FORMS.map(({ form, label }) => (
            <DropdownMenu.Item
              key={form}
              className={menu.item}
              onSelect={() => void saveCalls([id], form, title)}
            >
              {label}
            </DropdownMenu.Item>
          ))}
          <p className={menu.note}>As it is kept in the history: secrets are taken out.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
