import { stepDraft } from '../store/tabs.ts';
import { MAC } from '../ui/Kbd.tsx';
import { FIELDS, inEditor } from './fields.ts';

/** Takes a step back (`-1`) or does it again (`1`) where the caret is: in the editor, in a field, else in the request. */
export function stepHere(by: 1 | -1): void {
  const focused = document.activeElement;
  if (inEditor(focused))
    focused?.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: by === 1 ? 'Z' : 'z',
        // The editor finds the letter behind a capital by it.
        keyCode: 90,
        ctrlKey: !MAC,
        metaKey: MAC,
        shiftKey: by === 1,
        bubbles: true,
        cancelable: true,
      }),
    );
  else if (focused?.matches(FIELDS)) document.execCommand(by === -1 ? 'undo' : 'redo');
  else void stepDraft(by);
}
