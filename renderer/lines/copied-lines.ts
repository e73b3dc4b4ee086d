/** Whole lines of one side. */
export interface CopiedLines {
  readonly side: 'a' | 'b';
  readonly from: number;
  readonly to: number;
}

const cellOf = (node: Node | null): HTMLElement | null => {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest<HTMLElement>('[data-line]') ?? null;
};

/** The lines that a selection goes over, where it goes over several: on the screen long strings are cut, copied they are whole. */
export function copiedLines(selection: Selection | null, area: HTMLElement | null): CopiedLines | null {
  if (!selection || selection.isCollapsed || !area?.contains(selection.anchorNode)) return null;
  const [anchor, focus] = [cellOf(selection.anchorNode), cellOf(selection.focusNode)];
  if (!anchor || !focus || anchor === focus) return null;
  const side = anchor.dataset.side === 'b' ? 'b' : 'a';
  const lines = [Number(anchor.dataset.line), Number(focus.dataset.line)];
  return { side, from: Math.min(...lines), to: Math.max(...lines) };
}
