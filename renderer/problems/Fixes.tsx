import { useInspection } from '../store/inspection.ts';
import { Button } from '../ui/Button.tsx';
import styles from './Fixes.module.css';
import type { GroupFix } from './group-problems.ts';
import { applyFix } from './lazy.ts';

interface FixesProps {
  readonly actions: readonly GroupFix[];
  /** There most often are some: their place is kept while they are looked for. */
  readonly likely?: boolean;
}

/** Fixes as buttons; they wait while the text cannot be read. */
export function Fixes({ actions, likely = false }: FixesProps) {
  const stale = useInspection((state) => state.problems.length > 0);
  const trying = useInspection((state) => state.trying);
  if (actions.length === 0)
    return trying && likely ? <p className={styles.trying}>Looking for fixes …</p> : null;
  return (
    <div className={styles.fixes}>
      {actions.map((action) => (
        <Button
          key={action.label}
          small
          disabled={stale}
          title={stale ? 'Make the request readable first.' : undefined}
          onClick={() => void applyFix(action)}
        >
          {action.label}
        </Button>
      ))}
    </div>
  );
}
