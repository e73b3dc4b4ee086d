import { type RefObject, useEffect, useRef } from 'react';

/** What has been drawn into an element. */
export interface Drawing {
  /** Fits the drawing into the element's new size. */
  readonly resize: () => void;
  readonly remove: () => void;
}

/** The value of a colour or font of the theme, by the name of its custom property. */
export type Colour = (name: `--${string}`) => string;

/**
 * Draws into an element, and again where the theme or `draw` itself changes; an element that takes another size
 * has its drawing fitted.
 *
 * @param draw has to stay the same function while what it draws does (`useCallback`)
 */
export function useDrawing<E extends HTMLElement>(
  draw: (element: E, colour: Colour) => Drawing,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const drawn = (): Drawing => draw(element, (name) => style.getPropertyValue(name).trim());
    let drawing = drawn();
    const size = new ResizeObserver(() => drawing.resize());
    size.observe(element);
    const again = (): void => {
      drawing.remove();
      drawing = drawn();
    };
    const theme = new MutationObserver(again);
    const forced = window.matchMedia('(forced-colors: active)');
    theme.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-theme', 'data-contrast'],
    });
    forced.addEventListener('change', again);
    return () => {
      size.disconnect();
      theme.disconnect();
      forced.removeEventListener('change', again);
      drawing.remove();
    };
  }, [draw]);
  return ref;
}
