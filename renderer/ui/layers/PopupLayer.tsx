import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import type { Trigger } from '../Opener.tsx';
import styles from '../Popup.module.css';
import { BoundTrigger } from './BoundTrigger.tsx';

/** What a popup is, apart from the element that opens it. */
export interface PopupLook {
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  readonly wide?: boolean;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}

/** The panel of a popup. */
export function PopupLayer(props: PopupLook & { readonly trigger: Trigger }) {
  const { trigger, label, children, align = 'start', wide = false, open, onOpenChange } = props;
  return (
    <Popover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Popover.Trigger asChild>
        <BoundTrigger trigger={trigger} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={cx(styles.popup, wide && styles.wide)}
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
