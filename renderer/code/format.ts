import type { Extension } from '@codemirror/state';
import { type Command, keymap } from '@codemirror/view';
import { format } from 'jsonc-parser';

/** Lays JSON out with two spaces; every value stays as it is written, to the digit. What is no JSON is left alone. */
export const formatJson: Command = (view) => {
  const text = view.state.doc.toString();
  if (!/^\s*[[{]/.test(text)) return false;
  const edits = format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' });
  const changes = edits.map(({ offset, length, content }) => ({
    from: offset,
    to: offset + length,
    insert: content,
  }));
  if (changes.length > 0) view.dispatch({ changes, userEvent: 'format', scrollIntoView: true });
  return true;
};

export const formatting: Extension = keymap.of([{ key: 'Shift-Alt-f', run: formatJson }]);
