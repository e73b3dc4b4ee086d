import { profileOf } from '../../shared/pipeline/releases/profile.ts';
import { SAMPLES } from '../../shared/samples/samples.ts';
import { useRequest } from '../store/request.ts';
import { openSample } from '../store/saved.ts';
import { cx } from '../ui/cx.ts';
import { RovingList, RovingRow } from '../ui/RovingList.tsx';
import { Outline } from '../ui/Tag.tsx';
import styles from './List.module.css';

/** One telling request each. */
export function Samples() {
  const chosen = useRequest((state) => state.sample);
  return (
    <RovingList className={styles.list}>
      {SAMPLES.map(({ id, title, note, profile, route }) => (
        <li key={id}>
          <RovingRow current={chosen === id}>
            <button
              type="button"
              className={cx(styles.row, chosen === id && styles.on)}
              aria-current={chosen === id}
              onClick={() => openSample(id)}
            >
              <b className={styles.title}>{title}</b>
              <span className={styles.note}>{note}</span>
              <span className={styles.meta}>
                <Outline>{profileOf(profile).label}</Outline>
                {route !== 'auto' && <Outline>{route}</Outline>}
              </span>
            </button>
          </RovingRow>
        </li>
      ))}
    </RovingList>
  );
}
