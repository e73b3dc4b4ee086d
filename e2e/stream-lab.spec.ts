import type { Locator, Page } from '@playwright/test';
import { sizeAt } from '../renderer/stream/scale.ts';
import { milliseconds } from '../renderer/ui/units.ts';
import { encodeFrame } from '../shared/eventstream/encoder.ts';
import { retime, type Timeline, timeline } from '../shared/eventstream/timing.ts';
import { isShown } from '../shared/recording/deltas.ts';
import { readRecording } from '../shared/recording/file.ts';
import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { writeRequest } from './support/request-text.ts';
import { startStream } from './support/streaming.ts';

/** The timeline behind a recording file. */
function timelineOf(text: string): Timeline {
  const opened = readRecording(text);
  if (!opened.ok) throw new Error(opened.message);
  const { frames, reads, endMs } = opened.file.recording;
  return timeline(
    frames.map(({ length, deltas }) => ({ length, visible: deltas.some(isShown) })),
    reads,
    endMs,
  );
}

/** The figures of the lab as they must read at a chunk size in bytes, null as received. */
function figuresAt(line: Timeline, size: number | null) {
  const { firstTokenMs, burstShare, longestSilenceMs, framesPerDelivery, deliveries } = retime(line, size);
  return {
    'first token': milliseconds(firstTokenMs ?? Number.NaN),
    'gaps < 1 ms': `${Math.round((burstShare ?? Number.NaN) * 100)} %`,
    'longest silence': milliseconds(longestSilenceMs ?? Number.NaN),
    'frames/delivery': framesPerDelivery?.toFixed(1),
    deliveries: String(deliveries),
  };
}

/** The figures that the lab shows. */
async function shownFigures(lab: Locator) {
  const names = await lab.locator('dl').first().locator('dt').allTextContents();
  const values = await lab.locator('dl').first().locator('dd').allTextContents();
  const drawn = await lab.getByRole('img', { name: /^Timeline:/ }).getAttribute('aria-label');
  return {
    ...Object.fromEntries(names.map((name, i) => [name, values[i]])),
    deliveries: /shown in (\d+) deliveries/.exec(drawn ?? '')?.[1],
  };
}

/** Where the thumb stands, as the slider tells a screen reader. */
async function positionNow(slider: Locator): Promise<number> {
  return Number(await slider.getAttribute('aria-valuenow'));
}

/** Waits until the thumb has left `before`: what an input changes is shown with the next frame, not at once. */
async function expectMoved(slider: Locator, before: number): Promise<void> {
  await expect.poll(() => positionNow(slider)).not.toBe(before);
}

/** Presses a key on the slider and waits until its thumb has moved. */
async function pressTo(slider: Locator, key: string): Promise<void> {
  const before = await positionNow(slider);
  await slider.press(key);
  await expectMoved(slider, before);
}

/** Expects that the lab shows the figures of `line` at the size that its slider stands on; gives that size. */
async function expectFigures(lab: Locator, line: Timeline): Promise<number | null> {
  const size = sizeAt(await positionNow(lab.getByRole('slider', { name: 'Chunk size', exact: true })));
  await expect.poll(() => shownFigures(lab)).toEqual(figuresAt(line, size));
  return size;
}

/** Drags the slider's thumb with the mouse to a share of its track, and waits until it stands there. */
async function dragTo(page: Page, slider: Locator, share: number): Promise<void> {
  const [lowest, highest] = await Promise.all(
    ['aria-valuemin', 'aria-valuemax'].map(async (name) => Number(await slider.getAttribute(name))),
  );
  if (lowest === undefined || highest === undefined) throw new Error('The slider names no range.');
  const thumb = await slider.boundingBox();
  const track = await slider.locator('xpath=../..').boundingBox();
  if (!thumb || !track) throw new Error('The slider is not on the page.');
  const y = thumb.y + thumb.height / 2;
  await page.mouse.move(thumb.x + thumb.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width * share, y, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(
      async () =>
        Math.abs((await positionNow(slider)) - (lowest + (highest - lowest) * share)) / (highest - lowest),
    )
    .toBeLessThan(0.03);
}

/** Changes the simulator through its form. */
async function setSimulator(page: Page, change: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /^Target:/ }).click();
  await change(page.getByRole('dialog', { name: 'Target' }));
  await page.keyboard.press('Escape');
}

test('the slider re-times the recorded stream, and a saved recording shows the same figures', async ({
  strata: { page, saved },
}) => {
  await setSimulator(page, async (form) => {
    const speed = form.getByLabel('Speed');
    await speed.fill('300');
    await speed.press('Enter');
  });
  await startStream(page);
  await expect(page.getByRole('button', { name: /^Send/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Open the stream lab' }).click();

  const lab = page.getByRole('region', { name: 'Chunk lab', exact: true });
  const slider = lab.getByRole('slider', { name: 'Chunk size', exact: true });
  const text = await saved(() => lab.getByRole('button', { name: 'Save' }).click());
  const line = timelineOf(text);
  expect(line.shown.length).toBeGreaterThan(10);

  await expectFigures(lab, line);
  await pressTo(slider, 'Home');
  expect(await expectFigures(lab, line)).toBe(1);
  await pressTo(slider, 'ArrowRight');
  await pressTo(slider, 'PageUp');
  await expectFigures(lab, line);
  await pressTo(slider, 'End');
  expect(await expectFigures(lab, line)).toBeNull();

  await dragTo(page, slider, 0.45);
  const middle = await expectFigures(lab, line);
  await dragTo(page, slider, 0.7);
  const large = await expectFigures(lab, line);
  expect(large).toBeGreaterThan(middle ?? Number.POSITIVE_INFINITY);
  await expectAccessibleInBothThemes(page, 'stream-lab');
  // Where colours are the system's, deliveries are told apart by a line.
  await page.emulateMedia({ forcedColors: 'active' });
  const lines = await page
    .getByText('Good question', { exact: false })
    .first()
    .evaluate((answer) =>
      [...(answer.parentElement ?? answer).querySelectorAll('span')].map(
        (span) => getComputedStyle(span).textDecorationLine,
      ),
    );
  expect(new Set(lines)).toEqual(new Set(['none', 'underline']));
  await page.emulateMedia({ forcedColors: null });

  // Another answer takes its place, then the saved one comes back from its file.
  await setSimulator(page, (form) => form.getByLabel('Collected, then replayed').check());
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(lab.getByText('Collected, then replayed:')).toBeVisible({ timeout: 60_000 });
  await expect(lab.getByText(/source .* a frame · re-chunking \+.* · decoding .* · painting /)).toBeVisible();

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    lab.getByRole('button', { name: 'Open' }).click(),
  ]);
  await chooser.setFiles({
    name: 'again.strata.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect(lab.getByText('Collected, then replayed:')).toBeHidden();
  expect(await expectFigures(lab, line)).toBe(large);
  // Recordings come with the app, too.
  await lab.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('menuitem', { name: 'A source that sends in bursts' }).click();
  await slider.press('End');
  await expect(lab.getByText('The source itself sends in bursts:')).toBeVisible();
});

test('a refusal in the lab leads to what is wrong', { tag: '@page' }, async ({ strata: { page } }) => {
  await expect(page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await expect(page.getByText('as predicted')).toBeVisible();
  await page.getByRole('button', { name: 'Fold the answer panel' }).click();
  await page.getByRole('button', { name: 'Open the stream lab' }).click();
  await expect(page.getByText('400 ValidationException')).toBeVisible();
  await page.getByRole('button', { name: 'Show what is wrong' }).click();
  const answer = page.getByRole('region', { name: 'Bedrock’s answer' });
  await expect(answer.getByRole('button', { name: 'Drop it' })).toBeVisible();
  await expect(answer.locator(':focus')).toHaveCount(1);
});

test('a fast answer is followed to its end, and who scrolls up is left there', { tag: '@page' }, async ({
  strata: { page },
}) => {
  const words = Array.from({ length: 4_000 }, (_, i) => `word${i}`).join(' ');
  const answering = (tokensPerSecond: string): Promise<void> =>
    setSimulator(page, async (form) => {
      await form.getByLabel('Answer text').fill(words);
      const speed = form.getByLabel('Speed');
      await speed.fill(tokensPerSecond);
      await speed.press('Enter');
    });
  await answering('5000');
  const messages = [{ role: 'user', content: 'hi' }];
  await writeRequest(
    page,
    JSON.stringify({ model: 'bedrock/converse/us.amazon.nova-lite-v1:0', stream: true, messages }),
  );
  await expect(page.getByText('200 predicted')).toBeVisible();
  const send = page.getByRole('button', { name: /^Send/ });
  const cancel = page.getByRole('button', { name: /Cancel/ });
  const answer = page.getByRole('region', { name: 'Answer', exact: true });
  const left = (): Promise<number> =>
    answer.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));

  await send.click();
  await expect(answer.getByText('3999').last()).toBeInViewport();
  await expect(send).toBeVisible();
  await expect.poll(left).toBeLessThan(2);

  // A window that draws it late, since it is busy or the pane was folded, shows its end as well.
  await page.getByRole('button', { name: 'Fold the stream pane' }).click();
  await send.click();
  await expect(cancel).toBeVisible();
  await expect(send).toBeVisible();
  // … long after it ended, too, as on a busy machine.
  await page.waitForTimeout(3_500);
  await page.getByRole('button', { name: 'Open the stream pane' }).click();
  await expect(answer.getByText('3999').last()).toBeInViewport();
  // Who was reading further up does not find its end.
  await expect.poll(left).toBeLessThan(2);
  await answer.hover();
  await page.mouse.wheel(0, -4_000);
  await expect.poll(left).toBeGreaterThan(1_000);
  await page.getByRole('button', { name: 'Fold the stream pane' }).click();
  await page.getByRole('button', { name: 'Open the stream pane' }).click();
  await expect(answer.getByText('word0', { exact: true })).toBeInViewport();

  // Slowly, so that it runs until it is cancelled however busy the machine is.
  await answering('1000');
  await send.click();
  await expect(cancel).toBeVisible();
  await expect.poll(() => answer.evaluate((box) => box.scrollTop)).toBeGreaterThan(500);
  await page.waitForTimeout(1_100);
  // What nobody scrolled is no wish to read further up: a browser that estimates blocks anew does so, too.
  await answer.evaluate((box) => {
    box.scrollTop -= 400;
  });
  await expect.poll(left).toBeLessThan(100);
  await expect(page.getByRole('button', { name: 'Follow' })).toBeHidden();
  await answer.hover();
  await page.mouse.wheel(0, -400);
  await expect(page.getByRole('button', { name: 'Follow' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(send).toBeVisible();
  expect(await left()).toBeGreaterThan(100);
});

test('a stream that curl kept is dropped on the window: its frames are shown, and that it has no times', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  const text = (value: string) => ({ type: 'string', value }) as const;
  const frames = ['Hel', 'lo'].map((piece) =>
    encodeFrame(
      { ':event-type': text('contentBlockDelta'), ':message-type': text('event') },
      new TextEncoder().encode(JSON.stringify({ contentBlockIndex: 0, delta: { text: piece } })),
    ),
  );
  await page.getByRole('button', { name: 'Share' }).waitFor();
  await page.evaluate(
    (bytes) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], 'stream.bin'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [...Buffer.concat(frames), 0, 0, 1],
  );
  await expect(page.getByText('Opened stream.bin: its last 3 B are no whole frame')).toBeVisible();
  await expect(page.getByRole('row', { name: /text "Hel"/ })).toBeVisible();
  await expect(page.getByText('No times in this file')).toBeVisible();
});
