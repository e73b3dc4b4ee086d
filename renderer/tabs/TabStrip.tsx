import { FileJson, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { ShareButton } from '../share/ShareButton.tsx';
import { useRequest } from '../store/request.ts';
import { closeTab, nameTab, newTab, openTab, reopenTab } from '../store/tabs.ts';
import { useView } from '../store/view.ts';
import { useWorkspace } from '../store/workspace.ts';
import { cx } from '../ui/cx.ts';
import { shown } from '../ui/shown.ts';
import { SaveForm } from './SaveForm.tsx';
import styles from './TabStrip.module.css';
import { useInView } from './useInView.ts';

/** The requests that are open. Drafts are kept by themselves; a double click gives a name. */
export function TabStrip() {
  const tabs = useWorkspace((state) => state.tabs);
  const active = useWorkspace((state) => state.active);
  const closed = useWorkspace((state) => state.closed.length);
  const edited = useRequest((state) => state.sample === null);
  const screen = useView((state) => state.screen);
  const [naming, setNaming] = useState(false);
  const row = useInView<HTMLUListElement>(screen === 'request' ? active : null, tabs.length);
  if (screen !== 'request') return null;
  return (
    <nav className={styles.strip} aria-label="Open requests">
      <ul ref={row} className={styles.tabs}>
        {tabs.map(({ id, name }) => (
          <li key={id} className={cx(styles.tab, id === active && styles.on)}>
            {naming && id === active ? (
              <input
                className={styles.name}
                aria-label="Name of this request"
                defaultValue={name}
                // biome-ignore lint/a11y/noAutofocus: it stands where the user just asked for it
                autoFocus
                onFocus={(event) => event.target.select()}
                onBlur={(event) => {
                  setNaming(false);
                  void nameTab(event.target.value);
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') event.currentTarget.blur();
                  if (event.key === 'Escape') setNaming(false);
                }}
              />
            ) : (
              <button
                type="button"
                className={styles.open}
                aria-current={id === active ? 'page' : undefined}
                title={`${shown(name)}${id === active ? '. F2 or a double click gives it a name' : ''}`}
                onClick={() => id !== active && void openTab(id)}
                onDoubleClick={() => setNaming(true)}
                onAuxClick={(event) => event.button === 1 && void closeTab(id)}
                onKeyDown={(event) => {
                  if (event.key === 'F2' && id === active) setNaming(true);
                  if (event.key === 'Delete') void closeTab(id);
                }}
              >
                <FileJson size={13} aria-hidden />
                <span>{shown(name)}</span>
                {id === active && edited && (
                  <i className={styles.dot} title="Your own text; kept as a draft" />
                )}
              </button>
            )}
            <button
              type="button"
              className={styles.close}
              tabIndex={-1}
              aria-label={`Close ${shown(name)}`}
              title="Close (it can be reopened)"
              onClick={() => void closeTab(id)}
            >
              <X size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={styles.new}
        aria-label="New request"
        title="New request (Alt+N)"
        onClick={() => void newTab()}
      >
        <Plus size={14} aria-hidden />
      </button>
      <span className={styles.end}>
        {closed > 0 && (
          <button type="button" className={styles.reopen} onClick={() => void reopenTab()}>
            Reopen closed
          </button>
        )}
        <SaveForm />
        <ShareButton />
      </span>
    </nav>
  );
}
