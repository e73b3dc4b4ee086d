import { ChevronDown } from 'lucide-react';
import { useRouteView } from '../store/derived.ts';
import { MenuLayer } from '../ui/lazy.ts';
import menu from '../ui/Menu.module.css';
import { Opener } from '../ui/Opener.tsx';
import styles from './CopyAs.module.css';
import { CopyForms } from './lazy.ts';

/** The outgoing request as a command or a program. */
export function CopyAs() {
  const sent = useRouteView()?.outcome.kind === 'outgoing';
  return (
    <Opener
      opens="menu"
      layer={(trigger) => (
        <MenuLayer trigger={trigger} align="end">
          {sent && <CopyForms />}
          <p className={menu.note}>Credentials are named by variables, never written out.</p>
        </MenuLayer>
      )}
    >
      <button type="button" className={styles.trigger} disabled={!sent}>
        Copy as <ChevronDown size={12} aria-hidden />
      </button>
    </Opener>
  );
}
