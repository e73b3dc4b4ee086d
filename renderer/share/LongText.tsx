import { useMemo } from 'react';
import { shown } from '../ui/shown.ts';
import styles from './LongText.module.css';
import { textPieces } from './text-pieces.ts';

/** A text of any length as it stands, for a place that keeps white space. */
export function LongText({ text }: { readonly text: string }) {
  const pieces = useMemo(() => textPieces(text), [text]);
  if (pieces.length === 1) return shown(text);
  return pieces.map((piece, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move
    <div key={i} className={styles.piece}>
      {piece === '' ? '\n' : shown(piece)}
    </div>
  ));
}
