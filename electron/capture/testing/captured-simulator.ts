import { locate } from '../../bedrock/target.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { FAST } from '../../simulator/testing/send-all.ts';
import type { LiveLog } from '../live-log.ts';
import { CaptureService } from '../service.ts';

/** For tests: a service that captures calls for a simulator of its own. */
export interface CapturedSimulator {
  readonly simulator: Simulator;
  readonly service: CaptureService;
  close(): Promise<void>;
}

/** Starts both; calls are told to `log`, and answered with a good morning. */
export async function captureSimulator(log: LiveLog): Promise<CapturedSimulator> {
  const simulator = await startSimulator({ settings: { ...FAST, answer: 'Good morning to you.' } });
  const service = new CaptureService({
    live: log,
    sink: log,
    locate: (target) => locate(target, simulator.url),
    isTrusted: () => false,
  });
  await service.start({ port: 0, target: { kind: 'simulator' }, front: null });
  return {
    simulator,
    service,
    async close() {
      await service.stop();
      await simulator.close();
    },
  };
}
