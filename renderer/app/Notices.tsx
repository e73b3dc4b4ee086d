import { Undo2 } from 'lucide-react';
import { useNotices } from '../store/notices.ts';
import { undoReplace, useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { shown } from '../ui/shown.ts';
import styles from './Notices.module.css';

/** What just happened, in a corner: a short message, and the way back from the last replacement. */
export function Notices() {
  const notice = useNotices((state) => state.notice);
  const undo = useRequest((state) => (state.offered ? state.undo : null));
  return (
    <div className={styles.corner} role="status" aria-live="polite">
      {notice && (
        <div key={notice.key} className={styles.notice}>
          <span className={styles.words}>{shown(notice.text)}</span>
        </div>
      )}
      {undo && (
        <div className={styles.notice}>
          <span className={styles.words}>{shown(undo.label)}</span>
          <Button small look="quiet" className={styles.undo} onClick={undoReplace}>
            <Undo2 size={13} aria-hidden /> Undo
          </Button>
        </div>
      )}
    </div>
  );
}
