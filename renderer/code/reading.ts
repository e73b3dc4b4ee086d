import type { ChangeSet, Text } from '@codemirror/state';
import type { ViewUpdate } from '@codemirror/view';
import { replaced } from './change.ts';

/** What was typed since the document was last read. */
interface Unread {
  readonly before: Text;
  readonly changes: ChangeSet;
  readonly doc: Text;
}

/**
 * Reads a document as one text once somebody wants it: joining all lines of a large one takes long, and so does copying
 * its text for each key.
 */
export class Reading {
  #read: { readonly doc: Text; readonly text: string } | null = null;
  #unread: Unread | null = null;

  /** Notes a change, which is not read yet. */
  note({ startState, state, changes }: Pick<ViewUpdate, 'startState' | 'state' | 'changes'>): void {
    const known = this.#unread;
    this.#unread =
      known?.doc === startState.doc
        ? { before: known.before, changes: known.changes.compose(changes), doc: state.doc }
        : { before: startState.doc, changes, doc: state.doc };
  }

  /** The text after all changes that were noted; null before the first. */
  text(): string | null {
    const known = this.#unread;
    if (known) {
      const { before, changes, doc } = known;
      const text = this.#read?.doc === before ? replaced(this.#read.text, changes) : doc.toString();
      this.#read = { doc, text };
      this.#unread = null;
    }
    return this.#read?.text ?? null;
  }
}
