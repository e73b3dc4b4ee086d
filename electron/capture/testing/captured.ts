import type { ExchangeSink } from '../../history/sink.ts';
import { SIMULATOR_CREDENTIALS, type SimulatorOptions } from '../../simulator/settings.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { FAST } from '../../simulator/testing/send-all.ts';
import { type BedrockCapture, type BedrockCaptureOptions, captureBedrock } from '../capture.ts';
import { type Gathered, Gatherer } from '../gather.ts';
import { joining } from '../joiner.ts';

/** Keys that open nothing: a program needs some to sign at all. */
export const WORTHLESS = { accessKeyId: 'strata', secretAccessKey: 'strata' } as const;

/** A sink that keeps what is over, for tests. */
export class Kept extends Gatherer {
  readonly all: Gathered[] = [];
  readonly secrets: string[] = [];
  #wake: () => void = () => undefined;

  constructor() {
    const done = (gathered: Gathered): void => {
      this.all.push(gathered);
      this.#wake();
    };
    super(done, (secrets) => this.secrets.push(...secrets));
  }

  /** Waits until so many exchanges are over. */
  async atLeast(count: number): Promise<readonly Gathered[]> {
    while (this.all.length < count)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    return this.all;
  }
}

export interface Captured {
  readonly simulator: Simulator;
  readonly capture: BedrockCapture;
  readonly kept: Kept;
  /** Keeps what passes in `kept`, and joins it: for a front beside this capture. */
  readonly sink: ExchangeSink;
  close(): Promise<void>;
}

/** A capture in front of a simulator that checks every signature. */
export async function startCaptured(
  options: SimulatorOptions = {},
  more: Partial<BedrockCaptureOptions> = {},
): Promise<Captured> {
  const simulator = await startSimulator({
    authentication: { mode: 'verify', ...SIMULATOR_CREDENTIALS },
    ...options,
    settings: { ...FAST, ...options.settings },
  });
  const kept = new Kept();
  const sink = joining(kept);
  const capture = await captureBedrock({
    port: 0,
    target: () => ({ kind: 'simulator', url: simulator.url }),
    sink,
    isTrusted: () => false,
    ...more,
  });
  return {
    simulator,
    capture,
    kept,
    sink,
    close: async () => {
      await capture.close();
      await simulator.close();
    },
  };
}
