import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { foldGutter, foldKeymap } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { pageNonce } from '../theme/nonce.ts';
import { look } from './theme.ts';

const folds = foldGutter({
  markerDOM(open) {
    const marker = document.createElement('span');
    marker.textContent = open ? '⌄' : '›';
    marker.title = open ? 'Fold' : 'Unfold';
    return marker;
  },
});

/** What every editor has: look, line numbers, folding, search. `label` is its accessible name. */
export function basics(label: string): Extension {
  return [
    lineNumbers(),
    [json(), folds],
    drawSelection(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    // The window has one search for all panes; the editor marks what it finds and goes there.
    search({ createPanel: () => ({ dom: document.createElement('div') }) }),
    keymap.of([
      ...searchKeymap.filter(({ key }) => key !== 'Mod-f'),
      ...foldKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
    ]),
    EditorView.cspNonce.of(pageNonce()),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    look,
  ];
}
