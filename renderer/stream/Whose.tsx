import { useStrangerWords } from '../store/derived.ts';
import type { Send } from '../store/sends.ts';
import { shown } from '../ui/shown.ts';
import { Outline } from '../ui/Tag.tsx';
import styles from './Whose.module.css';

/** Which request the stream answers, and that it is not the one on the screen. */
export function Whose({ send }: { readonly send: Send }) {
  const stranger = useStrangerWords(send);
  return (
    <p className={styles.whose}>
      <span className={styles.title} title={shown(send.title)}>
        {shown(send.title)}
      </span>
      {stranger && <Outline tone="warn">{stranger}</Outline>}
      <time className={styles.time}>{send.startedAt.toLocaleTimeString('en-GB')}</time>
    </p>
  );
}
