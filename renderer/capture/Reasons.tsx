import type { Reason } from '../../shared/capture/why-nothing.ts';
import styles from './ConnectPanel.module.css';

/** Why a program's calls may not arrive. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  return (
    <dl className={styles.reasons}>
      {reasons.map(({ title, what }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
