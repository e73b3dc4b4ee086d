import { MergeView } from '@codemirror/merge';
import type { EditorView } from '@codemirror/view';
import { useEffect, useMemo, useRef } from 'react';
import { changeBetween } from './change.ts';
import styles from './code.module.css';
import { innerChanges, lineDiff } from './line-diff.ts';
import { type Mark, marks, showMarks } from './marks.ts';
import { pointing } from './pointing.ts';
import { readOnly } from './setup.ts';

interface Side {
  readonly label: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

interface DiffViewProps {
  readonly left: Side;
  readonly right: Side;
  /** Told the offset in the left text under the mouse or the caret. */
  readonly onPoint?: (offset: number | null) => void;
  readonly onPointRight?: (offset: number | null) => void;
}

function update(view: EditorView, side: Side): void {
  const change = changeBetween(view.state.doc.toString(), side.text);
  if (change) view.dispatch({ changes: change });
}

/** Larger texts are compared by lines only, UTF-16 units. */
const LARGEST_INNER = 500_000;

const changesOf = (a: string, b: string) => (a.length + b.length > LARGEST_INNER ? [] : innerChanges(a, b));

const mark = (from: number, to: number, kind: Mark['kind']): Mark => ({ from, to, kind });

/** Two JSON texts side by side, equal lines on one height. */
export function DiffView(props: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<MergeView | null>(null);
  const now = useRef(props);
  now.current = props;

  useEffect(() => {
    if (!host.current) return;
    const { left, right } = now.current;
    const merge = new MergeView({
      parent: host.current,
      a: {
        doc: left.text,
        extensions: [readOnly(left.label), marks, pointing((offset) => now.current.onPoint?.(offset))],
      },
      b: {
        doc: right.text,
        extensions: [readOnly(right.label), marks, pointing((offset) => now.current.onPointRight?.(offset))],
      },
      gutter: false,
      highlightChanges: false,
      diffConfig: { override: lineDiff },
    });
    view.current = merge;
    return () => {
      view.current = null;
      merge.destroy();
    };
  }, []);

  const { left, right } = props;

  useEffect(() => {
    if (!view.current) return;
    update(view.current.a, left);
    update(view.current.b, right);
  }, [left.text, right.text, left, right]);

  const inner = useMemo(() => changesOf(left.text, right.text), [left.text, right.text]);

  useEffect(() => {
    if (!view.current) return;
    showMarks(view.current.a, [...inner.map(({ fromA, toA }) => mark(fromA, toA, 'del')), ...left.marks]);
    showMarks(view.current.b, [...inner.map(({ fromB, toB }) => mark(fromB, toB, 'ins')), ...right.marks]);
  }, [inner, left.marks, right.marks]);

  return <div ref={host} className={styles.merge} />;
}
