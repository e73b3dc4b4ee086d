import { DropdownMenu } from 'radix-ui';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import { copyText } from '../store/notices.ts';
import menu from '../ui/Menu.module.css';

/** The forms of "Copy as"; a form is written when it is chosen. */
export function CopyForms({ input }: { readonly input: SnippetInput }) {
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
