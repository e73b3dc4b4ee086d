import adapter from './behaviours/adapter.json';
import call from './behaviours/call.json';
import claudeOnInvoke from './behaviours/claude-on-invoke.json';
import converse from './behaviours/converse.json';
import entries from './behaviours/entries.json';
import families from './behaviours/families.json';
import messagesOnInvoke from './behaviours/messages-on-invoke.json';
import models from './behaviours/models.json';
import proxy from './behaviours/proxy.json';
import responses from './behaviours/responses.json';
import wayBack from './behaviours/way-back.json';
import type { Release } from './release.ts';
import { namesIn, perRelease } from './timeline.ts';

/**
 * What LiteLLM does differently from some version on: the full versions at which each behaviour begins and ends, in
 * turn, because releases are not monotonic. One file for each place where they act. What came somewhere between two
 * releases that were recorded stands at the later one, unless the code of those in between was read.
 */
export const BEHAVIOURS = {
  ...call,
  ...entries,
  ...models,
  ...claudeOnInvoke,
  ...messagesOnInvoke,
  ...converse,
  ...families,
  ...adapter,
  ...proxy,
  ...responses,
  ...wayBack,
};

/** The name of something that not every release does. */
export type Behaviour = keyof typeof BEHAVIOURS;

const behavioursOf = perRelease((release) => namesIn(BEHAVIOURS, release));

/** Sees each question after a behaviour, and may answer it otherwise than the release. */
export type Observer = (behaviour: Behaviour, holds: boolean) => boolean;

let observer: Observer | null = null;

/** True while somebody observes: nothing may then be remembered of what depends on a behaviour. */
export const isObserved = (): boolean => observer !== null;

/** Runs something under an observer; for fitting releases, never in the app. */
export function observed<T>(watch: Observer, run: () => T): T {
  observer = watch;
  try {
    return run();
  } finally {
    observer = null;
  }
}

/** True where the release does what the name says. */
export function has(release: Release, behaviour: Behaviour): boolean {
  const holds = behavioursOf(release).has(behaviour);
  return observer === null ? holds : observer(behaviour, holds);
}
