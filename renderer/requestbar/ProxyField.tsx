import { ChevronDown } from 'lucide-react';
import { useProxy } from '../store/proxy.ts';
import { Opener } from '../ui/Opener.tsx';
import picker from '../ui/Picker.module.css';
import { shown } from '../ui/shown.ts';
import { ProxyPanel } from './lazy.ts';
import styles from './ProxyField.module.css';

/** The proxy configuration that the call goes through, and the switches of the LiteLLM module. */
export function ProxyField() {
  const loaded = useProxy((state) => state.loaded);
  const broken = loaded !== null && loaded.problems.length > 0;
  const label = loaded ? shown(loaded.name) : 'none';
  return (
    <Opener opens="dialog" layer={(trigger) => <ProxyPanel trigger={trigger} />}>
      <button
        type="button"
        className={picker.field}
        aria-label={`Proxy: ${label}${broken ? ', has errors' : ''}`}
      >
        <span className={styles.word}>Proxy</span>
        {loaded && <span className={styles.name}>{label}</span>}
        {broken && <span className={styles.bad}>!</span>}
        <ChevronDown size={13} aria-hidden className={picker.icon} />
      </button>
    </Opener>
  );
}
