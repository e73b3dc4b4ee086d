import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { trustHost, useConnection } from '../store/connection.ts';
import { Button } from '../ui/Button.tsx';
import styles from './TargetMenu.module.css';
import { isForeignUrl } from './where.ts';

/** Asks once whether a host outside of AWS may see requests signed with AWS credentials. */
export function Trust({ url }: { readonly url: string }) {
  const trusted = useConnection((state) => state.targets?.trusted);
  const [failure, setFailure] = useState<string | null>(null);
  if (!isForeignUrl(url)) return null;
  const { host } = new URL(url);
  if (trusted?.includes(host)) {
    return (
      <p className={styles.note}>You allowed {host} to get requests signed with your AWS credentials.</p>
    );
  }
  return (
    <div className={styles.form}>
      <p className={styles.error}>
        <ShieldAlert size={13} aria-hidden /> {host} is not AWS. It would get requests signed with the AWS
        credentials of this machine, session token included.
      </p>
      <Button onClick={() => void trustHost(host).catch((error) => setFailure(String(error)))}>
        Allow it for this host
      </Button>
      {failure && <p className={styles.error}>{failure}</p>}
    </div>
  );
}
