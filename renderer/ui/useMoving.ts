import { type KeyboardEvent, type PointerEvent, type RefObject, useContext, useRef } from 'react';
import { sidesOf } from './panel-sides.ts';
import { SplitContext } from './split-group.ts';
import { resized, type Side } from './split-sizes.ts';

/** So far an arrow key moves a border, pixels. */
const STEP_PX = 24;

const ENDS = [
  ['Home', Number.NEGATIVE_INFINITY],
  ['End', Number.POSITIVE_INFINITY],
] as const;

const ALONG: ReadonlyMap<string, number> = new Map([['ArrowUp', -STEP_PX], ['ArrowDown', STEP_PX], ...ENDS]);
const ACROSS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -STEP_PX],
  ['ArrowRight', STEP_PX],
  ...ENDS,
]);

interface Drag {
  /** Where the pointer was, pixels. */
  readonly from: number;
  readonly sides: readonly [Side, Side];
}

/** What moves a border: the pointer, arrow keys, Home and End; a double click puts it back. */
export function useMoving(border: RefObject<HTMLElement | null>) {
  const { vertical, change, forget, keep } = useContext(SplitContext);
  const drag = useRef<Drag | null>(null);
  const placeOf = (event: PointerEvent): number => (vertical ? event.clientY : event.clientX);
  const moveBy = ([first, second]: readonly [Side, Side], pixels: number): void =>
    change(resized(first, second, first.length + pixels));
  return {
    onPointerDown: (event: PointerEvent): void => {
      const sides = sidesOf(border.current, vertical);
      if (!sides || event.button !== 0) return;
      // Nothing is selected meanwhile; the focus, which that would give as well, is given here.
      event.preventDefault();
      border.current?.focus({ preventScroll: true });
      border.current?.setPointerCapture(event.pointerId);
      drag.current = { from: placeOf(event), sides };
    },
    onPointerMove: (event: PointerEvent): void => {
      if (drag.current) moveBy(drag.current.sides, placeOf(event) - drag.current.from);
    },
    onLostPointerCapture: (): void => {
      drag.current = null;
      keep();
    },
    onKeyDown: (event: KeyboardEvent): void => {
      const by = (vertical ? ALONG : ACROSS).get(event.key);
      const sides = sidesOf(border.current, vertical);
      if (by === undefined || !sides) return;
      event.preventDefault();
      moveBy(sides, by);
      keep();
    },
    onDoubleClick: (): void => {
      forget((sidesOf(border.current, vertical) ?? []).map(({ id }) => id));
      keep();
    },
  };
}
