import { useEffect } from 'react';
import { waitsForPalette } from '../palette/waiting.ts';
import { shareShown } from '../share/lazy.ts';
import { cancelSend, sendRequest } from '../store/sending.ts';
import { isSending, useSends } from '../store/sends.ts';
import { closeTab, newTab, nextTab, reopenTab, stepDraft } from '../store/tabs.ts';
import { show, useView } from '../store/view.ts';
import { MAC } from '../ui/Kbd.tsx';
import { FIELDS } from './fields.ts';
import { findHere } from './find-here.ts';
import { takeText } from './lazy-input.ts';
import { nextPane } from './panes.ts';
import { refuseHuge } from './refuse-huge.ts';

/** True where a layer above the window (menu, dialog, popover) takes Escape for itself. */
const layerOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"], .cm-search') !== null;

/** Fields take their own steps back. */
const isEditing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(`${FIELDS}, .cm-editor`) !== null;

/** Keys of the tabs; true where it was one. */
function tabKey({ key, shiftKey }: KeyboardEvent): boolean {
  if (key.toLowerCase() === 'n') void newTab();
  else if (key.toLowerCase() === 'w') void closeTab();
  else if (key.toLowerCase() === 't' && shiftKey) void reopenTab();
  else if (key === 'PageDown') void nextTab(1);
  else if (key === 'PageUp') void nextTab(-1);
  else return false;
  return true;
}

function onKey(event: KeyboardEvent): void {
  const mod = MAC ? event.metaKey : event.ctrlKey;
  if (waitsForPalette(event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (mod && event.key === 'Enter') {
    event.preventDefault();
    void sendRequest();
  } else if (mod && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    show({ palette: !useView.getState().palette });
  } else if (mod && !event.shiftKey && event.key.toLowerCase() === 'f') {
    event.preventDefault();
    findHere();
  } else if (mod && event.shiftKey && event.key.toLowerCase() === 's') {
    event.preventDefault();
    void shareShown();
  } else if (event.key === 'F6') {
    event.preventDefault();
    nextPane(event.shiftKey ? -1 : 1);
  } else if (event.key === 'F1' || (mod && event.key === ',')) {
    event.preventDefault();
    show({ settings: event.key === 'F1' ? 'words' : 'appearance' });
  } else if (event.key === '?' && !isEditing(event.target)) {
    event.preventDefault();
    show({ settings: 'keyboard' });
  } else if (event.altKey && !mod && tabKey(event)) {
    event.preventDefault();
  } else if (mod && event.key.toLowerCase() === 'z' && !isEditing(event.target)) {
    event.preventDefault();
    void stepDraft(event.shiftKey ? 1 : -1);
  } else if (event.key === 'Escape' && !layerOpen() && isSending(useSends.getState())) {
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
  if (target?.closest(`${FIELDS}, [contenteditable="true"]:not([aria-readonly="true"])`)) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '') return;
  event.preventDefault();
  void takeText(text, 'Took the pasted request');
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
