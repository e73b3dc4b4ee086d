import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Locator, type Page } from '@playwright/test';
import { agentRequestText } from '../shared/testing/agent-request.ts';
import { expect, test } from './support/app.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { CHROMIUM_FLAGS, setting } from './support/environment.ts';
import { requestText, writeRequest } from './support/request-text.ts';
import { inBothThemes } from './support/screenshot.ts';
import { serveIn } from './support/served.ts';

const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

const body = (page: Page) => page.getByRole('table', { name: 'Body as sent beside Filtered body' });

/** Whether the page or its main action stands outside of the window. */
async function overflows(page: Page): Promise<boolean> {
  const send = await page.getByRole('button', { name: /^Send/ }).first().boundingBox();
  const right = (send?.x ?? 0) + (send?.width ?? 0);
  return page.evaluate(
    (end) => document.documentElement.scrollWidth > window.innerWidth || end > window.innerWidth,
    right,
  );
}

test('a request of 301 messages is as clear as a small one', async ({ strata: { page } }) => {
  // axe looks at 301 messages in both themes.
  test.slow();
  await paste(page, agentRequestText());
  const diff = body(page);
  await expect(page.getByText(/MB · [\d,]{5,} lines/).first()).toBeVisible({ timeout: 60_000 });
  await expect(diff.getByText(/unchanged lines/).first()).toBeVisible();
  await expect(diff.getByRole('row', { name: /_agentic_loop_depth.*leaked/ })).toBeVisible();

  await page.keyboard.press('F7');
  await expect(page.getByText(/^1 of \d+ changes?$/)).toBeVisible();

  // Where there is no room for two columns what differs stands in one, and what was in view stays there.
  const refused = diff.getByRole('row').filter({ hasText: 'refused' }).first();
  await expect(refused).toBeInViewport();
  await expect(refused.getByRole('cell')).toHaveCount(2);
  await page.getByRole('button', { name: 'Open the stream pane' }).click();
  await expect(refused.getByRole('cell')).toHaveCount(1);
  await expect(refused).toBeInViewport();
  await page.getByRole('button', { name: 'Fold the stream pane' }).click();
  await expect(refused.getByRole('cell')).toHaveCount(2);

  const lost = page.getByRole('button', { name: /messages\[\*\]\.name/ });
  await expect(lost).toContainText(/\d+ dropped/);
  await expect(page.getByRole('button', { name: /^stop\[\*\]|stop\[\*\]/ }).first()).toContainText(
    '56 of 60 dropped',
  );
  await page
    .getByRole('row', { name: /^stop / })
    .first()
    .click();
  await expect(page.getByRole('list', { name: 'Values of stop' })).toContainText('<stop-3>');

  await page.getByRole('button', { name: /^Stage Build body/ }).click();
  const named = page.getByRole('dialog').getByRole('button', { name: 'messages[*].name' });
  await named.click();
  await expect(named).toBeHidden();
  await page.getByRole('button', { name: 'messages[122].content[0].toolResult.content[0].text' }).click();
  await expect(page.getByText(/^2 of \d+ changes$/)).toBeVisible();

  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Search for' }).fill('call_00001k');
  await expect(page.getByRole('search')).toContainText(/1 of \d+/);
  await expect(diff.getByText('call_00001k').first()).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'Conversation' }).click();
  await expect(page.getByText('35 turns, 301 messages')).toBeVisible();
  // The problem that was gone to last is in view here, too.
  await expect(page.getByRole('region', { name: 'Messages' }).getByText('1 refused').first()).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Go to message number' }).fill('200');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('region', { name: 'Messages' }).getByText('200', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Context/ }).click();
  await expect(page.getByText(/server github, 10 tools/)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'conversation');
});

/** Whether the last sign of a text stands inside of its cell. */
const showsItsEnd = (cell: Locator): Promise<boolean> =>
  cell.evaluate((td) => {
    const walker = document.createTreeWalker(td, NodeFilter.SHOW_TEXT);
    let last: Node | null = null;
    while (walker.nextNode()) last = walker.currentNode;
    if (!last) return false;
    const range = document.createRange();
    range.setStart(last, (last.nodeValue?.length ?? 1) - 1);
    range.setEnd(last, last.nodeValue?.length ?? 0);
    return range.getBoundingClientRect().right <= td.getBoundingClientRect().right;
  });

test('counts lead to what they count, and a destination without room keeps its end', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  await paste(page, agentRequestText({ messages: 81, size: 90_000 }));
  const status = page.getByRole('contentinfo');
  await status.getByRole('button', { name: /silent losses/ }).click();
  const listed = page.getByRole('radiogroup', { name: 'What is listed' });
  await expect(listed.getByRole('radio', { name: /lost$/ })).toBeChecked();
  // Nothing of a long list lies below the window, where focus or a search would scroll the whole of it.
  await expect(page.getByRole('button', { name: /messages\[\*\]\.name/ })).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
  await expect(body(page).getByRole('row', { name: /"stopSequences"/ })).toBeInViewport();

  await status.getByRole('button', { name: /problems?$/ }).click();
  await expect(listed.getByRole('radio', { name: /problems?$/ })).toBeChecked();
  await expect(body(page).getByRole('row', { name: /_agentic_loop_depth.*leaked/ })).toBeInViewport();

  const where = page
    .getByRole('row', { name: /^stop / })
    .first()
    .getByRole('cell')
    .last();
  await expect(where).toHaveText('inferenceConfig.stopSequences');
  const wants = (await where.locator('bdi').boundingBox())?.width ?? 0;
  expect(wants).toBeGreaterThan((await where.boundingBox())?.width ?? 0);
  expect(await showsItsEnd(where)).toBe(true);

  await status.getByRole('button', { name: /^body/ }).click();
  await expect(page.getByRole('tab', { name: 'Body' })).toHaveAttribute('aria-selected', 'true');
});

test('nothing typed is lost: samples, reload, restart, closed tabs', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'strata-kept-'));
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  // One person's browser: what it keeps for the page is there again, too.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const mine = (answer: number): string =>
    `{"model": "bedrock/meta.llama3-8b-instruct-v1:0", "max_tokens": ${answer}, "messages": [{"role": "user", "content": "mine"}]}`;
  try {
    const first = await serveIn(home);
    const page = await context.newPage();
    await page.goto(first.link);
    await page.getByRole('button', { name: 'Got it' }).click();
    await writeRequest(page, mine(11));
    await expect(page.getByText(/^draft kept/)).toBeVisible();
    await page.getByRole('button', { name: /Llama loses stop/ }).click();
    const tabs = page.getByRole('navigation', { name: 'Open requests' }).getByRole('listitem');
    await expect(tabs).toHaveCount(2);
    await page.reload();
    await expect(tabs).toHaveCount(2);
    await tabs.first().getByRole('button').first().click();
    await page.getByRole('tab', { name: 'JSON' }).click();
    await expect(requestText(page)).toContainText('"max_tokens": 11');
    await page.close();
    expect(await first.stop()).toBe(0);

    const second = await serveIn(home);
    const again = await context.newPage();
    await again.goto(second.link);
    await expect(again.getByRole('tab', { name: 'JSON' })).toBeVisible();
    await expect(again.getByRole('complementary', { name: 'First steps' })).toBeHidden();
    await again.getByRole('tab', { name: 'JSON' }).click();
    await expect(requestText(again)).toContainText('"max_tokens": 11');
    // The editor has no step of its own after a restart: it goes on into the versions that were kept.
    await requestText(again).click();
    await again.keyboard.press('Control+z');
    await expect(requestText(again)).toContainText('stream_chunk_size');
    await again.keyboard.press('Control+Shift+Z');
    await expect(requestText(again)).toContainText('"max_tokens": 11');
    await again.getByRole('tab', { name: 'Params' }).click();
    await again.keyboard.press('Control+z');
    await expect(again.getByRole('row', { name: /stream_chunk_size/ }).first()).toBeVisible();
    await again.keyboard.press('Alt+w');
    await again.getByRole('button', { name: 'Reopen closed' }).click();
    await expect(again.getByRole('row', { name: /stream_chunk_size/ }).first()).toBeVisible();
    await expect(again.getByRole('button', { name: 'Reopen closed' })).toBeHidden();
    await again.keyboard.press('Control+Shift+z');
    await expect(again.getByRole('row', { name: /max_tokens.*11/ }).first()).toBeVisible();
    await again.close();
    expect(await second.stop()).toBe(0);
  } finally {
    await browser.close();
    await rm(home, { recursive: true, force: true });
  }
});

test('the last key in a large request is there after a reload at once', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await paste(page, agentRequestText({ size: 600_000 }));
  await expect(page.getByRole('contentinfo')).toContainText(/body [\d.]+ MB/, { timeout: 60_000 });
  await page.getByRole('tab', { name: 'JSON' }).click();
  await requestText(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type('the last keys');
  await expect(requestText(page)).toContainText('the last keys');
  await page.reload();
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(requestText(page)).toContainText('the last keys', { timeout: 60_000 });
});

test('what is broken is not sent, and an injected fault is none of the prediction', async ({
  strata: { page },
}) => {
  await writeRequest(page, '{"model": ');
  await expect(page.getByRole('button', { name: /^Send, not possible: Line 1/ })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Not sent\. Line 1/)).toBeVisible();
  await page.getByRole('button', { name: /Llama loses stop/ }).click();
  await expect(page.getByRole('button', { name: /^Send, not possible/ })).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('what goes wrong: throttled');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('fault injected')).toBeVisible();
});

/** What shows text in which two signs may melt into one: none may, since it is code and bodies. */
const melting = (page: Page): Promise<readonly string[]> =>
  page
    .locator('body *')
    .evaluateAll((all) =>
      all
        .filter((element) => getComputedStyle(element).fontVariantLigatures !== 'none')
        .map((element) => `${element.tagName} ${element.className}`),
    );

test('small windows, large type, wide windows and forced colours', async ({ strata: { page } }) => {
  for (const [width, height] of [
    [1100, 700],
    [720, 450],
    [2560, 1440],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(body(page)).toBeVisible();
    expect(await overflows(page), `${width} × ${height}`).toBe(false);
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 720, height: 450 });
  await page.getByRole('radio', { name: 'Answer' }).click();
  const answer = page.getByRole('region', { name: 'Bedrock’s answer' });
  await expect(answer.getByRole('button', { name: 'Drop it' })).toBeInViewport();
  await answer.getByRole('button', { name: /^Show where/ }).click();
  await expect(body(page).getByRole('row', { name: /stream_chunk_size.*leaked/ })).toBeInViewport();
  await page.getByRole('radio', { name: 'Live' }).click();
  const way = page.getByRole('list', { name: 'The way of a call' });
  await expect(way.getByText('Simulator')).toBeInViewport({ ratio: 0.9 });
  await page.getByRole('radio', { name: 'Audit' }).click();
  // Panels that want more room than there is have less of it: none reaches beyond the window.
  await expect(page.locator('[data-panel="cell"]')).toBeInViewport({ ratio: 1 });
  await page.getByRole('radio', { name: 'Request', exact: true }).first().click();
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await melting(page)).toEqual([]);
  await page.emulateMedia({ forcedColors: 'active' });
  const outline = await page
    .getByRole('radio', { name: 'Auto' })
    .evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
  // What a parameter becomes is marked beside its lines: the body stays readable, and as it was.
  const looks = (of: 'backgroundColor' | 'outlineStyle'): Promise<readonly string[]> =>
    body(page)
      .getByRole('cell')
      .evaluateAll((cells, name) => cells.map((cell) => getComputedStyle(cell)[name]), of);
  const atRest = await looks('backgroundColor');
  await page.getByRole('row', { name: /^messages/ }).hover();
  await expect.poll(() => looks('outlineStyle')).toContain('solid');
  expect(await looks('backgroundColor')).toEqual(atRest);
  // Releases that are refused are hatched: a colour would be the system's.
  const hatched = page
    .getByRole('region', { name: 'Since when' })
    .getByRole('button', { name: /refused/ })
    .first();
  await expect(hatched).toHaveCSS('background-image', /repeating-linear-gradient/);
  await inBothThemes(page, 'forced-colours', () => Promise.resolve());
});

test('borders move by pointer and by keyboard, keep to their limits, and stay where they were left', async ({
  strata: { page },
}) => {
  const border = page.getByRole('separator', { name: 'Width of the sidebar' });
  const left = async (): Promise<number> => Math.round((await border.boundingBox())?.x ?? 0);
  await expect(body(page)).toBeVisible();
  const [begin, y] = [await left(), 400];
  await page.mouse.move(begin, y);
  await page.mouse.down();
  await page.mouse.move(begin + 60, y, { steps: 4 });
  expect(await left()).toBe(begin + 60);
  await page.mouse.move(begin + 1_000, y);
  expect(await left()).toBe(380);
  await page.mouse.move(5, y);
  expect(await left()).toBe(160);
  await page.mouse.move(begin + 60, y);
  await page.mouse.up();
  await page.mouse.move(begin + 300, y);
  expect(await left()).toBe(begin + 60);
  await expect(border).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  expect(await left()).toBe(begin + 36);
  const pane = page.getByRole('separator', { name: 'Width of the incoming pane' });
  const before = Number(await pane.getAttribute('aria-valuenow'));
  await pane.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => Number(await pane.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
  await page.reload();
  await expect(body(page)).toBeVisible();
  expect(await left()).toBe(begin + 36);
  await border.dblclick();
  expect(await left()).toBe(begin);
  // What is remembered is what was drawn, not how far the border was asked to go.
  await border.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  expect(await left()).toBe(160);
  const remembered = await page.evaluate(() => localStorage.getItem('strata.split.window'));
  expect(Object.values(JSON.parse(remembered ?? '{}'))).toEqual([160]);
});

test('of more tabs than there is room for the one at hand is in view', { tag: '@page' }, async ({
  strata: { page },
}) => {
  const tabs = page.getByRole('navigation', { name: 'Open requests' }).getByRole('listitem');
  await expect(body(page)).toBeVisible();
  for (let open = 2; open <= 13; open++) {
    await page.keyboard.press('Alt+n');
    await expect(tabs).toHaveCount(open);
  }
  const current = tabs.filter({ has: page.locator('[aria-current="page"]') });
  await expect(tabs.first()).not.toBeInViewport();
  await expect(current).toBeInViewport({ ratio: 0.95 });
  await page.setViewportSize({ width: 1100, height: 700 });
  await expect(current).toBeInViewport({ ratio: 0.95 });
  await page.keyboard.press('Alt+PageDown');
  await expect(current).toBeInViewport({ ratio: 0.95 });
});

test('the keyboard alone reaches the request, the panes and the help', async ({ strata: { page } }) => {
  await expect(body(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the request’s text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(requestText(page)).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('tab', { name: 'Diff' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Settings and help' })).toBeVisible();
  await expect(page.getByText('Next change')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'settings', '[role="dialog"]');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('words and fates');
  await page.keyboard.press('Enter');
  await expect(page.getByText('An internal or unknown key that reached the body.')).toBeVisible();
});
