import { useId } from 'react';
import { saveRequest } from '../store/saved.ts';
import { show, useView } from '../store/view.ts';
import { useWorkspace } from '../store/workspace.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { PopupLayer } from '../ui/layers/PopupLayer.tsx';
import type { Trigger } from '../ui/Opener.tsx';
import styles from './SavePanel.module.css';

/** Under which name, in which folder the request is kept. */
export function SavePanel({ trigger }: { readonly trigger: Trigger }) {
  const open = useView((state) => state.saving);
  const setOpen = (saving: boolean): void => show({ saving });
  const tab = useWorkspace((state) => state.tabs.find(({ id }) => id === state.active));
  const folders = useWorkspace((state) => state.saved);
  const list = useId();
  return (
    <PopupLayer trigger={trigger} label="Save the request" align="end" open={open} onOpenChange={setOpen}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          setOpen(false);
          void saveRequest(String(data.get('name') ?? ''), String(data.get('folder') ?? ''));
        }}
      >
        <Field label="Name" name="name" required maxLength={200} defaultValue={tab?.name ?? ''} />
        <Field label="Folder" name="folder" maxLength={200} placeholder="none" list={list} />
        <datalist id={list}>
          {[...new Set(folders.map(({ folder }) => folder))].filter(Boolean).map((folder) => (
            <option key={folder} value={folder} />
          ))}
        </datalist>
        <Button type="submit" look="solid">
          Save the request
        </Button>
      </form>
    </PopupLayer>
  );
}
