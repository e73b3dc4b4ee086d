import type { FixAction } from '../../shared/contract/inspection.ts';
import { useInspection } from '../store/inspection.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Fixes.module.css';
import { applyFix } from './fix.ts';

/** Fixes as buttons; they wait while the text cannot be read. */
export function Fixes({ actions }: { readonly actions: readonly FixAction[] }) {
  const stale = useInspection((state) => state.problems.length > 0);
  if (actions.length === 0) return null;
  return (
    <div className={styles.fixes}>
      {actions.map((action) => (
        <Button
          key={action.label}
          small
          disabled={stale}
          title={stale ? 'Make the request readable first.' : undefined}
          onClick={() => applyFix(action)}
        >
          {action.label}
        </Button>
      ))}
    </div>
  );
}
