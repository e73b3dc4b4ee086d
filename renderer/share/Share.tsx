import { Dialog } from '../ui/Dialog.tsx';
import { onDemand } from '../ui/on-demand.tsx';
import styles from './ShareDialog.module.css';
import { useShare } from './state.ts';
import { closeShare } from './store.ts';

const Content = onDemand(async () => (await import('./ShareDialog.tsx')).ShareDialog);

/** The dialog by which things leave Strata; what is in it is loaded when it is first opened. */
export function Share() {
  const open = useShare((state) => state.sharing !== null);
  return (
    <Dialog
      open={open}
      onOpenChange={(now) => !now && closeShare()}
      className={styles.dialog}
      aria-describedby={undefined}
    >
      {open && <Content />}
    </Dialog>
  );
}
