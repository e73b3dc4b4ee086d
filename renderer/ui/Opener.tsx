import { Slot } from 'radix-ui';
import { type ReactElement, type ReactNode, type SyntheticEvent, useEffect, useState } from 'react';
import { onGoneOn } from './gone-on.ts';
import { useOnceTrue } from './on-demand.tsx';

/** An element that opens a layer, drawn before the layer's code is there. */
export interface Trigger {
  element: HTMLElement | null;
  /** What happened at it so far, by the handler's name; null from the time on that the layer itself listens. */
  early: Map<string, Event> | null;
}

/** Events that can open a layer, in no order: the Map keeps that in which they came. */
const OPENING = ['onPointerMove', 'onPointerDown', 'onFocus', 'onClick', 'onKeyDown'] as const;

const OPENING_KEYS: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowDown']);
const opensByKey = (event: Event | undefined): boolean =>
  event instanceof KeyboardEvent && OPENING_KEYS.has(event.key);

interface OpenerProps {
  /** One element that takes the events of pointer and keyboard. */
  readonly children: ReactNode;
  /** What it opens, told before it was opened first; null for a tooltip. */
  readonly opens: 'menu' | 'dialog' | null;
  /** True where the layer is open without having been asked at this element. */
  readonly wanted?: boolean;
  /** Takes that back: somebody went on before the layer was there. */
  readonly forget?: (() => void) | undefined;
  /** The layer, from the first time on that pointer or focus come near. */
  readonly layer: (trigger: Trigger) => ReactElement;
}

/** Its element stays the same one when the layer comes: focus, clicks and keys are not lost meanwhile. */
export function Opener({ children, opens, wanted = false, forget, layer }: OpenerProps) {
  const [trigger] = useState<Trigger>(() => ({ element: null, early: new Map() }));
  const [near, setNear] = useState(false);
  const [watch] = useState(() => watching(trigger, () => setNear(true)));
  const loaded = useOnceTrue(near || wanted);
  useEffect(() => {
    if (!wanted || !forget) return;
    return onGoneOn(() => {
      // A layer that is there closes by itself.
      if (trigger.early !== null) forget();
    });
  }, [wanted, forget, trigger]);
  return (
    <>
      <Slot.Root
        ref={(element: HTMLElement | null) => {
          trigger.element = element;
        }}
        {...watch}
        {...(opens && { 'aria-haspopup': opens, 'aria-expanded': false, 'data-state': 'closed' })}
      >
        {children}
      </Slot.Root>
      {loaded && layer(trigger)}
    </>
  );
}

function watching(
  trigger: Trigger,
  come: () => void,
): Readonly<Record<string, (event: SyntheticEvent) => void>> {
  let stop = (): void => undefined;
  const keep = (name: string) => (event: SyntheticEvent) => {
    const { early } = trigger;
    // A key that opens is not forgotten for one that is pressed after it.
    if (!opensByKey(early?.get(name))) early?.set(name, event.nativeEvent);
    stop();
    if (early) stop = onGoneOn(() => early.clear(), { at: () => trigger.element });
    come();
  };
  return {
    ...Object.fromEntries(OPENING.map((name) => [name, keep(name)])),
    onPointerEnter: come,
    onPointerLeave: () => trigger.early?.delete('onPointerMove'),
    onBlur: () => trigger.early?.delete('onFocus'),
  };
}
