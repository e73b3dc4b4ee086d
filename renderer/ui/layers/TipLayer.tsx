import { Tooltip } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { Trigger } from '../Opener.tsx';
import styles from '../Tip.module.css';
import { BoundTrigger } from './BoundTrigger.tsx';

/** The pointer rests so long before a tooltip opens, milliseconds. */
const REST_MS = 450;
/** So soon after one tooltip the next one opens at once, milliseconds. */
const SOON_MS = 200;

let closedAt = Number.NEGATIVE_INFINITY;

const restNow = (): number => (performance.now() - closedAt < SOON_MS ? 0 : REST_MS);

/** What a tooltip says, apart from the element that it is about. */
export interface TipLook {
  readonly text: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

/** The tooltip itself. */
export function TipLayer({ trigger, text, side = 'top' }: TipLook & { readonly trigger: Trigger }) {
  const [rest, setRest] = useState(restNow);
  return (
    <Tooltip.Provider delayDuration={rest} skipDelayDuration={0}>
      <Tooltip.Root
        onOpenChange={(open) => {
          if (!open) closedAt = performance.now();
        }}
      >
        <Tooltip.Trigger asChild onPointerEnter={() => setRest(restNow())}>
          <BoundTrigger trigger={trigger} />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className={styles.tip} side={side} sideOffset={6} collisionPadding={8}>
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
