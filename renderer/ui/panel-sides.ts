import type { Side } from './split-sizes.ts';

/** A style sheet says `none` and `auto` where there is no limit. */
const limit = (text: string, none: number): number => {
  const pixels = Number.parseFloat(text);
  return Number.isNaN(pixels) ? none : pixels;
};

function sideOf(panel: Element | null, vertical: boolean): Side | null {
  const id = panel instanceof HTMLElement ? panel.dataset.panel : undefined;
  if (!panel || id === undefined) return null;
  const { width, height } = panel.getBoundingClientRect();
  const style = getComputedStyle(panel);
  return {
    id,
    length: vertical ? height : width,
    least: limit(vertical ? style.minHeight : style.minWidth, 0),
    most: limit(vertical ? style.maxHeight : style.maxWidth, Number.POSITIVE_INFINITY),
    share: Number.parseFloat(style.flexGrow),
  };
}

/** The panels on both sides of a border, as they are drawn now; null where there are none. */
export function sidesOf(border: Element | null, vertical: boolean): readonly [Side, Side] | null {
  const first = sideOf(border?.previousElementSibling ?? null, vertical);
  const second = sideOf(border?.nextElementSibling ?? null, vertical);
  return first && second && [first, second];
}
