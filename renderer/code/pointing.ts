import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Pointer } from '../../shared/json/pointer.ts';
import { pointerAt } from './tree-pointer.ts';

/** The caret is told of once it rests: whatever it lights up would otherwise be drawn with every key. */
const REST_MS = 160;

/** Reports the value under the mouse, or at the resting caret; null when both leave. */
export function pointing(report: (pointer: Pointer | null) => void): Extension {
  let resting: ReturnType<typeof setTimeout> | undefined;
  return [
    EditorView.domEventHandlers({
      mousemove: (event, editor) => {
        const offset = editor.posAtCoords({ x: event.clientX, y: event.clientY });
        report(offset === null ? null : pointerAt(editor.state, offset));
      },
      mouseleave: () => report(null),
      blur: () => {
        clearTimeout(resting);
        report(null);
      },
    }),
    EditorView.updateListener.of(({ selectionSet, view }) => {
      if (!selectionSet || !view.hasFocus) return;
      clearTimeout(resting);
      resting = setTimeout(() => report(pointerAt(view.state, view.state.selection.main.head)), REST_MS);
    }),
  ];
}
