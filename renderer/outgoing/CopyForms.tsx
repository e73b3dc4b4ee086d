import { DropdownMenu } from 'radix-ui';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import { copyText } from '../store/notices.ts';
import menu from '../ui/Menu.module.css';
import { useCopyInput } from './copy-input.ts';

/** The forms of "Copy as"; a form is written when it is chosen. */
export function CopyForms() {
  const input = useCopyInput();
  if (!input) return null;
  return SNIPPETS.filter(({ fits }) => fits(input)).map((form) => (
    <DropdownMenu.Item
      key={form.id}
      className={menu.item}
      onSelect={() => void copyText(form.write(input), form.label)}
    >
      {form.label}
    </DropdownMenu.Item>
  ));
}
