import { ChevronDown } from 'lucide-react';
import type { AnyTarget } from '../../shared/contract/sending.ts';
import { useConnection } from '../store/connection.ts';
import { useRequest } from '../store/request.ts';
import { useSimulator } from '../store/simulator.ts';
import { useView } from '../store/view.ts';
import { cx } from '../ui/cx.ts';
import { Popup } from '../ui/Popup.tsx';
import { shown } from '../ui/shown.ts';
import { TargetForm } from './lazy.ts';
import styles from './TargetMenu.module.css';

/** Where requests go, and the settings of that place. */
export function TargetMenu() {
  const target = useRequest((state) => state.target);
  const status = useConnection((state) => state.status);
  const isBroken = useSimulator((state) => state.scenario !== '');
  const open = useView((state) => state.choosingTarget);
  const label = useLabel(target);
  return (
    <Popup
      label="Target"
      align="end"
      open={open}
      onOpenChange={(choosingTarget) => useView.setState({ choosingTarget })}
      trigger={
        <button type="button" className={styles.chip} aria-label={`Target: ${shown(label)}`}>
          <span
            className={cx(
              styles.dot,
              status !== 'open' && styles.off,
              (target.kind !== 'simulator' || isBroken) && styles.real,
            )}
            aria-hidden
          />
          <span className={styles.label}>{label}</span>
          <ChevronDown size={13} aria-hidden />
        </button>
      }
    >
      <TargetForm />
    </Popup>
  );
}

function useLabel(target: AnyTarget): string {
  const url = useConnection((state) => state.targets?.simulatorUrl);
  const scenario = useSimulator((state) => state.scenario);
  const scenarioLabel = useSimulator((state) => state.scenarioLabel);
  if (target.kind === 'simulator') {
    if (scenario !== '') return `Simulator · ${scenarioLabel}`;
    return url ? `Simulator · ${new URL(url).host}` : 'Simulator';
  }
  if (target.kind === 'endpoint') return new URL(target.url).host;
  if (target.kind === 'proxy') return `Proxy · ${new URL(target.url).host}`;
  const who = target.bearer ? 'bearer token' : (target.profile ?? 'default chain');
  return `AWS · ${who} · ${target.region}`;
}
