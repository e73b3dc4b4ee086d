/** What is scrolled so soon after somebody did something is scrolled by them, milliseconds. */
const SOON_MS = 1_000;

let isDown = false;
let last = Number.NEGATIVE_INFINITY;

const act = (): void => {
  last = performance.now();
};

if (typeof window !== 'undefined') {
  const options = { capture: true, passive: true };
  for (const type of ['keydown', 'wheel', 'touchmove']) window.addEventListener(type, act, options);
  window.addEventListener(
    'pointerdown',
    () => {
      isDown = true;
      act();
    },
    options,
  );
  // The end of a drag at a scroll bar is told by nothing but a pointer that moves on without a button.
  for (const type of ['pointerup', 'pointercancel', 'pointermove'] as const)
    window.addEventListener(
      type,
      ({ buttons }) => {
        if (!isDown || buttons !== 0) return;
        isDown = false;
        act();
      },
      options,
    );
}

/** True where somebody may have scrolled just now: with keys, a wheel, a finger, or a pointer that is held down. */
export const isByHand = (): boolean => isDown || performance.now() - last < SOON_MS;
