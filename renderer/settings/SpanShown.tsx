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
  const [span, setSpan] = useState<SpanPreview | null>(null);
  const [note, setNote] = useState('');
  useEffect(() => {
    if (!client || !open) return;
    let over = false;
    const show = (next: SpanPreview | null, said: string): void => {
      if (over) return;
      setSpan(next);
      setNote(next ? '' : said);
    };
    client.share.span({ content }).then(
      (next) => show(next, 'There is no call yet that could be shown as one.'),
      () => show(null, 'The newest call could not be read. Open this once more.'),
    );
    return () => {
      over = true;
    };
  }, [client, open, content]);
  return (
    <details className={styles.span} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What a span holds</summary>
      {note !== '' && <p className={styles.note}>{note}</p>}
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
