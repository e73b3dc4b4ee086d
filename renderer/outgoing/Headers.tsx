import type { OutgoingView } from '../../shared/contract/inspection.ts';
import { shown } from '../ui/shown.ts';
import styles from './Headers.module.css';

/** Request line and the headers that the transform sets. */
export function Headers({ outgoing }: { readonly outgoing: OutgoingView }) {
  const headers = Object.entries(outgoing.headers);
  return (
    <div className={styles.scroll}>
      <dl className={styles.list}>
        <dt>{outgoing.method}</dt>
        <dd>{shown(outgoing.path)}</dd>
        <dt>operation</dt>
        <dd>{outgoing.operation}</dd>
        {headers.map(([name, value]) => (
          <div key={name} className={styles.pair}>
            <dt>{shown(name)}</dt>
            <dd>{shown(value)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        Signing adds <code>authorization</code>, <code>x-amz-date</code> and <code>host</code> in the main
        process; they never reach this window.
      </p>
    </div>
  );
}
