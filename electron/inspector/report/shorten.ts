import { setImmediate } from 'node:timers/promises';
import { isObject, type Json } from '../../../shared/json/json.ts';
import type { Route } from '../../../shared/pipeline/call/model.ts';
import type { ProfileId } from '../../../shared/pipeline/releases/profile.ts';
import { type Shrunk, shrinking } from '../../../shared/shrink/shrink.ts';
import { isSound } from '../../../shared/shrink/sound.ts';
import { predictEntering } from '../change.ts';
import type { Entrance } from '../enter.ts';
import { isAnything, type Shown, shownBy, showsTheSame } from './kept-findings.ts';

/** What shortening may cost. */
export interface ShortenLimits {
  /** Milliseconds. */
  readonly forMs: number;
  readonly tries: number;
}

export const LIMITS: ShortenLimits = { forMs: 6_000, tries: 3_000 };

/** What makes the call what it is: another model would be another finding, a message without its role no message. */
const isFixed = (pointer: string): boolean => /^\/(?:model(?:Id)?|operation)$|\/(?:role|type)$/.test(pointer);

/**
 * The shortest request that still shows what the whole one shows; null where that shows nothing, or nothing can go. The
 * work is bounded in tries and in time, and other work gets its turn between two tries; `signal` ends it early.
 */
export async function shorten(
  {
    entrance,
    profile,
    route,
  }: { readonly entrance: Entrance; readonly profile: ProfileId; readonly route: Route },
  signal: AbortSignal,
  limits: ShortenLimits = LIMITS,
): Promise<Shrunk | null> {
  const shownOf = (request: Json): Shown | null => {
    if (!isObject(request)) return null;
    const prediction = predictEntering({ request, profile, route, entrance });
    return prediction && shownBy(prediction);
  };
  const { request } = entrance.read;
  const whole = shownOf(request);
  if (whole === null || !isAnything(whole)) return null;
  const end = performance.now() + limits.forMs;
  const steps = shrinking(request, (candidate) => showsTheSame(whole, shownOf(candidate)), {
    isFixed,
    isSound,
    stop: (tries) => tries >= limits.tries || performance.now() > end || signal.aborted,
  });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value.value === request ? null : step.value;
    await setImmediate();
  }
}
