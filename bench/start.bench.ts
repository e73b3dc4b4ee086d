import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { CHROMIUM, startHost } from './host.ts';
import { inTurns, noteUsable, printPhases, ROOTS } from './usable.ts';

/**
 * From `npm start` to a page in a browser that can be used, in named phases. The browser is there, as it usually is, and
 * knows Strata from the start before. STRATA_BENCH_STARTS sets how often; STRATA_BENCH_BESIDE names the folder of
 * another build, which is then started in turns with this one.
 */

/** Milliseconds since `npm start`; the last is processor time. */
interface Phases {
  /** The link is there. */
  readonly host: number;
  /** The first words are on the screen. */
  readonly painted: number;
  /** Parameters, body and verdict of the first request stand there. */
  readonly usable: number;
  readonly pageWork: number;
}

/** A browser with a folder of its own, and the port on which it met the host. */
interface Visitor {
  readonly context: BrowserContext;
  port: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'strata-bench-browser-'));

/** A browser that keeps what it has loaded, as a person's does; one for each build. */
async function visitor(index: number): Promise<Visitor> {
  const context = await chromium.launchPersistentContext(path.join(folder, String(index)), {
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  return { context, port: 0 };
}

const EMPTY = 'data:text/html,<title>Empty</title><p>Empty';

/** When the first words of a page are on the screen, milliseconds since it was asked for. */
const firstWords = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const at = (): number | undefined => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    while (at() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    return at() ?? Number.NaN;
  });

async function startOnce(to: Visitor, root: string, settled: () => Promise<void>): Promise<Phases> {
  const npmStart = ['npm', 'start', '--', '--host', 'browser', '--no-open'] as const;
  const began = performance.now();
  const { url, stop } = await startHost(root, to.port, npmStart);
  const host = performance.now() - began;
  to.port = Number(new URL(url).port);
  const page = await to.context.newPage();
  try {
    await page.addInitScript(noteUsable);
    const session = await to.context.newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0);
    const { metrics } = await session.send('Performance.getMetrics');
    const usable = await page.evaluate(
      () => performance.getEntriesByName('usable')[0]?.startTime ?? Number.NaN,
    );
    const painted = await firstWords(page);
    const pageWork = (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
    await settled();
    return { host, painted: host + painted, usable: host + usable, pageWork };
  } finally {
    await page.close();
    stop();
  }
}

/** The same browser with next to nothing to show. */
async function emptyPage({ context }: Visitor): Promise<number> {
  const page = await context.newPage();
  await page.goto(EMPTY, { waitUntil: 'commit' });
  const painted = await firstWords(page);
  await page.close();
  return painted;
}

const visitors = await Promise.all(ROOTS.map((_root, index) => visitor(index)));
const empty: number[] = [];
const runs = await inTurns(async (root, settled) => {
  const to = visitors[ROOTS.indexOf(root)] as Visitor;
  const phases = await startOnce(to, root, settled);
  empty.push(await emptyPage(to));
  return phases;
});
for (const { context } of visitors) await context.close();
rmSync(folder, { recursive: true, force: true });
printPhases('npm start, then the page in a browser', runs, [
  ['the link is there', ({ host }) => host],
  ['first words on the screen', ({ painted }) => painted],
  ['first request, body and verdict on the screen', ({ usable }) => usable],
  ['processor time of the page’s thread until then', ({ pageWork }) => pageWork],
]);
printPhases('An empty page in the same browser', [empty], [['first words on the screen', (ms) => ms]]);
