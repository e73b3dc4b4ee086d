import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import styles from './Dialog.module.css';

/** Its children hold a `Dialog.Title` of Radix; width and distance from above are its class's. */
interface DialogProps extends ComponentProps<typeof Radix.Content> {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** A panel over the dimmed window; Escape and a click beside it close it. */
export function Dialog({ open, onOpenChange, className, ...content }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content className={cx(styles.dialog, className)} {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}
