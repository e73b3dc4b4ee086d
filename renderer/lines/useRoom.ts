import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of a character of the code's fixed-width type, as a share of its size. */
const CHARACTER = 0.6;
const SIZE_PX = 11.5;
/** What a line has beside its text: number, padding, a short label. */
const BESIDE_PX = 70;
const FIRST = 80;

/** How many characters have room in one of `sides` columns of a scroller; it follows the width. */
export function useRoom(area: RefObject<HTMLElement | null>, sides: number): number {
  const [room, setRoom] = useState(FIRST);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = (): void => {
      const text = element.clientWidth / sides - BESIDE_PX;
      setRoom(Math.max(24, Math.floor(text / (SIZE_PX * CHARACTER))));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [area, sides]);
  return room;
}
