import { writeFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright';
import { agentRequestText } from '../shared/testing/agent-request.ts';
import { launchBrowser, startHost } from './host.ts';
import { percentile } from './percentile.ts';

/**
 * The workbench with a large request of an agent (301 messages, 40 tools): how long it takes to open, what a key costs
 * the page, how soon the result follows, and how evenly the diff scrolls. STRATA_BENCH_SIZE sets its size, UTF-16 units;
 * STRATA_BENCH_PROFILE names a folder for processor profiles of the page, one for each part (and measures less exactly).
 */
const SIZE = Number(process.env.STRATA_BENCH_SIZE ?? 1_000_000);
const KEYS = 24;
const SCROLL_MS = 3_000;

const text = agentRequestText({ size: SIZE });

const row = (name: string, value: string): void => console.log(`  ${name.padEnd(46)} ${value}`);
const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** Processor time of the page's thread so far, milliseconds; what else the machine does counts little. */
async function threadMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
}

/** What the page's thread takes for work that is the same everywhere: it tells how quick the machine is just now. */
async function yardstick(page: Page, session: CDPSession): Promise<void> {
  const before = await threadMs(session);
  await page.evaluate((json) => {
    let length = 0;
    for (let i = 0; i < 10; i++) length += JSON.stringify(JSON.parse(json)).length;
    return length;
  }, text);
  row('beside it: JSON.parse and stringify of the text', ms(((await threadMs(session)) - before) / 10));
}

const profiles = process.env.STRATA_BENCH_PROFILE;

/** Does a part, with a processor profile of the page where one is asked for. */
async function part(name: string, session: CDPSession, act: () => Promise<void>): Promise<void> {
  if (profiles === undefined) return act();
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await act();
  const { profile } = await session.send('Profiler.stop');
  writeFileSync(`${profiles}/${name}.cpuprofile`, JSON.stringify(profile));
}

/** Watches the page for long tasks from now on. */
const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const longest: number[] = [];
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longest.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
const longTasks = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (window as unknown as { longest: number[] }).longest.splice(0));

async function open(page: Page, session: CDPSession): Promise<void> {
  const before = await threadMs(session);
  const took = await page.evaluate(
    (pasted) =>
      new Promise<number>((resolve) => {
        const started = performance.now();
        const seen = (): void => {
          if (/body [\d.]+ MB/.test(document.querySelector('footer')?.textContent ?? ''))
            requestAnimationFrame(() => resolve(performance.now() - started));
          else setTimeout(seen, 10);
        };
        const data = new DataTransfer();
        data.setData('text/plain', pasted);
        window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
        seen();
      }),
    text,
  );
  row('open: paste until the diff is painted', ms(took));
  row('  of it on the page’s thread', ms((await threadMs(session)) - before));
}

async function typeKeys(page: Page, session: CDPSession): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: /request/i }).first();
  await editor.click();
  await page.keyboard.press('Control+Home');
  for (let line = 0; line < 5; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.waitForTimeout(1500);
  await longTasks(page);
  await page.evaluate(() => {
    const keys: number[] = [];
    Object.assign(window, { keys });
    window.addEventListener(
      'keydown',
      () => {
        const started = performance.now();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => keys.push(performance.now() - started);
        requestAnimationFrame(() => port2.postMessage(null));
      },
      true,
    );
  });
  const before = await threadMs(session);
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press('Space');
    await page.waitForTimeout(60);
  }
  const busy = (await threadMs(session)) - before;
  await page.waitForTimeout(1500);
  const all = (await threadMs(session)) - before;
  const keys = await page.evaluate(() => (window as unknown as { keys: number[] }).keys);
  const tasks = await longTasks(page);
  row('key: page’s thread while typing, a key', ms(busy / KEYS));
  row('  with the results that follow, a key', ms(all / KEYS));
  row('  key until painted, p50 / p95', `${ms(percentile(keys, 0.5))} / ${ms(percentile(keys, 0.95))}`);
  row('  tasks above 50 ms / the longest', `${tasks.length} / ${ms(Math.max(0, ...tasks))}`);
}

async function result(page: Page): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 4; i++) {
    const digit = String(i + 1);
    const shown = page.evaluate(
      () =>
        new Promise<number | null>((resolve) => {
          // Where the next transform took as long to the digit, nothing tells that its result is there.
          setTimeout(() => resolve(null), 3000);
          window.addEventListener(
            'keydown',
            () => {
              const started = performance.now();
              const before = document.querySelector('footer')?.textContent ?? '';
              const size = (words: string): string => /body [\d.]+ [KM]B/.exec(words)?.[0] ?? '';
              const times = (words: string): string => /transform .*/.exec(words)?.[0] ?? '';
              const look = (): void => {
                const now = document.querySelector('footer')?.textContent ?? '';
                if (times(now) !== times(before) || size(now) !== size(before))
                  requestAnimationFrame(() => resolve(performance.now() - started));
                else setTimeout(look, 4);
              };
              look();
            },
            { once: true, capture: true },
          );
        }),
    );
    await page.waitForTimeout(100);
    await page.keyboard.press('Space');
    const time = await shown;
    if (time !== null) times.push(time);
    await page.waitForTimeout(900 + Number(digit));
  }
  row(
    'result: key until it is painted, p50 / max',
    `${ms(percentile(times, 0.5))} / ${ms(Math.max(...times))}`,
  );
}

async function scroll(page: Page, session: CDPSession): Promise<void> {
  await page.getByRole('tab', { name: 'Params' }).click();
  await page.getByRole('button', { name: 'Fold unchanged lines' }).click();
  await page.waitForTimeout(800);
  const before = await threadMs(session);
  const frames = await page.evaluate(
    (duration) =>
      new Promise<readonly number[]>((resolve) => {
        const area = document.querySelector('[role="table"][aria-label*="beside"]');
        const gaps: number[] = [];
        const started = performance.now();
        let last = started;
        const step = (now: number): void => {
          gaps.push(now - last);
          last = now;
          if (area) area.scrollTop += 120;
          if (now - started < duration) requestAnimationFrame(step);
          else resolve(gaps.slice(2));
        };
        requestAnimationFrame(step);
      }),
    SCROLL_MS,
  );
  const late = frames.filter((gap) => gap > 25).length;
  row('scroll: page’s thread, a frame', ms(((await threadMs(session)) - before) / frames.length));
  row('  frames a second', (1000 / (frames.reduce((sum, gap) => sum + gap, 0) / frames.length)).toFixed(1));
  row('  gap p95 / frames late', `${ms(percentile(frames, 0.95))} / ${late} of ${frames.length}`);
  await page.getByRole('button', { name: 'Fold unchanged lines' }).click();
}

const host = await startHost();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  await page
    .getByRole('row', { name: /stream_chunk_size.*leaked/ })
    .first()
    .waitFor();
  await page.waitForTimeout(2500);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await watchTasks(page);
  console.log(`\nThe workbench at ${(text.length / 1e6).toFixed(2)} MB of JSON`);
  await yardstick(page, session);
  await part('open', session, () => open(page, session));
  await page.waitForTimeout(2000);
  await part('scroll', session, () => scroll(page, session));
  await part('type', session, () => typeKeys(page, session));
  await part('result', session, () => result(page));
  if (process.env.STRATA_BENCH_SHOT) await page.screenshot({ path: process.env.STRATA_BENCH_SHOT });
} finally {
  await browser.close();
  host.stop();
}
