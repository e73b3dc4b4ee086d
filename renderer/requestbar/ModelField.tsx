import { ChevronsUpDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { splitModel, withModelId } from '../incoming/model-string.ts';
import { loadModels, useConnection } from '../store/connection.ts';
import { useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';
import { Popup } from '../ui/Popup.tsx';
import { shown } from '../ui/shown.ts';
import styles from './ModelField.module.css';
import { ModelList } from './ModelList.tsx';
import { setRequestKey } from './set-key.ts';

/** The model of the request: pick one of the release's models or type any string. */
export function ModelField() {
  const model = useInspection((state) => state.result?.model ?? '');
  const profile = useRequest((state) => state.profile);
  const client = useConnection((state) => state.client);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (open && client) void loadModels(profile);
  }, [open, client, profile]);
  const { prefix, id } = splitModel(model);
  return (
    <Popup
      wide
      label="Model"
      open={open}
      onOpenChange={setOpen}
      trigger={
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
      }
    >
      <ModelList
        model={model}
        onPick={(picked, whole) => {
          setOpen(false);
          void setRequestKey('model', whole ? picked : withModelId(model, picked));
        }}
      />
    </Popup>
  );
}
