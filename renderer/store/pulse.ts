import { create } from 'zustand';

/** Grows each time frames came in and are to be drawn; panes that draw the stream follow it. */
export const usePulse = create<{ readonly beat: number }>(() => ({ beat: 0 }));

/** What drawing a growing stream may take of the page's processor, as a share (0 … 1). */
const SHARE = 0.06;
/** As often as the eye needs, and as seldom as still reads as live, milliseconds. */
const QUICKEST_MS = 33;
const SLOWEST_MS = 200;
/** How much the newest drawing counts in what drawing usually takes. */
const WEIGHT = 0.1;

/** How far apart beats are, milliseconds, where drawing takes `drawingMs`: so that a slow machine draws less often. */
export const beatInterval = (drawingMs: number): number =>
  Math.min(SLOWEST_MS, Math.max(QUICKEST_MS, drawingMs / SHARE));

let usualMs: number | null = null;
let asked = false;
let lastBeat = 0;

/** How long drawing an update of a stream takes of late, milliseconds; null before the first. */
export const paintingMs = (): number | null => usualMs;

/** Calls back once the frame of the screen that is being prepared has been laid out and painted. */
function afterDrawing(done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(null);
}

/** Asks for the next beat, which comes in step with the screen; asking again before it came changes nothing. */
export function askForBeat(): void {
  if (asked) return;
  asked = true;
  const wait = Math.max(0, lastBeat + beatInterval(usualMs ?? 0) - performance.now());
  setTimeout(
    () =>
      requestAnimationFrame(() => {
        asked = false;
        lastBeat = performance.now();
        usePulse.setState((state) => ({ beat: state.beat + 1 }));
        afterDrawing(() => {
          const took = performance.now() - lastBeat;
          usualMs = usualMs === null ? took : usualMs + WEIGHT * (took - usualMs);
        });
      }),
    wait,
  );
}
