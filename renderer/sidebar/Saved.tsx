import { Trash2 } from 'lucide-react';
import { openSaved, removeSaved } from '../store/saved.ts';
import { useWorkspace } from '../store/workspace.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { RovingList, RovingRow } from '../ui/RovingList.tsx';
import { shown } from '../ui/shown.ts';
import styles from './List.module.css';

/** Requests that are kept under names, by folder. */
export function Saved() {
  const saved = useWorkspace((state) => state.saved);
  if (saved.length === 0)
    return (
      <Empty title="Nothing saved yet">
        “Save” in the line of tabs keeps the request at hand under a name.
      </Empty>
    );
  const folders = [...new Set(saved.map(({ folder }) => folder))].sort();
  return (
    <div className={styles.folders}>
      {folders.map((folder) => (
        <section key={folder} aria-label={folder === '' ? 'Without a folder' : shown(folder)}>
          {folder !== '' && <h3 className={styles.folder}>{shown(folder)}</h3>}
          <RovingList className={styles.list}>
            {saved
              .filter((one) => one.folder === folder)
              .map(({ id, name, savedAt }) => (
                <li key={id} className={styles.saved}>
                  <RovingRow>
                    <button type="button" className={styles.row} onClick={() => void openSaved(id)}>
                      <b className={styles.title}>{shown(name)}</b>
                      <span className={styles.note}>{new Date(savedAt).toLocaleString('en-GB')}</span>
                    </button>
                  </RovingRow>
                  <Button
                    small
                    look="quiet"
                    aria-label={`Delete ${shown(name)}`}
                    title="Delete"
                    onClick={() => void removeSaved(id)}
                  >
                    <Trash2 size={13} aria-hidden />
                  </Button>
                </li>
              ))}
          </RovingList>
        </section>
      ))}
    </div>
  );
}
