import { performance } from 'node:perf_hooks';

/** Waits until `atMs` on the performance clock; returns early when the client is gone. */
export function until(atMs: number, gone: AbortSignal): Promise<void> {
  const wait = atMs - performance.now();
  if (wait <= 0 || gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      gone.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, wait);
    gone.addEventListener('abort', done);
  });
}
