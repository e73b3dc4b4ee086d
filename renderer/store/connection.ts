import { create } from 'zustand';
import type { HostInfo, ModelOption, TargetOptions } from '../../shared/contract/host.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { type Client, connect } from '../client.ts';

interface ConnectionState {
  /** `lost` after the host went away or could not be reached; it is tried again by itself. */
  readonly status: 'connecting' | 'open' | 'lost';
  readonly client: Client | null;
  readonly host: HostInfo | null;
  readonly targets: TargetOptions | null;
  /** Model lists by profile, filled when first asked for. */
  readonly models: Readonly<Partial<Record<ProfileId, readonly ModelOption[]>>>;
}

export const useConnection = create<ConnectionState>(() => ({
  status: 'connecting',
  client: null,
  host: null,
  targets: null,
  models: {},
}));

/** The host, which a page that has just begun is still connecting to; null where it is away. */
export function hostOnceConnected(): Promise<Client | null> {
  const { status, client } = useConnection.getState();
  if (status !== 'connecting') return Promise.resolve(client);
  return new Promise((resolve) => {
    const stop = useConnection.subscribe((state) => {
      if (state.status === 'connecting') return;
      stop();
      resolve(state.client);
    });
  });
}

const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 5_000;

let wake: (() => void) | null = null;

/** Ends the wait before the next attempt to reach the host. */
export function reconnectNow(): void {
  wake?.();
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });

/** Connects to the host and reconnects for as long as the page lives. */
export async function keepConnected(): Promise<never> {
  let wait = FIRST_RETRY_MS;
  for (;;) {
    try {
      const { client, closed } = await connect();
      wait = FIRST_RETRY_MS;
      useConnection.setState({ status: 'open', client });
      void describeHost(client);
      await closed;
    } catch {
      // The state below says it; the next turn of the loop tries again.
    }
    useConnection.setState({ status: 'lost', client: null });
    await pause(wait);
    wait = Math.min(wait * 2, LONGEST_RETRY_MS);
  }
}

async function describeHost(client: Client): Promise<void> {
  const [host, targets] = await Promise.allSettled([client.host(), client.targets()]);
  if (host.status === 'fulfilled') useConnection.setState({ host: host.value });
  if (targets.status === 'fulfilled') useConnection.setState({ targets: targets.value });
}

/** Loads the model list of a profile once; failures leave it to be asked for again. */
export async function loadModels(profile: ProfileId): Promise<void> {
  const { client, models } = useConnection.getState();
  if (!client || models[profile]) return;
  try {
    const list = await client.models({ profile });
    useConnection.setState((state) => ({ models: { ...state.models, [profile]: list } }));
  } catch {
    // The picker still takes typed model ids.
  }
}

/** Lets a host outside of AWS see requests signed with AWS credentials. Rejects where the host process does not answer. */
export async function trustHost(host: string): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  useConnection.setState({ targets: await client.trust({ host }) });
}
