import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { profilesAtHand } from '../store/recent-profiles.ts';
import { Bar } from '../ui/Bar.tsx';
import { Picker } from '../ui/Picker.tsx';
import { Tag } from '../ui/Tag.tsx';
import { Tip } from '../ui/Tip.tsx';
import styles from './AuditBar.module.css';
import { ExportMenu } from './ExportMenu.tsx';
import { summarise } from './matrix.ts';
import { chooseAgainst, chooseAuditProfile, useAudit } from './store.ts';

const NOTHING = 'none';
const option = (id: ProfileId) => ({ value: id, label: profileOf(id).label });

/** Which profiles are held against each other, and what comes of it. */
export function AuditBar() {
  const profile = useAudit((state) => state.profile);
  const against = useAudit((state) => state.against);
  const result = useAudit((state) => state.result);
  const loading = useAudit((state) => state.progress !== null);
  const offered = profilesAtHand(profile, ...(against ? [against] : []));
  return (
    <Bar className={styles.bar}>
      <Picker label="Profile" value={profile} options={offered.map(option)} onChange={chooseAuditProfile} />
      <Picker<ProfileId | typeof NOTHING>
        label="against"
        name="Compared against"
        value={against ?? NOTHING}
        options={[
          ...offered.filter((id) => id !== profile).map(option),
          { value: NOTHING, label: 'nothing' },
        ]}
        onChange={(next) => chooseAgainst(next === NOTHING ? null : next)}
      />
      <div className={styles.counts} role="status" aria-live="polite">
        {loading ? 'computing …' : result && <Counts />}
      </div>
      {result && (
        <p className={styles.what}>
          {result.rows.length} keys × {result.columns.length} body forms, each key tried alone
        </p>
      )}
      <ExportMenu />
    </Bar>
  );
}

function Counts() {
  const result = useAudit((state) => state.result);
  if (!result) return null;
  const { leaks, cells, changes } = summarise(result);
  const other = result.against === null ? '' : profileOf(result.against).label;
  return (
    <>
      <Tag tone={leaks > 0 ? 'leaked' : 'kept'}>
        {leaks} of {cells} cells leak
      </Tag>
      {result.against !== null && (
        <Tip text={`They leak in ${profileOf(result.profile).label}, and no longer in ${other}.`}>
          <span>
            <Tag tone="kept">
              {changes.fixed} fixed in {other}
            </Tag>
          </span>
        </Tip>
      )}
      {changes.new > 0 && (
        <Tip text={`They leak in ${other}, and not in ${profileOf(result.profile).label}.`}>
          <span>
            <Tag tone="warn">
              {changes.new} new in {other}
            </Tag>
          </span>
        </Tip>
      )}
    </>
  );
}
