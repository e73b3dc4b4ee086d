import { SAMPLES } from '../../shared/samples/samples.ts';
import { inspect } from './inspect.ts';
import { Sessions } from './sessions.ts';
import { agentRun } from './warm-up-request.ts';

/** By then the window is there, milliseconds: what it begins with has the processor to itself. */
const WINDOW_MS = 1_000;
/** Between two requests of the warm-up the host does its other work, milliseconds. */
const PAUSE_MS = 150;
/** What a large request needs is compiled well after it was done so often. */
const LARGE_ONES = ['one', 'two', 'three'] as const;

/**
 * Inspects the request that the app opens on while the window is still loading, then the other samples one by one, and
 * an agent's run a few times: model data is read and what a request of any size needs is compiled before anybody waits for it.
 */
export function warmUp(): void {
  const session = 'warm-up';
  const sessions = new Sessions();
  const large = LARGE_ONES.map((salt, number) => (): void => {
    const [text, route, form] = [agentRun(salt), 'both', 'auto'] as const;
    const question = {
      text,
      profile: 'litellm-1.87',
      route,
      form,
      trials: 'later',
      session,
      number,
      holds: null,
    } as const;
    sessions.answer(question, null);
  });
  const small = SAMPLES.map(({ text, profile }) => (): void => {
    inspect({ text, profile, route: 'both' });
  });
  const [first, ...others] = [...small, ...large];
  if (first) setTimeout(first, 0).unref();
  others.forEach((act, i) => {
    setTimeout(act, WINDOW_MS + i * PAUSE_MS).unref();
  });
}
