import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { changeBetween } from './change.ts';
import styles from './code.module.css';
import { type Mark, marks, showMarks } from './marks.ts';
import { pointing } from './pointing.ts';
import { readOnly } from './setup.ts';

interface JsonViewProps {
  readonly label: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Told the offset under the mouse or the caret; null when the mouse leaves. */
  readonly onPoint?: (offset: number | null) => void;
}

/** A JSON text to read: folding, search, marks. */
export function JsonView(props: JsonViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const now = useRef(props);
  now.current = props;

  useEffect(() => {
    if (!host.current) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: now.current.text,
        extensions: [readOnly(now.current.label), marks, pointing((offset) => now.current.onPoint?.(offset))],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const change = changeBetween(editor.state.doc.toString(), props.text);
    if (change) editor.dispatch({ changes: change });
    showMarks(editor, props.marks);
  }, [props.text, props.marks]);

  return <div ref={host} className={styles.host} />;
}
