import { useEffect } from 'react';
import { openFind } from '../store/find.ts';
import { cancelSend, sendRequest } from '../store/sending.ts';
import { runningSend, useSends } from '../store/sends.ts';
import { show, useView } from '../store/view.ts';
import { refuseHuge, takeText } from './take-input.ts';

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** True where a layer above the window (menu, dialog, popover) takes Escape for itself. */
const layerOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"], .cm-search') !== null;

/** The request editor has a search of its own. */
const searchesBody = (target: EventTarget | null): boolean =>
  useView.getState().screen === 'request' && !(target instanceof Element && target.closest('.cm-editor'));

/** Opens the search in the body, with what is selected. */
function findInBody(): void {
  if (useView.getState().outgoing === 'headers') show({ outgoing: 'diff' });
  const selected = window.getSelection()?.toString() ?? '';
  openFind(selected.includes('\n') ? '' : selected);
}

function onKey(event: KeyboardEvent): void {
  const mod = MAC ? event.metaKey : event.ctrlKey;
  if (mod && event.key === 'Enter') {
    event.preventDefault();
    void sendRequest();
  } else if (mod && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    show({ palette: !useView.getState().palette });
  } else if (mod && !event.shiftKey && event.key.toLowerCase() === 'f' && searchesBody(event.target)) {
    event.preventDefault();
    findInBody();
  } else if (event.key === 'Escape' && !layerOpen() && runningSend(useSends.getState())) {
    event.preventDefault();
    cancelSend();
  }
}

/** Before any field gets it: a hundred megabytes in one of them would stop the window. */
function onHugePaste(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!refuseHuge(text.length, 'What you pasted')) return;
  event.preventDefault();
  event.stopPropagation();
}

function onPaste(event: ClipboardEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input, textarea, [contenteditable="true"]:not([aria-readonly="true"])')) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '') return;
  event.preventDefault();
  takeText(text, 'Took the pasted request');
}

/** The keys of the window: Mod+Enter sends, Escape cancels, Mod+K opens the palette; pasting outside of a field takes a request. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('paste', onHugePaste, true);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('paste', onHugePaste, true);
      window.removeEventListener('paste', onPaste);
    };
  }, []);
}
