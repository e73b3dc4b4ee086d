import type { HostInfo } from '../../shared/contract/host.ts';
import { sendToBedrock } from '../bedrock/send.ts';
import { locate } from '../bedrock/target.ts';
import { readTargets } from '../bedrock/targets.ts';
import { createRouter, type Router } from '../inspector/router.ts';
import { warmUp } from '../inspector/warm-up.ts';
import { playText } from '../simulator/scenario/play-text.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { readNotices } from './notices.ts';

// The SDK is bundled: which Node its later versions will want is no concern of the person at the terminal.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** The inspector and what it needs, running. */
export interface Backend {
  readonly router: Router;
  readonly simulatorUrl: string;
  /** Ends the simulator and what it is still sending. */
  close(): Promise<void>;
}

/** Starts the simulator and the inspector on top of it, for whichever host. */
export async function openBackend(host: HostInfo): Promise<Backend> {
  const simulator = await startSimulator();
  const router = createRouter({
    host,
    simulator: {
      settings: simulator.settings,
      change: simulator.change,
      play: (text) => playText(simulator, text),
    },
    targets: () => readTargets(simulator.url),
    notices: readNotices,
    send: (request, target, signal) => sendToBedrock(request, locate(target, simulator.url), signal),
  });
  warmUp();
  return { router, simulatorUrl: simulator.url, close: () => simulator.close() };
}
