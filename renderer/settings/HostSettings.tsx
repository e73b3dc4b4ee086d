import type { ReactNode } from 'react';
import { useLive } from '../capture/store.ts';
import { useConnection } from '../store/connection.ts';
import { chooseSilence, SILENCE_S, useLimits } from '../store/limits.ts';
import { show } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './SettingsDialog.module.css';

interface SettingProps {
  readonly name: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

/** One line: what it is called, what it means, the choice. */
export const Setting = ({ name, note, children }: SettingProps) => (
  <div className={styles.setting}>
    <span>
      {name}
      {note && <small className={styles.what}>{note}</small>}
    </span>
    {children}
  </div>
);

const SILENCES = [30, 120, SILENCE_S.first, SILENCE_S.most].map((seconds) => ({
  value: String(seconds),
  label: seconds < 60 ? `${seconds} s` : `${seconds / 60} min`,
}));

/** Where requests may go. */
export function TargetSettings() {
  const targets = useConnection((state) => state.targets);
  const silence = useLimits((state) => state.silenceMs) / 1000;
  const profiles = targets?.aws.profiles ?? [];
  return (
    <section data-part="targets">
      <h3>Targets</h3>
      <p className={styles.note}>Names only: credentials stay in the host and never reach this window.</p>
      <Setting
        name="AWS"
        note={
          profiles.length === 0
            ? 'No profile in your shared config files; the default chain is used.'
            : `${profiles.length} ${profiles.length === 1 ? 'profile' : 'profiles'}: ${profiles
                .slice(0, 6)
                .map(({ name }) => name)
                .join(', ')}${profiles.length > 6 ? ' …' : ''}`
        }
      >
        <Button
          small
          onClick={() => {
            show({ settings: null });
            show({ choosingTarget: true });
          }}
        >
          Choose a target …
        </Button>
      </Setting>
      <Setting
        name="Hosts that may see signed requests"
        note={targets && targets.trusted.length > 0 ? targets.trusted.join(', ') : 'None outside of AWS.'}
      />
      <Setting name="Give up after a silence of" note="Whatever you type in the target’s menu holds too.">
        <Segmented
          label="Give up after a silence of"
          value={String(silence)}
          options={SILENCES}
          onChange={(seconds) => chooseSilence(Number(seconds))}
        />
      </Setting>
    </section>
  );
}

/** Who is listened to. */
export function CaptureSettings() {
  const capture = useLive((state) => state.capture);
  const at = (name: string, port: number | undefined): ReactNode => (
    <Setting
      name={name}
      note={port === undefined ? 'Not listening.' : `Listening on 127.0.0.1:${port}, on this computer only.`}
    />
  );
  return (
    <section data-part="capture">
      <h3>Capture</h3>
      {at('Bedrock endpoint for LiteLLM, AWS SDKs and Claude Code', capture?.bedrock?.port)}
      {at('Front before a LiteLLM proxy', capture?.front?.port)}
      <Setting
        name="Calls taken in this session"
        note={`${capture?.calls ?? 0}; ${capture?.rules.length ?? 0} rules hold or change calls.`}
      >
        <Button
          small
          onClick={() => {
            show({ settings: null });
            show({ screen: 'live' });
          }}
        >
          Go to Live
        </Button>
      </Setting>
    </section>
  );
}

const TAKEN_OUT: readonly (readonly [string, string])[] = [
  ['AWS credentials', 'key ids (AKIA…, ASIA…), secret keys, session tokens, signatures'],
  ['API keys and tokens', 'sk-…, bearer and basic authorization, JSON web tokens, x-api-key'],
  ['Passwords and cookies', 'values beside such names in headers, JSON, YAML, commands and addresses'],
  ['Private keys', 'PEM blocks, whole'],
  ['Known values', 'whatever credential this computer really used, wherever it turns up'],
];

/** What never reaches a disk or another person. */
export function RedactionSettings() {
  return (
    <section data-part="redaction">
      <h3>Redaction</h3>
      <p className={styles.note}>
        Taken out of drafts, history, exports and logs before they are written. This cannot be switched off.
      </p>
      {TAKEN_OUT.map(([name, what]) => (
        <Setting key={name} name={name} note={what} />
      ))}
    </section>
  );
}
