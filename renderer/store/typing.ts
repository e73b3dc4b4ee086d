/** From here on typing is taken and answered after a short pause instead of on each keystroke, UTF-16 units. */
export const LARGE_TEXT = 512 * 1024;
const PAUSE_MS = 60;
/** Keys that follow each other so soon are one stretch of typing, milliseconds … */
const STRETCH_MS = 250;
/** … which is taken when it rests for so long: all that follows from it would keep the next key waiting. */
const STRETCH_PAUSE_MS = 120;

let lastKey = Number.NEGATIVE_INFINITY;
let waiting: (() => void) | null = null;
let settling = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Notes a key in a large text, and tells how long to wait for the next one, milliseconds. */
export function pauseAfterKey(): number {
  const now = performance.now();
  const pause = now - lastKey < STRETCH_MS ? STRETCH_PAUSE_MS : PAUSE_MS;
  lastKey = now;
  return pause;
}

/** Does `take` once typing rests, or sooner where somebody wants what was typed; the next key takes its place. */
export function takeLater(take: () => void): void {
  waiting = take;
  clearTimeout(timer);
  timer = setTimeout(settleTyping, pauseAfterKey());
}

/** Takes what was typed and waits to be taken, now. */
export function settleTyping(): void {
  const take = waiting;
  if (!take) return;
  waiting = null;
  clearTimeout(timer);
  settling = true;
  try {
    take();
  } finally {
    settling = false;
  }
}

/** True while something was typed that is not taken yet. */
export const isTyping = (): boolean => waiting !== null;

/** True while a text is taken for which typing had its pause already. */
export const hasRested = (): boolean => settling;
