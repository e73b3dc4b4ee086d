import { Ban, CircleStop, SendHorizontal } from 'lucide-react';
import { useConnection } from '../store/connection.ts';
import { useInspection } from '../store/inspection.ts';
import { chooseRoute, useRequest } from '../store/request.ts';
import { cancelSend, sendRequest } from '../store/sending.ts';
import { isSending, useSends } from '../store/sends.ts';
import { show } from '../store/view.ts';
import { whyNotSend } from '../store/why-not-send.ts';
import { isOpening, useWorkspace } from '../store/workspace.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { shown } from '../ui/shown.ts';
import { ChunkField } from './ChunkField.tsx';
import { FormField } from './FormField.tsx';
import { ModelField } from './ModelField.tsx';
import { ProfileField } from './ProfileField.tsx';
import { ProxyField } from './ProxyField.tsx';
import styles from './RequestBar.module.css';

/** Whose transform, which model, which way, how large the chunks; and Send. */
export function RequestBar() {
  return (
    <div className={styles.frame}>
      <Bar className={styles.bar}>
        <ProfileField />
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
  return (
    <Segmented
      label="Route"
      value={route}
      onChange={(next) => {
        chooseRoute(next);
        // The comparison stands where the stream lab does.
        if (next === 'compare') show({ wideStream: false });
      }}
      options={[
        {
          value: 'auto',
          label: route === 'auto' && auto ? `Auto: ${auto}` : 'Auto',
          title: 'The route that LiteLLM takes for this model string',
        },
        { value: 'invoke', label: 'Invoke' },
        { value: 'converse', label: 'Converse' },
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
  const running = useSends(isSending);
  const open = useConnection((state) => state.status === 'open');
  const problems = useInspection((state) => state.problems);
  const failure = useInspection((state) => state.failure);
  const outcome = useInspection((state) => state.result?.views[0]?.outcome ?? null);
  const opening = useWorkspace(isOpening);
  const why = whyNotSend({ problems, failure, outcome, opening });
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
      title={why === null ? undefined : `Cannot be sent. ${shown(why)}`}
      aria-label={why === null ? undefined : `Send, not possible: ${shown(why)}`}
      onClick={() => void sendRequest()}
      aria-keyshortcuts="Control+Enter Meta+Enter"
    >
      {why === null ? <SendHorizontal size={13} aria-hidden /> : <Ban size={13} aria-hidden />} Send{' '}
      <Keys keys="Mod ⏎" />
    </Button>
  );
}
