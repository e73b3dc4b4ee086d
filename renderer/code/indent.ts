import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Deeper indentation hangs no further, characters. */
const DEEPEST = 40;

/** How far the second row of a wrapped line stands beyond its first, characters. */
const HANG = 1;

/** Share of its width that indentation keeps where room is scarce. */
const NARROW = 0.5;

const hangs = Array.from({ length: DEEPEST + 1 }, (_, depth) =>
  Decoration.line({ class: `cm-hang-${depth}` }),
);
const hidden = Decoration.mark({ class: 'cm-hidden-indent' });

function decorate({ state, visibleRanges }: EditorView, narrow: boolean): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at);
      const indent = /^ */.exec(line.text)?.[0].length ?? 0;
      const hang = hangs[Math.min(indent, DEEPEST)];
      if (hang) builder.add(line.from, line.from, hang);
      if (narrow && indent > 0) builder.add(line.from, line.from + indent, hidden);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

const plugin = (narrow: boolean): Extension =>
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorate(view, narrow);
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view, narrow);
      }
    },
    { decorations: (value) => value.decorations },
  );

/**
 * Wrapped lines go on below their own beginning. `narrow` also draws the indentation at half its
 * width, as padding instead of spaces, so that deep JSON fits narrow columns and no line breaks
 * between its indentation and its first word; only for texts that are not typed into.
 */
export function hangingIndent(narrow: boolean): Extension {
  const widths = hangs.map((_, depth) => {
    const rest = narrow ? HANG : depth + HANG;
    const whole = narrow ? depth * NARROW + HANG : rest;
    return [`.cm-line.cm-hang-${depth}`, { textIndent: `-${rest}ch`, paddingLeft: `calc(${whole}ch + 4px)` }];
  });
  return [
    plugin(narrow),
    EditorView.theme({ '.cm-hidden-indent': { display: 'none' }, ...Object.fromEntries(widths) }),
  ];
}
