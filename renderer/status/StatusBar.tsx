import type { ReactNode } from 'react';
import { useConnection } from '../store/connection.ts';
import { useView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';
import { useSimulator } from '../store/simulator.ts';
import { cx } from '../ui/cx.ts';
import { bytes, milliseconds } from '../ui/units.ts';
import styles from './StatusBar.module.css';

/** One line of facts about the request and the host. */
export function StatusBar() {
  const view = useView();
  const unreadable = useInspection((state) => state.problems.length);
  const busy = useInspection((state) => state.busy);
  const target = useRequest((state) => state.target.kind);
  const settings = useSimulator((state) => state.settings);
  const host = useConnection((state) => state.host);
  const outgoing = view?.outcome.kind === 'outgoing' ? view.outcome.outgoing : null;
  return (
    <footer className={styles.bar}>
      <Verdict
        unreadable={unreadable}
        problems={view?.verdict?.problems.length ?? null}
        ok={view?.verdict?.status === 200}
      />
      {busy && <span role="status">reading the request …</span>}
      {outgoing && <span>body {bytes(outgoing.bodyBytes)}</span>}
      {outgoing && (
        <span className={styles.path} title={`${outgoing.method} ${outgoing.path}`}>
          {outgoing.method} {outgoing.path}
        </span>
      )}
      <span className={styles.right}>
        {view && (
          <span>
            transform {milliseconds(view.transformMs)} · validate {milliseconds(view.validateMs)}
          </span>
        )}
        {target === 'simulator' && settings && (
          <span>
            simulator: {settings.tokensPerSecond} tokens/s{settings.collected && ', collected'}
          </span>
        )}
        {host && (
          <span title={host.reason}>
            {host.kind} {host.version}
          </span>
        )}
      </span>
    </footer>
  );
}

interface VerdictProps {
  readonly unreadable: number;
  readonly problems: number | null;
  readonly ok: boolean;
}

function Verdict({ unreadable, problems, ok }: VerdictProps): ReactNode {
  if (unreadable > 0) return <span className={cx(styles.verdict, styles.warn)}>not readable</span>;
  if (problems === null) return null;
  if (problems === 0 && ok) return <span className={cx(styles.verdict, styles.ok)}>no problems</span>;
  const count = Math.max(problems, 1);
  return (
    <span className={cx(styles.verdict, styles.bad)}>
      {count} {count === 1 ? 'problem' : 'problems'}
    </span>
  );
}
