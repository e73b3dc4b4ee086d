import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { onGoneOn, type Sign } from './gone-on.ts';

type Load = () => Promise<unknown>;

/** What is loaded ahead of its first use, in this order. */
const ahead: Load[] = [];

/** Something in a chunk of its own, which is loaded when it is first asked for, or once the window has nothing else to do. */
export function later<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | null = null;
  const once = (): Promise<Part> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  ahead.push(once);
  return once;
}

/** A chunk that does not come is asked for again so often, so far apart, milliseconds: the host may be gone for a while. */
const TRIES = 60;
const AGAIN_MS = 1_000;

async function untilItComes<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let tried = 1; ; tried++) {
    try {
      return await load();
    } catch (error) {
      if (tried >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/**
 * A component in a chunk of its own. Until it is there `meanwhile` stands in its place, by default nothing; where it is
 * there already it is drawn at once, and so takes the focus of what opens with it.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ReactNode = null,
): ComponentType<Props> {
  let ready: ComponentType<Props> | null = null;
  const part = later(async () => {
    ready = await load();
    return ready;
  });
  const Loaded = lazy(async () => ({ default: await untilItComes(part) })) as ComponentType<Props>;
  return (props) => {
    const [Part] = useState(() => ready ?? Loaded);
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** True from the first time on that `now` is: what was opened once stays, and closes in its own way. */
export function useOnceTrue(now: boolean): boolean {
  const [been, setBeen] = useState(now);
  if (now && !been) setBeen(true);
  return been || now;
}

/** How a layer over the window is asked for and taken back. */
interface Wanted {
  readonly useWanted: () => boolean;
  /** Takes it back. Somebody who goes on before it is there no longer waits for it: it would open over something else. */
  readonly forget: () => void;
  /** What is taken as going on; by default a press of the pointer or of a key. */
  readonly sign?: Sign;
}

/** Stands in the place of a layer that is not there yet. */
export function AwaitedLayer({ useWanted, forget, sign = 'any' }: Wanted): null {
  const wanted = useWanted();
  useEffect(() => (wanted ? onGoneOn(forget, { sign }) : undefined), [wanted, forget, sign]);
  return null;
}

/** A component in a chunk of its own that is there from the time on that it was first wanted. */
export function onceWanted(wanted: Wanted, load: () => Promise<ComponentType>): ComponentType {
  const Loaded = onDemand(load, <AwaitedLayer {...wanted} />);
  return () => (useOnceTrue(wanted.useWanted()) ? <Loaded /> : null);
}

/** Loads what waits to be used, one part at a time and only while the window is idle, so that no click waits for it. */
export async function loadAhead(): Promise<void> {
  for (const load of ahead) {
    await new Promise<void>((resolve) => requestIdleCallback(() => resolve()));
    await load().catch(() => undefined);
  }
}
