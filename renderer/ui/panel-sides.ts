import { leastPixels, type Side } from './split-sizes.ts';

/** A style sheet says `none` where there is no limit. */
const limit = (text: string): number => {
  const pixels = Number.parseFloat(text);
  return Number.isNaN(pixels) ? Number.POSITIVE_INFINITY : pixels;
};

function sideOf(panel: Element | null, vertical: boolean): Side | null {
  if (!(panel instanceof HTMLElement)) return null;
  const id = panel.dataset.panel;
  if (id === undefined) return null;
  const { width, height } = panel.getBoundingClientRect();
  const group = panel.parentElement;
  const room = (vertical ? group?.clientHeight : group?.clientWidth) ?? 0;
  const style = getComputedStyle(panel);
  return {
    id,
    length: vertical ? height : width,
    least: leastPixels(Number(panel.dataset.least ?? 0), room),
    most: limit(vertical ? style.maxHeight : style.maxWidth),
    share: Number.parseFloat(style.flexGrow),
  };
}

/** The panels on both sides of a border, as they are drawn now; null where there are none. */
export function sidesOf(border: Element | null, vertical: boolean): readonly [Side, Side] | null {
  const first = sideOf(border?.previousElementSibling ?? null, vertical);
  const second = sideOf(border?.nextElementSibling ?? null, vertical);
  return first && second && [first, second];
}
