import { Ban, Bomb, FileQuestion } from 'lucide-react';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { Fixes } from '../problems/Fixes.tsx';
import { shown } from '../ui/shown.ts';
import styles from './NothingSent.module.css';

type Outcome = Exclude<RouteView['outcome'], { kind: 'outgoing' }>;

const TEXTS = {
  refused: { Icon: Ban, title: 'LiteLLM refuses this request' },
  crashed: { Icon: Bomb, title: 'This LiteLLM release crashes on this request' },
  invalid: { Icon: FileQuestion, title: 'This request cannot be sent' },
} as const;

/** Stands in for the body where the request never leaves LiteLLM. */
export function NothingSent({ view, outcome }: { readonly view: RouteView; readonly outcome: Outcome }) {
  const { Icon, title } = TEXTS[outcome.kind];
  const { type, message, params } = outcome.error;
  return (
    <div className={styles.card}>
      <Icon size={22} aria-hidden className={styles.icon} />
      <p className={styles.title}>{title}</p>
      <p className={styles.type}>{type}</p>
      <p className={styles.message}>{shown(message)}</p>
      {params && params.length > 0 && (
        <p className={styles.message}>
          At fault:{' '}
          {params.map((param) => (
            <code key={param}>{param}</code>
          ))}
        </p>
      )}
      <Fixes actions={outcome.actions} />
      <p className={styles.dim}>No body is built on the {view.route} route, so nothing reaches Bedrock.</p>
    </div>
  );
}
