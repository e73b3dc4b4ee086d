import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Reports the offset under the mouse, or at the caret while the keyboard moves it; null when both leave. */
export function pointing(report: (offset: number | null) => void): Extension {
  return [
    EditorView.domEventHandlers({
      mousemove: (event, editor) => report(editor.posAtCoords({ x: event.clientX, y: event.clientY })),
      mouseleave: () => report(null),
      blur: () => report(null),
    }),
    EditorView.updateListener.of((update) => {
      if (update.selectionSet && update.view.hasFocus) report(update.state.selection.main.head);
    }),
  ];
}
