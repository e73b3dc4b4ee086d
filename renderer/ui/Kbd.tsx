import styles from './Kbd.module.css';

/** Whether this machine names its keys as Apple does. */
export const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** The name of the modifier that starts commands on this machine. */
export const MOD = MAC ? '⌘' : 'Ctrl';

/** A key combination, for the eye only: the control it stands on names it to assistive technology. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.kbd} aria-hidden>
      {keys.replace('Mod', MOD)}
    </kbd>
  );
}
