import { Tooltip } from 'radix-ui';
import { type RefObject, useEffect, useState } from 'react';
import tip from '../ui/Tip.module.css';
import styles from './LeakGrid.module.css';

/** The pointer has to rest so long before the first tooltip, milliseconds. */
const REST_MS = 400;

interface Over {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One tooltip for all cells: it says what the cell under the pointer says to assistive technology. */
export function CellTip({ scroll }: { readonly scroll: RefObject<HTMLElement | null> }) {
  const [over, setOver] = useState<Over | null>(null);
  useEffect(() => {
    const area = scroll.current;
    if (!area) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = (): void => {
      clearTimeout(timer);
      setOver(null);
    };
    const enter = (event: PointerEvent): void => {
      const cell = event.target instanceof Element ? event.target.closest('[data-column]') : null;
      const text = cell?.getAttribute('aria-label');
      clearTimeout(timer);
      if (!cell || !text) {
        setOver(null);
        return;
      }
      const { left, top, width, height } = cell.getBoundingClientRect();
      const show = (): void => setOver({ text, left, top, width, height });
      timer = setTimeout(show, REST_MS);
      setOver(null);
    };
    area.addEventListener('pointerover', enter);
    area.addEventListener('pointerleave', close);
    area.addEventListener('pointerdown', close);
    area.addEventListener('scroll', close, { passive: true });
    return () => {
      clearTimeout(timer);
      area.removeEventListener('pointerover', enter);
      area.removeEventListener('pointerleave', close);
      area.removeEventListener('pointerdown', close);
      area.removeEventListener('scroll', close);
    };
  }, [scroll]);
  if (!over) return null;
  const { text, ...box } = over;
  return (
    <Tooltip.Provider>
      <Tooltip.Root open>
        <Tooltip.Trigger asChild>
          <span className={styles.anchor} style={box} aria-hidden />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className={tip.tip} side="top" sideOffset={4} collisionPadding={8}>
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
