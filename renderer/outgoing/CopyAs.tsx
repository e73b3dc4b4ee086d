import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useMemo } from 'react';
import { snippetInput } from '../../shared/share/snippets/from-view.ts';
import { SNIPPETS } from '../../shared/share/snippets/index.ts';
import type { SnippetInput } from '../../shared/share/snippets/snippet.ts';
import { useRegion, useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { copyText } from '../store/notices.ts';
import menu from '../ui/Menu.module.css';
import styles from './CopyAs.module.css';

/** What "Copy as" works on, or null where nothing is sent. */
export function useCopyInput(): SnippetInput | null {
  const view = useRouteView();
  const region = useRegion();
  const result = useInspection((state) => state.result);
  const asked = useInspection((state) => state.asked);
  return useMemo(
    () =>
      result && view && asked
        ? snippetInput(result, view, { profile: asked.profile, settings: asked.settings, region })
        : null,
    [result, view, asked, region],
  );
}

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
          {input && <Forms input={input} />}
          <p className={menu.note}>Credentials are named by variables, never written out.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Its own component, so that nothing is written while the menu is closed. */
function Forms({ input }: { readonly input: SnippetInput }) {
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
