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
    .map((mark) => ({ ...mark, to: Math.min(mark.to, doc.length) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to, kind }) => DECORATIONS[kind].range(from, to));
  return Decoration.set(ranges, true);
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
