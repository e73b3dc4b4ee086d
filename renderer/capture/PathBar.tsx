import { ArrowRight, Pause, Play, Plug, Trash2 } from 'lucide-react';
import type { TargetOptions } from '../../shared/contract/host.ts';
import type { SendTarget } from '../../shared/contract/sending.ts';
import { useConnection } from '../store/connection.ts';
import { useRequest } from '../store/request.ts';
import { Bar } from '../ui/Bar.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Picker } from '../ui/Picker.tsx';
import { stopCapture } from './acts.ts';
import { ConnectPanel } from './ConnectPanel.tsx';
import { continueAll } from './held-edits.ts';
import styles from './PathBar.module.css';
import { RulesPanel } from './RulesPanel.tsx';
import { showsHeld, toggleHeld } from './rules.ts';
import { clearRows, pauseRows, startCapture, useLive } from './store.ts';

/** The way of a call: programs, the front, LiteLLM, the endpoint, the target. */
export function PathBar() {
  const capture = useLive((state) => state.capture);
  const paused = useLive((state) => state.paused);
  const on = capture?.bedrock != null;
  return (
    <Bar className={styles.bar}>
      <Button
        className={cx(on && styles.recording)}
        aria-pressed={on}
        title={on ? 'Stop capturing' : 'Start capturing'}
        onClick={() => void (on ? stopCapture() : startCapture())}
      >
        <span className={cx(styles.dot, on && styles.red)} aria-hidden />{' '}
        {on ? 'Capturing' : 'Start capturing'}
      </Button>
      <Button
        look="quiet"
        aria-label={paused ? 'Show new calls' : 'Let the list stand still'}
        title={paused ? 'Show new calls' : 'Let the list stand still; capturing goes on'}
        aria-pressed={paused}
        onClick={() => pauseRows(!paused)}
      >
        {paused ? (
          <>
            <Play size={14} aria-hidden /> Show new calls
          </>
        ) : (
          <Pause size={14} aria-hidden />
        )}
      </Button>
      <Button
        look="quiet"
        aria-label="Clear the list"
        title="Clear the list"
        onClick={() => void clearRows()}
      >
        <Trash2 size={14} aria-hidden />
      </Button>
      <span className={styles.rule} aria-hidden />
      <ol className={styles.path} aria-label="The way of a call">
        <li className={styles.plain}>Programs</li>
        {capture?.front && (
          <>
            <Hop name="LiteLLM front" port={capture.front.port} own />
            <Hop name="LiteLLM" port={null} address={hostOf(capture.front.proxy)} />
          </>
        )}
        <Hop name="Bedrock endpoint" port={capture?.bedrock?.port ?? null} own off={!on} />
        <li className={styles.hop}>
          <Arrow />
          <TargetPicker />
        </li>
      </ol>
      <span className={styles.space} />
      <HeldCalls />
      <RulesPanel />
      <ConnectPanel
        trigger={
          <Button look="solid">
            <Plug size={14} aria-hidden /> Connect a program
          </Button>
        }
      />
    </Bar>
  );
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};

const Arrow = () => <ArrowRight size={13} aria-hidden className={styles.arrow} />;

interface HopProps {
  readonly name: string;
  readonly port: number | null;
  readonly address?: string;
  readonly own?: boolean;
  readonly off?: boolean;
}

function Hop({ name, port, address, own = false, off = false }: HopProps) {
  return (
    <li className={styles.hop}>
      <Arrow />
      <span className={cx(styles.box, !own && styles.foreign)}>
        {own && <span className={cx(styles.dot, !off && styles.green)} aria-hidden />}
        {name} <code>{address ?? (port === null ? 'off' : `127.0.0.1:${port}`)}</code>
      </span>
    </li>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note: string;
  readonly target: SendTarget;
}

const nameOf = (target: SendTarget): string => {
  if (target.kind === 'simulator') return 'simulator';
  if (target.kind === 'endpoint') return target.url;
  return `aws ${target.profile ?? ''} ${target.region} ${target.bearer}`;
};

/** What calls can go on to: the simulator, the AWS profiles of this machine, and what the Request view sends to. */
function choicesOf(targets: TargetOptions | null, chosen: readonly SendTarget[]): readonly Choice[] {
  const simulator: Choice = {
    value: 'simulator',
    label: 'Simulator',
    note: 'Free, on this machine; needs no account',
    target: { kind: 'simulator' },
  };
  const profiles = (targets?.aws.profiles ?? []).map(({ name, region }): Choice => {
    const target = {
      kind: 'aws',
      profile: name,
      region: region ?? targets?.aws.defaultRegion ?? 'us-east-1',
      bearer: false,
    } as const;
    return {
      value: nameOf(target),
      label: `AWS ${name}`,
      note: 'In the region that each call is signed for',
      target,
    };
  });
  const known = [simulator, ...profiles];
  const others = chosen
    .filter((target) => !known.some(({ value }) => value === nameOf(target)))
    .map((target): Choice => {
      const label =
        target.kind === 'aws' ? `AWS ${target.profile ?? 'default chain'} ${target.region}` : nameOf(target);
      return { value: nameOf(target), label, note: 'As chosen for Request', target };
    });
  return [...known, ...others];
}

function TargetPicker() {
  const targets = useConnection((state) => state.targets);
  const requested = useRequest((state) => state.target);
  const target = useLive((state) => state.capture?.target) ?? ({ kind: 'simulator' } as const);
  const choices = choicesOf(
    targets,
    [target, ...(requested.kind === 'proxy' ? [] : [requested])].filter(
      (one, i, all) => all.findIndex((other) => nameOf(other) === nameOf(one)) === i,
    ),
  );
  return (
    <Picker
      label="Target"
      name="Captured calls go on to"
      value={nameOf(target)}
      options={choices}
      onChange={(value) => {
        const choice = choices.find((one) => one.value === value);
        if (choice) void startCapture({ target: choice.target });
      }}
    />
  );
}

/** How many calls wait at a breakpoint, wherever they stand in the list. */
function HeldCalls() {
  const held = useLive((state) => state.capture?.held.length ?? 0);
  const filter = useLive((state) => state.filter);
  if (held === 0) return null;
  return (
    <>
      <Button
        className={styles.held}
        aria-pressed={showsHeld(filter)}
        title="List the calls that wait at a breakpoint"
        onClick={toggleHeld}
      >
        <Pause size={14} aria-hidden /> {held} held
      </Button>
      <Button title="Each goes on as it came, or as it was edited" onClick={() => void continueAll()}>
        <Play size={14} aria-hidden /> {held === 1 ? 'Continue' : 'Continue all'}
      </Button>
    </>
  );
}
