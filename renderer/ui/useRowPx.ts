import { useLayoutEffect, useRef } from 'react';
import { type Look, useLook } from '../store/look.ts';

/** What each density adds to the height of a row, as in the style sheet, CSS pixels. */
const ROW_MORE: Readonly<Record<Look['density'], number>> = { compact: -4, normal: 0, roomy: 5 };

/** The height of a row that has so many CSS pixels where the density is normal. */
export const useRowPx = (normal: number): number => useLook(({ density }) => normal + ROW_MORE[density]);

/** Has the rows of a list measured anew when their height changes. */
export function useRemeasured(list: { readonly measure: () => void }, rowPx: number): void {
  const known = useRef(rowPx);
  useLayoutEffect(() => {
    if (known.current === rowPx) return;
    known.current = rowPx;
    list.measure();
  }, [list, rowPx]);
}
