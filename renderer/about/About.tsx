import { Dialog as Radix } from 'radix-ui';
import { useRef } from 'react';
import { useConnection } from '../store/connection.ts';
import { show, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import styles from './About.module.css';
import { NewerVersion } from './NewerVersion.tsx';
import { countPackages, packageNames, useNotices } from './notices.ts';

/** Version and host, and the licences of everything inside the app. */
export function About() {
  const open = useView((state) => state.about);
  const host = useConnection((state) => state.host);
  const opener = useRef<Element | null>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={(about) => show({ about })}
      className={styles.dialog}
      onOpenAutoFocus={() => {
        opener.current = document.activeElement;
      }}
      onCloseAutoFocus={(event) => {
        // The dialog has no trigger of its own that Radix could give the focus back to.
        event.preventDefault();
        if (opener.current instanceof HTMLElement) opener.current.focus();
      }}
    >
      <header className={styles.head}>
        <Radix.Title className={styles.title}>Strata {host?.version}</Radix.Title>
        <Radix.Description className={styles.line}>
          Request inspector for Amazon Bedrock. Copyright © The Strata authors, MIT licence.
        </Radix.Description>
        {host && (
          <p className={styles.line}>
            Runs in the {host.kind} host: {host.reason}.
          </p>
        )}
      </header>
      <NewerVersion />
      <h3 className={styles.section}>Third-party software</h3>
      <ThirdParty />
      <footer className={styles.foot}>
        <Radix.Close asChild>
          <Button>Close</Button>
        </Radix.Close>
      </footer>
    </Dialog>
  );
}

function ThirdParty() {
  const notices = useNotices();
  if (notices === null) return <p className={styles.note}>Loading …</p>;
  if (notices === 'failed') {
    return (
      <p className={styles.note} role="alert">
        This build has no list of its licences. Build it with npm run build.
      </p>
    );
  }
  return (
    <>
      <p className={styles.note}>
        {countPackages(notices)} packages are part of this app. The desktop app also contains Electron and
        Chromium, whose licences lie beside the program.
      </p>
      <ScrollRegion label="Third-party notices" className={styles.list}>
        {notices.map((notice) => (
          <details key={packageNames(notice)} className={styles.notice}>
            <summary className={styles.summary}>
              <span className={styles.license}>{notice.license}</span>
              <span className={styles.names}>{packageNames(notice)}</span>
            </summary>
            <pre className={styles.text}>{notice.text}</pre>
          </details>
        ))}
      </ScrollRegion>
    </>
  );
}
