import type { Page } from 'playwright';
import { FrameDecoder } from '../shared/eventstream/decoder.ts';
import { encodeFrame, eventHeaders } from '../shared/eventstream/encoder.ts';
import { writeRecording } from '../shared/recording/file.ts';
import { recordFrame } from '../shared/recording/frames.ts';
import type { Recording } from '../shared/recording/recording.ts';
import { launchBrowser, startHost } from './host.ts';

/**
 * Drags the chunk slider over a recording of 10,000 frames and says how many frames of the screen a
 * second come of it, and how long the page's main thread is busy with one move of the mouse.
 */
const FRAMES = 10_000;
const MOVES = 240;

function recording(): Recording {
  const decoder = new FrameDecoder();
  const frames = Array.from({ length: FRAMES }, (_, i) => {
    const chunk = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: `word${i} ` } };
    const payload = JSON.stringify({ bytes: Buffer.from(JSON.stringify(chunk)).toString('base64') });
    const bytes = encodeFrame(eventHeaders('chunk'), new TextEncoder().encode(payload));
    return decoder.push(bytes).map((frame) => recordFrame(frame, bytes, 300 + i * 20 + (i % 7)));
  }).flat();
  return {
    frames,
    reads: frames.map(({ length, arrivalMs }) => ({ bytes: length, atMs: arrivalMs })),
    endMs: 300 + FRAMES * 20,
  };
}

/** Opens the recording through the page's own file dialog. */
async function open(page: Page): Promise<void> {
  const text = writeRecording({
    savedAt: '2026-01-01T00:00:00Z',
    title: 'Long',
    model: 'm',
    recording: recording(),
  });
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('region', { name: 'Chunk lab', exact: true })
    .getByRole('button', { name: 'Open', exact: true })
    .click();
  await (await chooser).setFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await page.getByText('word99 ', { exact: true }).first().waitFor({ timeout: 20_000 });
}

/** Notes when each frame of the screen begins, until it is asked for them. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const begun: number[] = [];
    const note = (at: number): void => {
      begun.push(at);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    Object.assign(globalThis, { begun });
  });

const seen = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => (globalThis as unknown as { begun: number[] }).begun);

const host = await startHost();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Open the stream lab' }).click();
  await open(page);
  await page.waitForTimeout(1500);
  const lab = page.getByRole('region', { name: 'Chunk lab', exact: true });
  const thumb = lab.getByRole('slider', { name: 'Chunk size', exact: true });
  const box = await thumb.boundingBox();
  const track = await thumb.locator('xpath=../..').boundingBox();
  if (!box || !track) throw new Error('There is no slider to drag.');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await watch(page);
  const before = await busy();
  for (let i = 0; i < MOVES; i++) {
    const share = 0.5 - 0.45 * Math.cos((i / MOVES) * 6 * Math.PI);
    await page.mouse.move(track.x + track.width * share, box.y + box.height / 2);
    await page.waitForTimeout(12);
  }
  const spent = ((await busy()) - before) / MOVES;
  const begun = await seen(page);
  await page.mouse.up();
  const gaps = begun
    .slice(1)
    .map((at, i) => at - (begun[i] as number))
    .sort((a, b) => a - b);
  const at = (share: number): string => (gaps[Math.floor(gaps.length * share)] ?? 0).toFixed(1);
  console.log(`\nDragging the chunk slider over ${FRAMES} frames, ${MOVES} moves`);
  console.log(`  frame of the screen       p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  longest ${at(0.9999)} ms`);
  console.log(`  main thread, a move       ${spent.toFixed(1)} ms`);
} finally {
  await browser.close();
  host.stop();
}
