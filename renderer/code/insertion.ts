import { EditorView } from '@codemirror/view';

/** Longer texts, and those of several lines, are no key that was struck, UTF-16 units. */
const LONGEST_TYPED = 200;

/**
 * Text that dictation, an input method, an extension or a test puts in as one piece is taken as a paste is: the
 * browser's own editing goes through it line by line and took 12 s for 60 kB.
 */
export const longInsertions = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType, isComposing, cancelable } = event;
    if (inputType !== 'insertText' || data === null || isComposing || !cancelable) return false;
    if (view.state.readOnly || (data.length <= LONGEST_TYPED && !data.includes('\n'))) return false;
    view.dispatch(view.state.replaceSelection(view.state.toText(data)), {
      userEvent: 'input.paste',
      scrollIntoView: true,
    });
    return true;
  },
});
