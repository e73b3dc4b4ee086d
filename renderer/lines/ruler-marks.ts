import type { Virtualizer } from '@tanstack/react-virtual';
import type { Layout } from '../../shared/diff/layout.ts';
import type { Found, Note } from './model.ts';
import type { Tick } from './Ruler.tsx';

/** What the ruler shows of the rows: matches, changes, what is wrong. */
export function ticksOf(
  layout: Layout,
  found: readonly Found[],
  notes: ReadonlyMap<number, Note>,
): readonly Tick[] {
  const share = (row: number): number => row / Math.max(layout.rows, 1);
  return [
    ...found.map(({ row }): Tick => ({ at: share(row), tone: 'found' })),
    ...layout.changes.map((row): Tick => ({ at: share(row), tone: 'change' })),
    ...[...notes].map(([line, { tone }]): Tick => ({ at: share(layout.rowOf('a', line)), tone })),
  ];
}

/** Moves the box that stands for what is in view; it asks the page for no layout. */
export function moveBox<Area extends Element>(
  box: HTMLElement | null,
  virtual: Virtualizer<Area, Element>,
): void {
  if (!box) return;
  const height = Math.max(virtual.getTotalSize(), 1);
  const seen = virtual.scrollRect?.height ?? 0;
  box.style.top = `${((virtual.scrollOffset ?? 0) / height) * 100}%`;
  box.style.height = `${Math.min(1, seen / height) * 100}%`;
}
