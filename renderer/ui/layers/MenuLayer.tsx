import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from '../Menu.module.css';
import type { Trigger } from '../Opener.tsx';
import { BoundTrigger } from './BoundTrigger.tsx';

interface MenuLayerProps {
  readonly trigger: Trigger;
  readonly align: 'start' | 'end';
  /** Items of Radix, and notes between them. */
  readonly children: ReactNode;
}

/** A menu below its button; the window behind it stays in use. */
export const MenuLayer = ({ trigger, align, children }: MenuLayerProps) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>
      <BoundTrigger trigger={trigger} />
    </DropdownMenu.Trigger>
    <DropdownMenu.Portal>
      <DropdownMenu.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8}>
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  </DropdownMenu.Root>
);
