import { openFind } from '../store/find.ts';
import { show, useView } from '../store/view.ts';
import { inEditor } from './fields.ts';

/** Over the panes of the request, with what is selected there; it begins in the one that was in use. */
function findInRequest(): void {
  if (useView.getState().outgoing === 'headers') show({ outgoing: 'diff' });
  const selected = window.getSelection()?.toString() ?? '';
  openFind(selected.includes('\n') ? '' : selected, inEditor(document.activeElement) ? 'request' : 'body');
}

/** Opens the search of the screen that is shown: the bar of the request, the field that filters a list. */
export function findHere(): void {
  if (useView.getState().screen === 'request') findInRequest();
  else {
    const field = document.querySelector<HTMLInputElement>('input[data-finds]');
    field?.focus();
    field?.select();
  }
}
