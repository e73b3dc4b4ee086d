import { SAMPLES } from '../../shared/samples/samples.ts';
import { inspect } from './inspect.ts';

/**
 * Inspects the request that the app opens on while the window is still loading: model data is read
 * and the rules of its family are compiled before anybody waits for them.
 */
export function warmUp(): void {
  const [first] = SAMPLES;
  if (first) setImmediate(() => void inspect({ text: first.text, profile: first.profile, route: 'both' }));
}
