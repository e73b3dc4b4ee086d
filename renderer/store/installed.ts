import { create } from 'zustand';
import { decode } from '../../shared/contract/encoded.ts';
import type { InstalledAnswer, InstalledRelease, InstalledState } from '../../shared/contract/installed.ts';
import { readProfileId } from '../../shared/pipeline/releases/profile.ts';
import { useConnection } from './connection.ts';
import { useInspection } from './inspection.ts';
import { chooseProfile, useRequest } from './request.ts';

interface Installed extends InstalledState {
  /** True once the host was asked what is there. */
  readonly looked: boolean;
  /** The one whose requests are shown; null while the model alone is. */
  readonly chosen: InstalledRelease | null;
  /** What it made of the newest request that can be read. */
  readonly answer: InstalledAnswer | null;
  readonly busy: boolean;
  /** True while what it sends takes the place of the filtered body. */
  readonly shown: boolean;
}

export const useInstalled = create<Installed>(() => ({
  found: [],
  canChoose: false,
  problem: null,
  looked: false,
  chosen: null,
  answer: null,
  busy: false,
  shown: false,
}));

/** Asks the host which LiteLLMs there are; once. */
export function lookForInstalled(): void {
  const { client } = useConnection.getState();
  if (!client || useInstalled.getState().looked) return;
  useInstalled.setState({ looked: true });
  client.installed.state().then(
    (state) => useInstalled.setState(state),
    () => useInstalled.setState({ looked: false }),
  );
}

/** Lets the person name another Python, in a dialog of the host's own; shows it where it is a new one. */
export function chooseAnotherPython(): void {
  const { client } = useConnection.getState();
  if (!client) return;
  const before = new Set(useInstalled.getState().found.map(({ id }) => id));
  client.installed.choose().then(
    (state) => {
      useInstalled.setState(state);
      const fresh = state.found.find(({ id }) => !before.has(id));
      if (fresh) showInstalled(fresh);
    },
    () => undefined,
  );
}

/** Shows what an installed LiteLLM really sends, beside the model of the same version. */
export function showInstalled(chosen: InstalledRelease): void {
  useInstalled.setState({ chosen, answer: null, shown: false });
  const profile = readProfileId(/^\d+\.\d+\.\d+/.exec(chosen.version)?.[0] ?? '');
  if (profile) chooseProfile(profile);
  askSoon(0);
}

export const hideInstalled = (): void =>
  useInstalled.setState({ chosen: null, answer: null, busy: false, shown: false });

/** How long the request has to stay as it is, milliseconds. */
const PAUSE_MS = 250;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | null = null;

function askSoon(ms: number): void {
  clearTimeout(timer);
  if (useInstalled.getState().chosen) timer = setTimeout(ask, ms);
}

function ask(): void {
  const { client } = useConnection.getState();
  const { chosen } = useInstalled.getState();
  const { asked } = useInspection.getState();
  if (!client || !chosen || !asked) return;
  running?.abort();
  const stop = new AbortController();
  running = stop;
  const { text, form, settings, deployment, call } = asked;
  const route = asked.route === 'compare' ? 'auto' : asked.route;
  useInstalled.setState({ busy: true });
  const take = (answer: InstalledAnswer): void => {
    if (running === stop) useInstalled.setState({ answer, busy: false });
  };
  client.installed
    .ask({ id: chosen.id, text, route, form, settings, deployment, call }, { signal: stop.signal })
    .then(
      (answer) => take(decode(answer)),
      (error: unknown) =>
        take({ kind: 'not-asked', why: error instanceof Error ? error.message : String(error) }),
    );
}

/** Keeps what is shown of an installed LiteLLM in step with the request. Call once. */
export function followInstalled(): void {
  useInspection.subscribe((state, before) => {
    if (state.asked !== before.asked) askSoon(PAUSE_MS);
  });
  // Another profile is another model: what is installed is shown beside its own version alone.
  useRequest.subscribe(({ profile }, before) => {
    const { chosen } = useInstalled.getState();
    if (
      chosen &&
      profile !== before.profile &&
      !profile.endsWith(`-${/^\d+\.\d+\.\d+/.exec(chosen.version)?.[0]}`)
    )
      hideInstalled();
  });
}
