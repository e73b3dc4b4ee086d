import { useEffect, useMemo } from 'react';
import { useConnection } from '../store/connection.ts';
import { Border } from '../ui/Border.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Empty } from '../ui/Empty.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Panel, Split } from '../ui/Split.tsx';
import { AuditBar } from './AuditBar.tsx';
import styles from './AuditView.module.css';
import { CellPanel } from './CellPanel.tsx';
import { FilterBar } from './FilterBar.tsx';
import { LeakGrid } from './LeakGrid.tsx';
import { filtered, NO_FILTER, summarise } from './matrix.ts';
import { changeFilter, loadAudit, refreshAudit, stopAudit, useAudit } from './store.ts';
import { useLeaving } from './useLeaving.ts';

/** Every internal key in every body form: what each release does with it. */
export function AuditView() {
  useLeaving();
  const client = useConnection((state) => state.client);
  useEffect(() => {
    if (client) refreshAudit();
    return stopAudit;
  }, [client]);
  return (
    <main className={styles.view} aria-label="Audit">
      <AuditBar />
      <Matrix />
    </main>
  );
}

function Tried() {
  const share = useAudit((state) => state.progress ?? 0);
  return <Progress label="Keys tried" share={share} />;
}

function Matrix() {
  const result = useAudit((state) => state.result);
  const isComputing = useAudit((state) => state.progress !== null);
  const isStale = useAudit((state) => state.progress !== null && !state.isPart);
  const failed = useAudit((state) => state.failed);
  const filter = useAudit((state) => state.filter);
  const shown = useMemo(() => result && filtered(result, filter), [result, filter]);
  const summary = useMemo(() => shown && summarise(shown), [shown]);
  if (failed) {
    return (
      <Empty
        title="The matrix could not be computed"
        action={<Button onClick={() => void loadAudit()}>Try again</Button>}
      >
        The host went away or could not do it. It is asked again as soon as it is back.
      </Empty>
    );
  }
  if (!result || !shown || !summary) {
    return (
      <Empty title="Computing the leak matrix …" action={<Tried />}>
        Every internal key is put through every body form of both profiles.
      </Empty>
    );
  }
  return (
    <div className={cx(styles.matrix, isStale && styles.stale)} aria-busy={isComputing}>
      <Split name="audit">
        <Panel id="grid" className={styles.fill} defaultSize="100%" minSize={480}>
          <FilterBar shown={shown.rows.length} result={result} summary={summary} />
          {shown.rows.length > 0 && shown.columns.length > 0 ? (
            <LeakGrid result={shown} rows={shown.rows} summary={summary} />
          ) : (
            <Empty
              title={shown.columns.length > 0 ? 'No key passes the filter' : 'All body forms are hidden'}
              action={<Button onClick={() => changeFilter(NO_FILTER)}>Show all</Button>}
            />
          )}
        </Panel>
        <Border label="Width of the cell’s panel" />
        <Panel id="cell" className={styles.fill} defaultSize={340} minSize={260} maxSize={620}>
          <CellPanel result={result} summary={summary} />
        </Panel>
      </Split>
    </div>
  );
}
