/** What shows that somebody no longer waits for what they asked for last. */
export type Sign = 'pointer' | 'any';

interface Watched {
  readonly sign?: Sign | undefined;
  /** Where it was asked for: what is pressed there is about the same, all but Escape. */
  readonly at?: () => Element | null;
}

/** Keys that are held down with others, or held for long, say nothing yet. */
const SILENT: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']);
const says = (event: PointerEvent | KeyboardEvent): boolean =>
  !('key' in event && (event.repeat || SILENT.has(event.key)));

const isAbout = (event: PointerEvent | KeyboardEvent, at: Element | null): boolean =>
  at !== null &&
  event.target instanceof Node &&
  at.contains(event.target) &&
  !('key' in event && event.key === 'Escape');

/**
 * Calls `then` once as soon as somebody goes on to something else: presses the pointer or, with `any`, a key. The event
 * that is under way does not count.
 *
 * @returns what ends the watch
 */
export function onGoneOn(then: () => void, { sign = 'any', at = () => null }: Watched = {}): () => void {
  const types = sign === 'any' ? (['pointerdown', 'keydown'] as const) : (['pointerdown'] as const);
  const stop = (): void => {
    for (const type of types) window.removeEventListener(type, heard, { capture: true });
  };
  const heard = (event: PointerEvent | KeyboardEvent): void => {
    if (!says(event) || isAbout(event, at())) return;
    stop();
    then();
  };
  for (const type of types) window.addEventListener(type, heard, { capture: true });
  return stop;
}

/** Begins to watch; what it returns ends the watch, and tells whether what was asked for is still waited for. */
export function watchWaiting(): () => boolean {
  let waits = true;
  const stop = onGoneOn(() => {
    waits = false;
  });
  return () => {
    stop();
    return waits;
  };
}
