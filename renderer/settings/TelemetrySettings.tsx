import { useEffect, useState } from 'react';
import type {
  TelemetrySettings as Settings,
  SpanState,
  TelemetryState,
} from '../../shared/contract/telemetry.ts';
import { refuseReceiver } from '../../shared/share/otlp/address.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { Button } from '../ui/Button.tsx';
import { Field, Toggle } from '../ui/Field.tsx';
import { Setting } from './HostSettings.tsx';
import styles from './SettingsDialog.module.css';
import { SpanShown } from './SpanShown.tsx';

const count = (value: number): string => value.toLocaleString('en');

/** How sending stands, in one line. */
function standing({ sent, waiting, refused, dropped, nextAt }: SpanState): string {
  const parts = [
    `${count(sent)} sent`,
    `${count(waiting)} waiting`,
    refused > 0 && `${count(refused)} refused by the receiver`,
    dropped > 0 && `${count(dropped)} given up`,
    nextAt !== null && `next try at ${new Date(nextAt).toLocaleTimeString('en-GB')}`,
  ];
  return parts.filter((part) => part !== false).join(' · ');
}

const headersNote = ({ headers }: TelemetryState): string =>
  headers.length === 0
    ? 'None. A key for the receiver goes in OTEL_EXPORTER_OTLP_HEADERS, before Strata is started.'
    : `${headers.join(', ')}, from OTEL_EXPORTER_OTLP_HEADERS. Their values stay in the host.`;

/** Whether calls go out as OpenTelemetry spans, where to, and with what. */
export function TelemetrySettings() {
  const client = useConnection((state) => state.client);
  const [state, setState] = useState<TelemetryState | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (!client) return;
    const ended = new AbortController();
    const follow = async (): Promise<void> => {
      const states = await client.history.telemetry.follow(undefined, { signal: ended.signal });
      for await (const next of states) setState(next);
    };
    follow().catch(() => undefined);
    return () => ended.abort();
  }, [client]);
  if (!client || !state) return null;
  const { settings } = state;
  const endpoint = typed ?? (settings.endpoint || state.proposed);
  const refused = endpoint === '' ? null : refuseReceiver(endpoint);
  const isSame = endpoint === settings.endpoint;
  const set = async (part: Partial<Settings>): Promise<void> => {
    try {
      setState(await client.history.telemetry.set({ ...settings, endpoint, ...part }));
      setTyped(null);
    } catch (error) {
      notify(error instanceof Error ? error.message : 'The host does not answer.');
    }
  };
  return (
    <section data-part="telemetry">
      <h3>OpenTelemetry</h3>
      <p className={styles.note}>
        Each call as a span by the GenAI conventions, to a receiver of OTLP/HTTP: a Collector, Tempo, Jaeger,
        Langfuse, Phoenix. What cannot be sent waits in the history’s file, over restarts.
      </p>
      <form
        className={styles.receiver}
        onSubmit={(event) => {
          event.preventDefault();
          void set({ on: true });
        }}
      >
        <Field
          label="Endpoint"
          type="url"
          placeholder="http://127.0.0.1:4318"
          spellCheck={false}
          value={endpoint}
          aria-invalid={refused !== null}
          onChange={(event) => setTyped(event.target.value)}
          note={refused ? `${refused.message} ${refused.hint}` : '/v1/traces is added where it is not there.'}
        />
        {settings.on && isSame ? (
          <Button small onClick={() => void set({ on: false })}>
            Stop sending
          </Button>
        ) : (
          <Button type="submit" small look="solid" disabled={endpoint === '' || refused !== null}>
            {settings.on ? 'Send there from now on' : 'Send spans'}
          </Button>
        )}
      </form>
      <Toggle
        label="With what was said"
        note="Messages, instructions, tools and answers go along, of calls that end from now on. Without it none of them leaves."
        checked={settings.content}
        disabled={refused !== null}
        onChange={(content) => void set({ content, endpoint: settings.endpoint })}
      />
      <SpanShown content={settings.content} />
      <Setting name="Headers" note={headersNote(state)} />
      <Setting
        name={settings.on ? 'Sending' : 'Nothing is sent'}
        note={
          <span role="status" data-spans="state">
            {settings.on && standing(state)}
            {state.problem !== '' && <span className={styles.problem}>{state.problem}</span>}
          </span>
        }
      />
    </section>
  );
}
