import type { CDPSession, Page } from 'playwright';
import { launchBrowser, startHost } from './host.ts';

/**
 * What a stream costs the window: processor time and memory of the page while 200 tokens a second
 * stream in. STRATA_BENCH_SECONDS says how long (60 by default; 600 for the full ten minutes).
 */
const SECONDS = Number(process.env.STRATA_BENCH_SECONDS ?? 60);
const TOKENS_PER_SECOND = 200;

const REQUEST = {
  model: 'bedrock/invoke/us.anthropic.claude-opus-4-6-v1',
  messages: [{ role: 'user', content: 'Tell me about rivers.' }],
  max_tokens: 128_000,
  stream: true,
};

async function setUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Target/ }).click();
  await page.getByLabel('Speed').fill(String(TOKENS_PER_SECOND));
  await page.getByLabel('Speed').press('Enter');
  await page.getByLabel('Jitter of the gaps').fill('10');
  await page.getByLabel('Jitter of the gaps').press('Enter');
  await page.getByLabel('Tokens a frame').fill('1');
  await page.getByLabel('Tokens a frame').press('Enter');
  const words = Array.from({ length: TOKENS_PER_SECOND * (SECONDS + 30) }, (_, i) => `word${i % 97}`);
  await page.getByLabel(/^Answer text/).fill(words.join(' ').slice(0, 999_000));
  await page.getByLabel('What goes wrong').focus();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = page.getByRole('textbox', { name: /request/i }).first();
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(JSON.stringify(REQUEST));
  await page.waitForTimeout(1500);
}

interface Sample {
  readonly taskSeconds: number;
  readonly heapBytes: number;
  readonly atMs: number;
  readonly frames: number;
}

async function measure(page: Page, session: CDPSession): Promise<Sample> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const told = await page.getByText('frames', { exact: true }).first().locator('..').innerText();
  return {
    taskSeconds: value('TaskDuration'),
    heapBytes: value('JSHeapUsedSize'),
    atMs: performance.now(),
    frames: Number(told.replace(/\D/g, '')),
  };
}

const host = await startHost();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  await page.waitForTimeout(2000);
  await setUp(page);
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(5000);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const before = await measure(page, session);
  await page.waitForTimeout(SECONDS * 1000);
  const after = await measure(page, session);
  const seconds = (after.atMs - before.atMs) / 1000;
  const frames = after.frames - before.frames;
  if (frames < SECONDS) throw new Error(`No stream was measured: ${frames} frames came in ${SECONDS} s.`);
  const share = ((after.taskSeconds - before.taskSeconds) / seconds) * 100;
  console.log(`\nLive view: ${TOKENS_PER_SECOND} tokens/s for ${seconds.toFixed(0)} s, ${frames} frames`);
  console.log(`  page's main thread busy   ${share.toFixed(1)} % of one core`);
  console.log(
    `  memory growth             ${((after.heapBytes - before.heapBytes) / frames).toFixed(0)} bytes a frame`,
  );
} finally {
  await browser.close();
  host.stop();
}
