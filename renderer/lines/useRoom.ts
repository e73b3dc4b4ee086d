import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of a character of the code's fixed-width type, as a share of its size. */
const CHARACTER = 0.6;
const SIZE_PX = 11.5;
/** What a line has beside its text: number, padding, a short label. */
const BESIDE_PX = 70;
const FIRST = 80;

const charactersIn = (width: number): number =>
  Math.max(24, Math.floor((width - BESIDE_PX) / (SIZE_PX * CHARACTER)));

/** Characters that have room in a scroller’s only column, and in each of two. */
interface Room {
  readonly alone: number;
  readonly beside: number;
}

/** How much has room in a scroller; it follows the width. */
export function useRoom(area: RefObject<HTMLElement | null>): Room {
  const [alone, setAlone] = useState(FIRST);
  const [beside, setBeside] = useState(FIRST);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const measure = (): void => {
      setAlone(charactersIn(element.clientWidth));
      setBeside(charactersIn(element.clientWidth / 2));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [area]);
  return { alone, beside };
}
