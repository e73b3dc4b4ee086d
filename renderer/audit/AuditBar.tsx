import { useMemo } from 'react';
import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { ReleasePicker } from '../requestbar/ReleasePicker.tsx';
import { Bar } from '../ui/Bar.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Tip } from '../ui/Tip.tsx';
import styles from './AuditBar.module.css';
import { ExportMenu } from './ExportMenu.tsx';
import { filtered, inOrder, summarise } from './matrix.ts';
import { chooseAgainst, chooseAuditProfile, useAudit } from './store.ts';

/** Which profiles are held against each other, and what comes of it. */
export function AuditBar() {
  const profile = useAudit((state) => state.profile);
  const against = useAudit((state) => state.against);
  const result = useAudit((state) => state.result);
  const progress = useAudit((state) => state.progress);
  const { warning } = profileOf(profile).standing;
  return (
    <Bar className={styles.bar}>
      <ReleasePicker label="Profile" profile={profile} onPick={chooseAuditProfile} />
      <ReleasePicker
        label="against"
        name="Compared against"
        profile={against}
        onPick={chooseAgainst}
        others={[
          {
            label: 'nothing',
            note: 'one release alone',
            on: against === null,
            pick: () => chooseAgainst(null),
          },
        ]}
      />
      <div className={styles.counts} role="status" aria-live="polite">
        {progress !== null ? 'computing …' : result && <Counts />}
      </div>
      {result && progress !== null && <Progress label="Keys tried" share={progress} />}
      {warning !== null && (
        <p className={styles.what} role="alert">
          {warning}
        </p>
      )}
      {result && (
        <p className={styles.what}>
          {result.rows.length} keys × {result.columns.length} body forms, each key by itself
        </p>
      )}
      <ExportMenu />
    </Bar>
  );
}

function Counts() {
  const whole = useAudit((state) => state.result);
  const filter = useAudit((state) => state.filter);
  const result = useMemo(() => whole && filtered(whole, filter), [whole, filter]);
  if (!result) return null;
  const { leaks, cells, changes } = summarise(result);
  const order = inOrder(result);
  const [older, newer] = order ? [profileOf(order.older).label, profileOf(order.newer).label] : ['', ''];
  return (
    <>
      <Tag tone={leaks > 0 ? 'leaked' : 'kept'}>
        {leaks} of {cells} cells leak
      </Tag>
      {order && (
        <Tip text={`They leak in ${older}, and no longer in ${newer}.`}>
          <span>
            <Tag tone="kept">
              {changes.fixed} fixed in {newer}
            </Tag>
          </span>
        </Tip>
      )}
      {changes.new > 0 && (
        <Tip text={`They leak in ${newer}, and not yet in ${older}.`}>
          <span>
            <Tag tone="warn">
              {changes.new} new in {newer}
            </Tag>
          </span>
        </Tip>
      )}
    </>
  );
}
