import type { Browser } from 'playwright';
import { launchBrowser, startHost } from './host.ts';
import { processorMs } from './process-figures.ts';
import { inTurns, noteUsable, printPhases } from './usable.ts';

/**
 * From the start of the browser's host to a window that can be used, in named phases. STRATA_BENCH_STARTS sets how often;
 * STRATA_BENCH_BESIDE names the folder of another build, which is then started in turns with this one.
 */

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

async function startOnce(browser: Browser, root: string, settled: () => Promise<void>): Promise<Phases> {
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
    await settled();
    return { host, painted, usable: usable - painted, hostWork, pageWork };
  } finally {
    await context.close();
    stop();
  }
}

const browser = await launchBrowser();
const runs = await inTurns((root, settled) => startOnce(browser, root, settled));
await browser.close();
printPhases('Start in the browser', runs, [
  ['the host answers', ({ host }) => host],
  ['first words on the screen', ({ painted }) => painted],
  ['first request, body and verdict on the screen', ({ usable }) => usable],
  ['processor time of the host until then', ({ hostWork }) => hostWork],
  ['processor time of the page’s thread until then', ({ pageWork }) => pageWork],
  ['from nothing to there', ({ host, painted, usable }) => host + painted + usable],
]);
