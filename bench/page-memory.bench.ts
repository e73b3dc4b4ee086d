import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CDPSession, Page } from 'playwright';
import { encodeFrame, eventHeaders } from '../shared/eventstream/encoder.ts';
import { launchBrowser, startHost } from './host.ts';

/**
 * Whether the page's memory stays bounded: its heap over many sends, and over one stream of a million frames
 * that comes as fast as the page takes it. STRATA_BENCH_SENDS and STRATA_BENCH_FRAMES set the sizes.
 */
const SENDS = Number(process.env.STRATA_BENCH_SENDS ?? 1_000);
const FRAMES = Number(process.env.STRATA_BENCH_FRAMES ?? 1_000_000);
const FRAMES_A_WRITE = 500;
const PAUSE_MS = 200;

function frame(content: object): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(content)).toString('base64');
  return encodeFrame(eventHeaders('chunk'), Buffer.from(JSON.stringify({ bytes })));
}

const WORD = frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'word ' } });
const END = frame({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } });
const WORDS = Buffer.concat(Array.from({ length: FRAMES_A_WRITE }, () => WORD));

async function stream(response: ServerResponse, frames: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  for (let sent = 0; sent < frames && !response.destroyed; sent += FRAMES_A_WRITE) {
    if (!response.write(WORDS)) await once(response, 'drain');
  }
  response.end(END);
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

async function sendTo(page: Page, url: string): Promise<void> {
  await page.getByRole('button', { name: 'Switch to LiteLLM 1.90' }).click();
  await page.getByRole('button', { name: /^Target/ }).click();
  await page.getByRole('radio', { name: 'Endpoint' }).check();
  await page.getByLabel('URL of a Bedrock runtime endpoint').fill(url);
  await page.getByRole('button', { name: 'Use this endpoint' }).click();
  await page.getByRole('button', { name: 'In use' }).waitFor();
  await page.keyboard.press('Escape');
}

/** Sends once and waits for the end; fails where the send does not begin, as it cannot while another one runs. */
async function sendOnce(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Send/ }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Cancel/ }).waitFor();
  await page.getByRole('button', { name: /^Send/ }).waitFor({ timeout: 0 });
}

let frames = FRAMES_A_WRITE;
const server = createServer((request, response) => {
  request.resume();
  stream(response, frames).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const host = await startHost();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(host.url);
  await sendTo(page, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const session = await page.context().newCDPSession(page);
  console.log(`\nPage heap at the start   ${(await heapMegabytes(session)).toFixed(1)} MB`);
  for (let sent = 1; sent <= SENDS; sent++) {
    await page.keyboard.press('Control+Enter');
    await page.waitForTimeout(PAUSE_MS);
    if (sent % Math.ceil(SENDS / 5) === 0)
      console.log(
        `  after ${sent} sends of ${FRAMES_A_WRITE} frames   ${(await heapMegabytes(session)).toFixed(1)} MB`,
      );
  }
  frames = FRAMES;
  const started = performance.now();
  const over = sendOnce(page).then(() => true);
  for (let done = false; !done; ) {
    done = await Promise.race([over, page.waitForTimeout(20_000).then(() => false)]);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `  ${seconds} s into a stream of ${FRAMES} frames   ${(await heapMegabytes(session)).toFixed(1)} MB`,
    );
  }
} finally {
  await browser.close();
  host.stop();
  server.closeAllConnections();
  server.close();
}
