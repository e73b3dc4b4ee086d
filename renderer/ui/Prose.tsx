import { Fragment } from 'react';
import styles from './Prose.module.css';
import { shown } from './shown.ts';

/** A sentence in which `names` in backticks stand as code. */
export function Prose({ text }: { readonly text: string }) {
  return shown(text)
    .split('`')
    .map((part, index) =>
      index % 2 === 1 ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
        <code key={index} className={styles.code}>
          {part}
        </code>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
        <Fragment key={index}>{part}</Fragment>
      ),
    );
}
