import { defaultKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { foldGutter, foldKeymap } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { pageNonce } from '../theme/nonce.ts';
import { shown } from '../ui/shown.ts';
import { longInsertions } from './insertion.ts';
import { look } from './theme.ts';

const folds = foldGutter({
  markerDOM(open) {
    const marker = document.createElement('span');
    marker.textContent = open ? '⌄' : '›';
    marker.title = open ? 'Fold' : 'Unfold';
    return marker;
  },
});

/** Marks that turn the direction of writing, or hide, are named in the editor as elsewhere; the text keeps them. */
const namedMarks = highlightSpecialChars({
  addSpecialChars: /[\u061c\u202a-\u202c\u2060\u2068]/,
  render(code, description, placeholder) {
    const mark = document.createElement('span');
    const character = String.fromCodePoint(code);
    const name = shown(character);
    mark.textContent = name === character ? placeholder : name;
    mark.title = description ?? '';
    return mark;
  },
});

/** What every editor has: look, line numbers, folding, search. `label` is its accessible name. */
export function basics(label: string): Extension {
  return [
    lineNumbers(),
    namedMarks,
    [json(), folds],
    drawSelection(),
    longInsertions,
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
