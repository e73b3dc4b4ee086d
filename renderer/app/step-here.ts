import { stepDraft } from '../store/tabs.ts';
import { FIELDS, inEditor } from './fields.ts';

/** Takes a step back (`-1`) or does it again (`1`) where the caret is: in the editor, in a field, else in the request. */
export function stepHere(by: 1 | -1): void {
  const focused = document.activeElement;
  // As a browser's own menu says it.
  const inputType = by === -1 ? 'historyUndo' : 'historyRedo';
  if (inEditor(focused))
    focused?.dispatchEvent(new InputEvent('beforeinput', { inputType, bubbles: true, cancelable: true }));
  else if (focused?.matches(FIELDS)) document.execCommand(by === -1 ? 'undo' : 'redo');
  else void stepDraft(by);
}
