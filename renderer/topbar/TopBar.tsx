import { CircleHelp, Search, Settings } from 'lucide-react';
import { useLive } from '../capture/store.ts';
import { show, useView } from '../store/view.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { Kbd, MOD } from '../ui/Kbd.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { TargetMenu } from './TargetMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import styles from './TopBar.module.css';

/** Name, command search, target and theme. */
export function TopBar() {
  const screen = useView((state) => state.screen);
  return (
    <Bar as="header" className={styles.bar}>
      <div className={styles.left}>
        <h1 className={styles.brand}>
          <span className={styles.mark} aria-hidden />
          Strata
        </h1>
        <Segmented
          label="Screen"
          value={screen}
          onChange={(next) => show({ screen: next })}
          options={[
            { value: 'live', label: <LiveLabel />, title: 'The calls of running programs, as they happen' },
            { value: 'request', label: 'Request' },
            { value: 'audit', label: 'Audit', title: 'Which internal keys leak, release by release' },
          ]}
        />
      </div>
      <button
        type="button"
        className={styles.search}
        aria-label="Search commands, requests, models"
        aria-keyshortcuts={`${MOD === 'Ctrl' ? 'Control' : 'Meta'}+K`}
        onClick={() => show({ palette: true })}
      >
        <Search size={13} aria-hidden />
        <span>Search commands, requests, models</span>
        <Kbd keys="Mod K" />
      </button>
      <div className={styles.right}>
        {screen !== 'live' && <TargetMenu />}
        <ThemeMenu />
        <Button
          look="quiet"
          className={styles.icon}
          aria-label="Settings"
          title={`Settings (${MOD} ,)`}
          onClick={() => show({ settings: 'appearance' })}
        >
          <Settings size={15} aria-hidden />
        </Button>
        <Button
          look="quiet"
          className={styles.icon}
          aria-label="Help"
          title="Words and keys explained (F1)"
          onClick={() => show({ settings: 'words' })}
        >
          <CircleHelp size={15} aria-hidden />
        </Button>
      </div>
    </Bar>
  );
}

/** The name of the live view; a dot says that calls are captured, whatever is on the screen. */
function LiveLabel() {
  const on = useLive((state) => state.capture?.bedrock != null);
  return <>{on && <span className={styles.dot} title="Capturing" />}Live</>;
}
