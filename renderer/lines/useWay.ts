import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Layout } from '../../shared/diff/layout.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { type Compared, type Note, nearestLine } from './model.ts';

/** Where the user wants to go; each new `call` goes there again. */
export interface Goal {
  readonly call: number;
  /** The first of these that the texts have. */
  readonly pointers: readonly Pointer[];
}

/** A line of a side. */
export interface Place {
  readonly side: 'a' | 'b';
  readonly line: number;
}

interface WayProps {
  readonly area: RefObject<HTMLElement | null>;
  readonly compared: Compared;
  readonly layout: Layout;
  readonly both: boolean;
  readonly notes: ReadonlyMap<number, Note>;
  readonly goal: Goal | null;
  readonly rowPx: number;
  readonly scrollTo: (row: number, align: 'center' | 'auto') => void;
  readonly openLines: (from: number, to: number) => void;
}

interface Way {
  /** The row that the keyboard stands on; -1 before the first step. */
  readonly current: number;
  readonly setCurrent: (row: number) => void;
  /** Goes to a line; a fold that it lies in opens there. */
  readonly go: (place: Place) => void;
  /** The change that the current row is in or behind, from 0; -1 before the first. */
  readonly change: number;
  readonly stepChange: (by: 1 | -1) => void;
}

/** So many lines around a line are opened where a fold hid it. */
const AROUND = 4;

function placeOf({ a, b }: Compared, both: boolean, pointers: readonly Pointer[]): Place {
  const left = pointers.find((one) => a.lines(one));
  const right = both ? pointers.find((one) => b.lines(one)) : undefined;
  if (left === undefined && right !== undefined) return { side: 'b', line: nearestLine(b, right) };
  return { side: 'a', line: nearestLine(a, left ?? pointers[0] ?? '') };
}

/** Which row of the texts the user is at, and the ways from there: to changes, to places that other panes name. */
export function useWay(props: WayProps): Way {
  const { area, compared, layout, both, notes, goal, rowPx, scrollTo, openLines } = props;
  const [current, setCurrent] = useState(-1);
  const [target, go] = useState<Place | null>(null);
  useEffect(() => {
    if (!target) return;
    const row = layout.rowOf(target.side, target.line);
    const shown = layout.row(row);
    if (shown?.kind === 'fold') {
      const line = shown.a + target.line - shown[target.side];
      openLines(Math.max(shown.a, line - AROUND), Math.min(shown.a + shown.count, line + AROUND + 1));
      return;
    }
    go(null);
    setCurrent(row);
    scrollTo(row, 'center');
  }, [target, layout, openLines, scrollTo]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each call is one way to go, whatever changes later
  useEffect(() => {
    if (goal && goal.pointers.length > 0) go(placeOf(compared, both, goal.pointers));
  }, [goal?.call]);

  /** What is wrong comes into view by itself, as long as nobody has scrolled. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text alone brings something new into view
  useEffect(() => {
    const { current: element } = area;
    if (!element || element.scrollTop > 0 || current >= 0) return;
    const wrong = [...notes].find(([, { tone }]) => tone === 'error')?.[0];
    const row = wrong === undefined ? layout.changes[0] : layout.rowOf('a', wrong);
    if (row !== undefined && (row + 2) * rowPx > element.clientHeight) scrollTo(row, 'center');
  }, [compared.a]);

  const { changes } = layout;
  const change = current < 0 ? -1 : changes.filter((row) => row <= current).length - 1;
  const stepChange = (by: 1 | -1): void => {
    if (changes.length === 0) return;
    const onIt = changes[change] === current;
    const back = onIt ? change - 1 : change;
    const next = current < 0 ? (by === 1 ? 0 : changes.length - 1) : by === 1 ? change + 1 : back;
    const row = changes[(next + changes.length) % changes.length] ?? 0;
    setCurrent(row);
    scrollTo(row, 'center');
  };
  useStepKey(area, stepChange);
  const set = useCallback((row: number) => setCurrent(row), []);
  return { current, setCurrent: set, go, change, stepChange };
}

/** F7 and Shift+F7 step through the changes while the texts are on the screen. */
function useStepKey(area: RefObject<HTMLElement | null>, stepChange: (by: 1 | -1) => void): void {
  const step = useRef(stepChange);
  step.current = stepChange;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F7' || area.current?.offsetParent == null) return;
      event.preventDefault();
      step.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [area]);
}
