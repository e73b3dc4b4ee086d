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

/** What V8 multiplies by at each growth, where nobody says otherwise. */
const USUAL_GROWTH = 2;

let isBound = false;

/**
 * For the thread that forwards: the memory of what is young grows to 16 MB and no further. Twice as much, which V8 would
 * take, makes it no faster; half of it lets more grow old. V8 takes a size only at the start of a process, but asks at each
 * growth by how much. It makes what is young small again where a process rests: then it may grow once more, or all
 * would grow old from there on. Other threads grow by the same factor: one that begins later has 16 MB from its start, and
 * the first one of the app inspects a request of 0.5 MB from nothing in a tenth more time while streams keep the bound.
 */
export function boundYoung(): void {
  if (isBound) return;
  isBound = true;
  let factor = USUAL_GROWTH;
  const watcher = new PerformanceObserver(() => {
    const wanted = youngBytes() < ENOUGH ? USUAL_GROWTH : 1;
    if (wanted === factor) return;
    factor = wanted;
    setFlagsFromString(`--semi-space-growth-factor=${factor}`);
    setFlagsFromString('--min-semi-space-size=16');
  });
  watcher.observe({ entryTypes: ['gc'] });
}
