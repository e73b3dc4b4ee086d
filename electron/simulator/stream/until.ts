import { performance } from 'node:perf_hooks';
import type { Gone } from '../../http/gone.ts';

/** Waits until `atMs` on the performance clock; returns early when the client is gone. */
export function until(atMs: number, gone: Gone): Promise<void> {
  const wait = atMs - performance.now();
  if (wait <= 0 || gone.isSo) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, wait);
    const stop = gone.on(done);
  });
}
