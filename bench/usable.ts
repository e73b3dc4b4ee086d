import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from './percentile.ts';

/** How often something is started, and the folders of the builds that are started in turns. */
export const STARTS = Number(process.env.STRATA_BENCH_STARTS ?? 10);
export const ROOTS = [process.env.STRATA_ROOT ?? '.', process.env.STRATA_BENCH_BESIDE].filter(
  (root) => root !== undefined,
);

/** Run in the page: marks the time when the first request's parameters, body and verdict all stand on the screen. */
export function noteUsable(): void {
  const wanted = [
    'tr[data-row]',
    '[role="table"][aria-rowcount] [role="row"]',
    'section[aria-label^="Bedrock"]',
  ];
  const isThere = (): boolean => {
    if (!wanted.every((selector) => document.querySelector(selector))) return false;
    requestAnimationFrame(() => performance.mark('usable'));
    return true;
  };
  if (isThere()) return;
  const watch = new MutationObserver(() => isThere() && watch.disconnect());
  watch.observe(document, { childList: true, subtree: true });
}

/** So long the first start goes on, milliseconds: what is compiled for it is then kept for the others. */
const SETTLED_MS = 8_000;

/**
 * Starts every build so often, in turns. The first start of each does not count: files and compiled code are cold.
 *
 * @param start awaits `settled` before it ends what it started
 */
export async function inTurns<T>(
  start: (root: string, settled: () => Promise<void>) => Promise<T>,
): Promise<readonly (readonly T[])[]> {
  const runs = ROOTS.map((): T[] => []);
  for (let turn = 0; turn <= STARTS; turn++)
    for (const [index, root] of ROOTS.entries()) {
      const phases = await start(root, () => pause(turn === 0 ? SETTLED_MS : 0));
      if (turn > 0) runs[index]?.push(phases);
    }
  return runs;
}

/** Prints least and median of each phase, milliseconds. */
export function printPhases<T>(
  what: string,
  runs: readonly (readonly T[])[],
  rows: readonly (readonly [name: string, of: (phases: T) => number])[],
): void {
  const ms = (value: number): string => `${value.toFixed(0).padStart(5)} ms`;
  for (const [index, phases] of runs.entries()) {
    console.log(`\n${what}, ${STARTS} times, least and median: ${ROOTS[index]}`);
    for (const [name, of] of rows) {
      const values = phases.map(of);
      console.log(`  ${name.padEnd(50)}${ms(Math.min(...values))}  ${ms(percentile(values, 0.5))}`);
    }
  }
}
