import { Ban, CircleStop, SendHorizontal } from 'lucide-react';
import { PROFILE_IDS, profileOf } from '../../shared/pipeline/releases/profile.ts';
import { useConnection } from '../store/connection.ts';
import { useInspection } from '../store/inspection.ts';
import { chooseProfile, chooseRoute, useRequest } from '../store/request.ts';
import { cancelSend, sendRequest } from '../store/sending.ts';
import { runningSend, useSends } from '../store/sends.ts';
import { whyNotSend } from '../store/why-not-send.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Picker } from '../ui/Picker.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { ChunkField } from './ChunkField.tsx';
import { FormField } from './FormField.tsx';
import { ModelField } from './ModelField.tsx';
import { ProxyField } from './ProxyField.tsx';
import styles from './RequestBar.module.css';

const NOTES: Readonly<Record<(typeof PROFILE_IDS)[number], string>> = {
  'litellm-1.87': 'Before the fix: stream_chunk_size leaks on invoke',
  'litellm-1.90': 'With the fix of PR #30240',
  'litellm-1.109': 'Current release',
  strict: 'Strata’s own: only what Bedrock accepts',
};

const PROFILE_OPTIONS = PROFILE_IDS.map((id) => ({ value: id, label: profileOf(id).label, note: NOTES[id] }));

/** Whose transform, which model, which way, how large the chunks; and Send. */
export function RequestBar() {
  const profile = useRequest((state) => state.profile);
  return (
    <div className={styles.frame}>
      <Bar className={styles.bar}>
        <Picker label="Profile" value={profile} options={PROFILE_OPTIONS} onChange={chooseProfile} />
        <ModelField />
        <FormField />
        <RouteField />
        <ProxyField />
        <ChunkField />
        <SendButton />
      </Bar>
    </div>
  );
}

function RouteField() {
  const route = useRequest((state) => state.route);
  const auto = useInspection((state) => state.result?.autoRoute ?? null);
  const implied = (value: string): boolean => route === 'auto' && auto === value;
  return (
    <Segmented
      label="Route"
      value={route}
      onChange={chooseRoute}
      options={[
        { value: 'auto', label: 'Auto', title: 'The route that LiteLLM takes for this model string' },
        { value: 'invoke', label: 'Invoke', implied: implied('invoke') },
        { value: 'converse', label: 'Converse', implied: implied('converse') },
        { value: 'compare', label: 'Compare', title: 'Two routes or two profiles side by side' },
      ]}
    />
  );
}

/** The key, where there is room for it. */
function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      <Kbd keys={keys} />
    </span>
  );
}

function SendButton() {
  const running = useSends((state) => runningSend(state) !== null);
  const open = useConnection((state) => state.status === 'open');
  const problems = useInspection((state) => state.problems);
  const failure = useInspection((state) => state.failure);
  const outcome = useInspection((state) => state.result?.views[0]?.outcome ?? null);
  const why = whyNotSend({ problems, failure, outcome });
  if (running) {
    return (
      <Button look="danger" className={styles.send} onClick={cancelSend} aria-keyshortcuts="Escape">
        <CircleStop size={14} aria-hidden /> Cancel <Keys keys="Esc" />
      </Button>
    );
  }
  return (
    <Button
      look="solid"
      className={cx(styles.send, why !== null && styles.blocked)}
      disabled={!open}
      aria-disabled={why !== null}
      title={why === null ? undefined : `Cannot be sent. ${why}`}
      aria-label={why === null ? undefined : `Send, not possible: ${why}`}
      onClick={() => void sendRequest()}
      aria-keyshortcuts="Control+Enter Meta+Enter"
    >
      {why === null ? <SendHorizontal size={13} aria-hidden /> : <Ban size={13} aria-hidden />} Send{' '}
      <Keys keys="Mod ⏎" />
    </Button>
  );
}
