import { ChevronsUpDown } from 'lucide-react';
import { splitModel } from '../incoming/model-string.ts';
import { useInspection } from '../store/inspection.ts';
import { Opener } from '../ui/Opener.tsx';
import { shown } from '../ui/shown.ts';
import { ModelPanel } from './lazy.ts';
import styles from './ModelField.module.css';

/** The model of the request: pick one of the release's models or type any string. */
export function ModelField() {
  const model = useInspection((state) => state.result?.model ?? '');
  const { prefix, id } = splitModel(model);
  return (
    <Opener opens="dialog" layer={(trigger) => <ModelPanel trigger={trigger} />}>
      <button
        type="button"
        className={styles.field}
        aria-label={`Model: ${shown(model) || 'none'}`}
        title={shown(model)}
      >
        <span className={styles.label}>Model</span>
        <span className={styles.value}>
          <span className={styles.prefix}>{shown(prefix)}</span>
          {shown(id) || <span className={styles.none}>none</span>}
        </span>
        <ChevronsUpDown size={13} aria-hidden className={styles.icon} />
      </button>
    </Opener>
  );
}
