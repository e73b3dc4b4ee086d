import { SAMPLES } from '../../shared/samples/samples.ts';
import { inspect } from './inspect.ts';

/** Between two requests of the warm-up the host does its other work, milliseconds. */
const PAUSE_MS = 150;

/**
 * Inspects the request that the app opens on while the window is still loading, then the other samples one by one:
 * model data is read and the rules of the families are compiled before anybody waits for them.
 */
export function warmUp(): void {
  SAMPLES.forEach(({ text, profile }, i) => {
    setTimeout(() => void inspect({ text, profile, route: 'both' }), i * PAUSE_MS).unref();
  });
}
