import { useEffect, useState } from 'react';
import type { SpanPreview } from '../../shared/contract/telemetry.ts';
import { useConnection } from '../store/connection.ts';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { shown } from '../ui/shown.ts';
import styles from './SettingsDialog.module.css';

/** The newest call as the span that would go: what leaves is seen before it leaves. */
export function SpanShown({ content }: { readonly content: boolean }) {
  const client = useConnection((state) => state.client);
  const [open, setOpen] = useState(false);
  const [span, setSpan] = useState<SpanPreview | null | undefined>(undefined);
  useEffect(() => {
    if (!client || !open) return;
    let over = false;
    client.share.span({ content }).then(
      (next) => !over && setSpan(next),
      () => !over && setSpan(null),
    );
    return () => {
      over = true;
    };
  }, [client, open, content]);
  return (
    <details className={styles.span} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What a span holds</summary>
      {span === null && <p className={styles.note}>There is no call yet that could be shown as one.</p>}
      {span && (
        <>
          <p className={styles.note}>
            The newest call, {shown(span.name)}, as it would go.{' '}
            {span.secrets === 0
              ? 'No secret was found in it.'
              : `${span.secrets} ${span.secrets === 1 ? 'secret was' : 'secrets were'} taken out of it.`}
          </p>
          <ScrollRegion label="Attributes of the span" className={styles.attributes}>
            <dl>
              {span.attributes.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{shown(value)}</dd>
                </div>
              ))}
            </dl>
          </ScrollRegion>
        </>
      )}
    </details>
  );
}
