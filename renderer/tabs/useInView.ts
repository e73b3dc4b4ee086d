import { type RefObject, useEffect, useRef } from 'react';

/** Keeps the chosen one of a row that scrolls in view: when another is chosen, and when the row gets narrower. */
export function useInView<E extends HTMLElement>(chosen: string | null, count: number): RefObject<E | null> {
  const row = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one, or one more, moves what is chosen
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const bring = (): void => {
      const one = element.querySelector('[aria-current="page"], input')?.closest('li');
      if (!one) return;
      const [area, box] = [element.getBoundingClientRect(), one.getBoundingClientRect()];
      if (box.left < area.left) element.scrollLeft += box.left - area.left;
      else if (box.right > area.right) element.scrollLeft += box.right - area.right;
    };
    const size = new ResizeObserver(bring);
    size.observe(element);
    return () => size.disconnect();
  }, [chosen, count]);
  return row;
}
