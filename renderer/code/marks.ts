import { type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** A marked stretch of a document, UTF-16 offsets. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly kind: 'error' | 'warning' | 'link';
}

const setMarks = StateEffect.define<readonly Mark[]>();

const DECORATIONS = {
  error: Decoration.mark({ class: 'cm-mark-error' }),
  warning: Decoration.mark({ class: 'cm-mark-warning' }),
  link: Decoration.mark({ class: 'cm-mark-link' }),
} as const;

function decorate(marks: readonly Mark[], doc: Text): DecorationSet {
  const ranges = marks
    .flatMap((mark) => pieces(mark, doc))
    .map(({ from, to, kind }) => DECORATIONS[kind].range(from, to));
  return Decoration.set(ranges, true);
}

/** A mark's part on each of its lines, without the indentation. */
function pieces({ from, to, kind }: Mark, doc: Text): readonly Mark[] {
  const end = Math.min(to, doc.length);
  const found: Mark[] = [];
  for (let at = from; at < end; ) {
    const line = doc.lineAt(at);
    const indent = line.text.length - line.text.trimStart().length;
    const start = Math.max(at, line.from + indent);
    const stop = Math.min(end, line.to);
    if (start < stop) found.push({ from: start, to: stop, kind });
    at = line.to + 1;
  }
  return found;
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = decorate(effect.value, transaction.newDoc);
    }
    return next;
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** Lets an editor show marks. */
export const marks: Extension = field;

/** Replaces all marks of an editor. */
export function showMarks(view: EditorView, list: readonly Mark[]): void {
  view.dispatch({ effects: setMarks.of(list) });
}
