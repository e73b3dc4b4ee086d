import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Both halves of what is young, bytes. */
const ENOUGH = 16 * 1024 * 1024;

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;

/**
 * What is made is young at first, from now on, in all threads of this process. V8 makes arrays old from the start where
 * those of the same place lived long for once, and whatever is put into them then stays until it collects what is old: of
 * 10,000 streams up to 80 MB of bodies, or nothing, as it happens.
 */
export const beginYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring');

/**
 * For a process that does nothing else than forward: the memory of what is young grows to 16 MB and no further. Twice as
 * much, which V8 would take, makes it no faster; half of it lets more grow old. Threads that begin later have as much from
 * their start. V8 takes a size only at the start of a process, but asks at each growth by how much.
 */
export function boundYoung(): void {
  const watcher = new PerformanceObserver(() => {
    if (youngBytes() < ENOUGH) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    setFlagsFromString('--min-semi-space-size=16');
    watcher.disconnect();
  });
  watcher.observe({ entryTypes: ['gc'] });
}
