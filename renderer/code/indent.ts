import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Deeper indentation hangs no further, characters. */
const DEEPEST = 40;

/** How far the second row of a wrapped line stands beyond its first, characters. */
const HANG = 1;

const shrink = Decoration.mark({ class: 'cm-indentation' });

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
      if (indent > 0) builder.add(line.from, line.from + indent, shrink);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const plugin = ViewPlugin.fromClass(
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

/**
 * Wrapped lines go on below their own beginning. `kept` is the share of its width that indentation
 * keeps: below 1 deep JSON fits narrower columns.
 */
export function hangingIndent(kept: number): Extension {
  const widths = hangs.map((_, depth) => [
    `.cm-line.cm-hang-${depth}`,
    {
      textIndent: `-${depth * kept + HANG}ch`,
      paddingLeft: `calc(${depth * kept + HANG}ch + 4px)`,
    },
  ]);
  const indentation = { letterSpacing: kept === 1 ? 'normal' : `-${1 - kept}ch` };
  return [plugin, EditorView.theme({ '.cm-indentation': indentation, ...Object.fromEntries(widths) })];
}
