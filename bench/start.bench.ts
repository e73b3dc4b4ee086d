import type { Browser } from 'playwright';
import { launchBrowser, startHost } from './host.ts';
import { percentile } from './percentile.ts';
import { processorMs } from './process-figures.ts';

/**
 * From the start of the browser's host to a window that can be used, in named phases. STRATA_BENCH_STARTS sets how often;
 * STRATA_BENCH_BESIDE names the folder of another build, which is then started in turns with this one.
 */
const STARTS = Number(process.env.STRATA_BENCH_STARTS ?? 10);
const ROOTS = [process.env.STRATA_ROOT ?? '.', process.env.STRATA_BENCH_BESIDE].filter(
  (root) => root !== undefined,
);

/** Milliseconds, each from the end of the one before; the last two are processor time. */
interface Phases {
  /** From the start of the process to its address. */
  readonly host: number;
  /** From asking for the page to its first words on the screen. */
  readonly painted: number;
  /** Until parameters, body and verdict of the first request stand there. */
  readonly usable: number;
  readonly hostWork: number;
  readonly pageWork: number;
}

/** Notes in the page when the first request's parameters, body and verdict are all there. */
function noteUsable(): void {
  const wanted = [
    'tr[data-row]',
    '[role="table"][aria-rowcount] [role="row"]',
    'section[aria-label^="Bedrock"]',
  ];
  const look = (): void => {
    if (!wanted.every((selector) => document.querySelector(selector))) return;
    watch.disconnect();
    requestAnimationFrame(() => performance.mark('usable'));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true });
}

async function startOnce(browser: Browser, root: string): Promise<Phases> {
  const began = performance.now();
  const { url, pid, stop } = await startHost(root);
  const host = performance.now() - began;
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(noteUsable);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0);
    const hostWork = processorMs(pid);
    const { metrics } = await session.send('Performance.getMetrics');
    const { painted, usable } = await page.evaluate(() => {
      const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
      return { painted: at('first-contentful-paint'), usable: at('usable') };
    });
    const pageWork = (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
    return { host, painted, usable: usable - painted, hostWork, pageWork };
  } finally {
    await context.close();
    stop();
  }
}

const NAMES: Readonly<Record<keyof Phases, string>> = {
  host: 'the host answers',
  painted: 'first words on the screen',
  usable: 'first request, body and verdict on the screen',
  hostWork: 'processor time of the host until then',
  pageWork: 'processor time of the page’s thread until then',
};

const browser = await launchBrowser();
const runs = ROOTS.map((): Phases[] => []);
// The first start of each is not counted: files and compiled code are cold.
for (let turn = 0; turn <= STARTS; turn++)
  for (const [index, root] of ROOTS.entries()) {
    const phases = await startOnce(browser, root);
    if (turn > 0) runs[index]?.push(phases);
  }
await browser.close();

const ms = (value: number): string => `${value.toFixed(0).padStart(5)} ms`;
for (const [index, phases] of runs.entries()) {
  console.log(`\nStart, ${STARTS} times, least and median: ${ROOTS[index]}`);
  const row = (name: string, values: readonly number[]): void =>
    console.log(`  ${name.padEnd(50)}${ms(Math.min(...values))}  ${ms(percentile(values, 0.5))}`);
  for (const key of Object.keys(NAMES) as (keyof Phases)[])
    row(
      NAMES[key],
      phases.map((one) => one[key]),
    );
  row(
    'from nothing to there',
    phases.map(({ host, painted, usable }) => host + painted + usable),
  );
}
