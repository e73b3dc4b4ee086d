import { create } from 'zustand';
import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { useConnection } from './connection.ts';

interface SimulatorState {
  readonly settings: SimulatorSettings | null;
  readonly failure: string | null;
}

export const useSimulator = create<SimulatorState>(() => ({ settings: null, failure: null }));

async function ask(change: Partial<SimulatorSettings> | null): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  try {
    const settings = await (change ? client.simulator.change(change) : client.simulator.settings());
    useSimulator.setState({ settings, failure: null });
  } catch (error) {
    useSimulator.setState({
      failure: error instanceof Error ? error.message : 'The simulator did not answer.',
    });
  }
}

/** Reads the simulator's settings; the host may have been started with others than last time. */
export const loadSimulator = (): Promise<void> => ask(null);

/** Changes some settings; the running stream keeps the ones it started with. */
export const changeSimulator = (change: Partial<SimulatorSettings>): Promise<void> => ask(change);

/** Loads the settings whenever a host is reached. Call once. */
export function followSimulator(): void {
  useConnection.subscribe((state, before) => {
    if (state.client && state.client !== before.client) void loadSimulator();
  });
}
