import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRegion, useRouteView } from '../store/derived.ts';
import { copyText } from '../store/notices.ts';
import menu from '../ui/Menu.module.css';
import styles from './CopyAs.module.css';
import { COPY_FORMS, type CopyInput } from './copy-as.ts';

/** What "Copy as" works on, or null where nothing is sent. */
export function useCopyInput(): CopyInput | null {
  const view = useRouteView();
  const region = useRegion();
  if (view?.outcome.kind !== 'outgoing') return null;
  return { outgoing: view.outcome.outgoing, modelId: view.model?.modelId ?? '', region };
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
          {COPY_FORMS.filter(({ fits }) => !input || fits(input.outgoing)).map((form) => (
            <DropdownMenu.Item
              key={form.id}
              className={menu.item}
              onSelect={() => input && void copyText(form.write(input), form.label)}
            >
              {form.label}
            </DropdownMenu.Item>
          ))}
          <p className={menu.note}>Credentials are named by variables, never written out.</p>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
