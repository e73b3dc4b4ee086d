import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Deeper indentation hangs no further, characters. */
const DEEPEST = 40;

/** How far the second row of a wrapped line stands beyond its first, characters. */
const HANG = 1;

const hangs = Array.from({ length: DEEPEST + 1 }, (_, depth) =>
  Decoration.line({ class: `cm-hang-${depth}` }),
);

function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      const indent = /^ */.exec(line.text)?.[0].length ?? 0;
      const hang = hangs[Math.min(indent, DEEPEST)];
      if (hang) builder.add(line.from, line.from, hang);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const plugin: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }

    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (value) => value.decorations },
);

const widths = hangs.map((_, depth) => [
  `.cm-line.cm-hang-${depth}`,
  { textIndent: `-${depth + HANG}ch`, paddingLeft: `calc(${depth + HANG}ch + 4px)` },
]);

/** Wrapped lines go on below their own beginning. */
export const hangingIndent: Extension = [plugin, EditorView.theme(Object.fromEntries(widths))];
