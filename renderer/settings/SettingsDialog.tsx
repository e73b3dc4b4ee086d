import { Dialog as Radix } from 'radix-ui';
import { useEffect, useRef } from 'react';
import { CONTRASTS, chooseLook, DENSITIES, useLook } from '../store/look.ts';
import { chooseTheme, type SettingsPart, show, THEMES, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { GUIDE } from './guide.ts';
import { HistorySettings } from './HistorySettings.tsx';
import { CaptureSettings, RedactionSettings, TargetSettings } from './HostSettings.tsx';
import styles from './SettingsDialog.module.css';
import { SHORTCUTS } from './shortcuts.ts';
import { TelemetrySettings } from './TelemetrySettings.tsx';
import { WORDS } from './words.ts';

const PARTS: readonly { readonly id: SettingsPart; readonly label: string }[] = [
  { id: 'appearance', label: 'Appearance' },
  { id: 'targets', label: 'Targets' },
  { id: 'capture', label: 'Capture' },
  { id: 'history', label: 'History' },
  { id: 'telemetry', label: 'OpenTelemetry' },
  { id: 'redaction', label: 'Redaction' },
  { id: 'keyboard', label: 'Keyboard' },
  { id: 'words', label: 'Words and fates' },
];

const capital = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** Scrolls the list of parts alone: the dialog around it would lose its head otherwise. */
function scrollTo(area: HTMLElement | null, part: SettingsPart): void {
  const target = area?.querySelector(`[data-part="${part}"]`);
  if (area && target) area.scrollTop += target.getBoundingClientRect().top - area.getBoundingClientRect().top;
}

/** Settings and help on one page with anchors. */
export function SettingsDialog() {
  const part = useView((state) => state.settings);
  const area = useRef<HTMLElement>(null);
  useEffect(() => {
    if (part !== null) requestAnimationFrame(() => scrollTo(area.current, part));
  }, [part]);
  return (
    <Dialog
      open={part !== null}
      onOpenChange={(open) => !open && show({ settings: null })}
      className={styles.dialog}
      aria-describedby={undefined}
    >
      <header className={styles.head}>
        <Radix.Title className={styles.title}>Settings and help</Radix.Title>
        <Radix.Close asChild>
          <Button small>Close</Button>
        </Radix.Close>
      </header>
      <div className={styles.body}>
        <nav className={styles.nav} aria-label="Parts">
          {PARTS.map(({ id, label }) => (
            <button
              key={id}
              type="button"
              aria-current={part === id ? 'true' : undefined}
              onClick={() => {
                show({ settings: id });
                // Once more where it is the part already, and was scrolled away.
                scrollTo(area.current, id);
              }}
            >
              {label}
            </button>
          ))}
          <a href={GUIDE} target="_blank" rel="noopener noreferrer">
            Guide
          </a>
          <button type="button" onClick={() => show({ settings: null, about: true })}>
            About and licences
          </button>
        </nav>
        <ScrollRegion ref={area} label="Settings and help" className={styles.parts}>
          <Appearance />
          <TargetSettings />
          <CaptureSettings />
          <HistorySettings />
          <TelemetrySettings />
          <RedactionSettings />
          <section data-part="keyboard">
            <h3>Keyboard</h3>
            {SHORTCUTS.map(({ group, keys }) => (
              <div key={group} className={styles.list}>
                <h4 className={styles.group}>{group}</h4>
                <dl>
                  {keys.map(([key, what]) => (
                    <div key={key} className={styles.pair}>
                      <dt>
                        <span className="visually-hidden">{key}</span>
                        <Kbd keys={key} />
                      </dt>
                      <dd>{what}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </section>
          <section data-part="words">
            <h3>Words and fates</h3>
            {WORDS.map(({ group, words }) => (
              <div key={group} className={styles.list}>
                <h4 className={styles.group}>{group}</h4>
                <dl>
                  {words.map(([word, meaning]) => (
                    <div key={word} className={styles.pair}>
                      <dt>
                        <code>{word}</code>
                      </dt>
                      <dd>{meaning}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </section>
        </ScrollRegion>
      </div>
    </Dialog>
  );
}

function Appearance() {
  const theme = useView((state) => state.theme);
  const { contrast, density } = useLook();
  return (
    <section data-part="appearance">
      <h3>Appearance</h3>
      <p className={styles.note}>Changes show at once and are kept on this computer.</p>
      <div className={styles.setting}>
        <span>Theme</span>
        <Segmented
          label="Theme"
          value={theme}
          onChange={chooseTheme}
          options={THEMES.map((value) => ({ value, label: capital(value) }))}
        />
      </div>
      <div className={styles.setting}>
        <span>Contrast</span>
        <Segmented
          label="Contrast"
          value={contrast}
          onChange={(value) => chooseLook({ contrast: value })}
          options={CONTRASTS.map((value) => ({ value, label: capital(value) }))}
        />
      </div>
      <div className={styles.setting}>
        <span>Density, the height of rows</span>
        <Segmented
          label="Density"
          value={density}
          onChange={(value) => chooseLook({ density: value })}
          options={DENSITIES.map((value) => ({ value, label: capital(value) }))}
        />
      </div>
    </section>
  );
}
