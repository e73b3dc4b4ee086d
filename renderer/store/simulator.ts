import { create } from 'zustand';
import type { SimulatorSettings } from '../../shared/contract/host.ts';
import { useConnection } from './connection.ts';

interface SimulatorState {
  readonly settings: SimulatorSettings | null;
  readonly failure: string | null;
  /** The scenario last asked for, as text; kept while it cannot be read. */
  readonly scenario: string;
  /** What that is called; empty for none. */
  readonly scenarioLabel: string;
  readonly scenarioProblems: readonly string[];
}

export const useSimulator = create<SimulatorState>(() => ({
  settings: null,
  failure: null,
  scenario: '',
  scenarioLabel: '',
  scenarioProblems: [],
}));

let underWay: Promise<unknown> = Promise.resolve();

/** Notes what the simulator is being told. */
function telling(told: Promise<void>): Promise<void> {
  underWay = Promise.all([underWay, told]);
  return told;
}

/** Resolves once the simulator knows all that it was told so far; what is sent then meets it. */
export async function simulatorTold(): Promise<void> {
  await underWay;
}

async function ask(change: Partial<SimulatorSettings> | null): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  const { settings: before } = useSimulator.getState();
  // Shown at once: a box that is ticked only after the answer reads as a click that was lost.
  if (change && before) useSimulator.setState({ settings: { ...before, ...change } });
  try {
    const settings = await (change ? client.simulator.change(change) : client.simulator.settings());
    useSimulator.setState({ settings, failure: null });
  } catch (error) {
    useSimulator.setState({
      settings: before,
      failure: error instanceof Error ? error.message : 'The simulator did not answer.',
    });
  }
}

/** Reads the simulator's settings; the host may have been started with others than last time. */
export const loadSimulator = (): Promise<void> => ask(null);

/** Changes some settings; the running stream keeps the ones it started with. */
export const changeSimulator = (change: Partial<SimulatorSettings>): Promise<void> => telling(ask(change));

/** Plays a scenario from the next request on; one that cannot be read changes nothing and says why. */
export const playScenario = (scenario: string, label: string): Promise<void> =>
  telling(play(scenario, label));

async function play(scenario: string, scenarioLabel: string): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  useSimulator.setState({ scenario, scenarioLabel });
  try {
    const result = await client.simulator.play({ scenario });
    useSimulator.setState(
      result.ok ? { settings: result.settings, scenarioProblems: [] } : { scenarioProblems: result.problems },
    );
  } catch (error) {
    useSimulator.setState({
      scenarioProblems: [error instanceof Error ? error.message : 'The simulator did not answer.'],
    });
  }
}

/** Loads the settings whenever a host is reached. Call once. */
export function followSimulator(): void {
  useConnection.subscribe((state, before) => {
    if (state.client && state.client !== before.client) void loadSimulator();
  });
}
