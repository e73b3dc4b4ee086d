import { useEffect, useState } from 'react';
import { useLimits } from '../store/limits.ts';
import { heardAt } from '../store/streams.ts';

/** A silence shorter than this is no news in the middle of a stream, milliseconds. */
const NEWS_MS = 3_000;

/** How long the other side has been silent, and when that is given up; `always` from the first second on. */
export function Clock({ always }: { readonly always: boolean }) {
  const limit = useLimits((state) => state.silenceMs);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const silence = Math.max(0, now - heardAt());
  if (!always && silence < NEWS_MS) return null;
  const [waited, most] = [silence, limit].map((ms) => Math.floor(ms / 1000));
  return (
    <span role="timer" aria-live="off">
      {always ? `${waited} s` : `Nothing for ${waited} s`}, gives up after {most} s
    </span>
  );
}
