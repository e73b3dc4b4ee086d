import type { Page } from '@playwright/test';
import { expect, test } from './support/app.ts';

/** Holds what matches `glob` back until the function that is returned is called. */
async function heldBack(page: Page, glob: string): Promise<() => void> {
  let open = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    open = resolve;
  });
  // What was loaded ahead before would come out of the browser's memory, and be held back by nobody.
  const session = await page.context().newCDPSession(page);
  // A session that watches nothing would leave the page's own memory in use.
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.route(glob, async (route) => {
    await asked;
    await route.continue();
  });
  return open;
}

/** Loads the page anew and waits until the request of the host is on it: what is done before comes beside that one. */
async function loadAnew(page: Page): Promise<void> {
  await page.reload();
  await expect(page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first()).toBeVisible();
  await expect(
    page.getByRole('navigation', { name: 'Open requests' }).locator('[aria-current=page]'),
  ).toBeVisible();
}

test('what is clicked, typed and pressed while menus and palette still load is not lost', async ({
  strata: { page },
}) => {
  const menus = await heldBack(page, '**/ThemeLayer-*.js');
  const dialog = await heldBack(page, '**/Commands-*.js');
  const list = await heldBack(page, '**/Offers-*.js');
  await loadAnew(page);
  const theme = page.getByRole('button', { name: 'Theme' });
  await theme.press('Enter');
  await theme.press('l');
  await expect(theme).toHaveAttribute('aria-expanded', 'false');
  menus();
  await expect(page.getByRole('menuitemradio', { name: 'Light' })).toBeVisible();
  await expect(theme).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(theme).toBeFocused();
  await expect(theme).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('drop');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  dialog();
  await expect(page.getByPlaceholder('Type a command, a request, a model')).toHaveValue('drop');
  await page.keyboard.type(' it');
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder('Type a command, a request, a model')).toHaveValue('drop it');
  await expect(page.getByRole('option')).toHaveCount(0);
  list();
  await expect(page.getByText('Bedrock accepts this body.')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a popup that still loads does not open once something else was clicked or Escape was pressed', async ({
  strata: { page },
}) => {
  const popups = await heldBack(page, '**/PopupLayer-*.js');
  await loadAnew(page);
  await page.getByRole('button', { name: /^Stage Filter/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Target:/ }).click();
  popups();
  await expect(page.getByRole('dialog', { name: 'Target' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Filter' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a dialog that still loads does not open over what was gone on to', async ({ strata: { page } }) => {
  const chunks = ['Share', 'SettingsDialog', 'About', 'Commands', 'SavePanel', 'PopupLayer'];
  const arrive = await Promise.all(chunks.map((name) => heldBack(page, `**/${name}-*.js`)));
  await loadAnew(page);
  const filter = page.getByLabel('Filter parameters');

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await filter.click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('nobody gets this');
  await filter.click();
  await filter.pressSequentially('chunk');

  // What is asked for last opens all the same.
  await page.keyboard.press('Control+,');
  for (const open of arrive) open();
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('dialog')).toContainText('Appearance');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(filter).toHaveValue('chunk');
});

test('the editor that still loads does not take the keys of a field that was gone on to', async ({
  strata: { page },
}) => {
  const editor = await heldBack(page, '**/all-*.js');
  await loadAnew(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('edit the request as json');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('str');
  editor();
  await expect(page.locator('.cm-editor')).toBeVisible();
  await page.keyboard.type('eam');
  await expect(page.getByLabel('Search for')).toHaveValue('stream');
});

test('what was pasted while that still loads opens beside a request that was gone on to', async ({
  strata: { page },
}) => {
  const input = await heldBack(page, '**/take-input-*.js');
  await loadAnew(page);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData(
      'text/plain',
      '{"model": "bedrock/amazon.nova-lite-v1:0", "messages": [], "top_k": 7}',
    );
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await page.getByRole('button', { name: /Llama loses stop/ }).click();
  await expect(page.getByRole('row', { name: /^stop/ }).first()).toBeVisible();
  input();
  await expect(page.getByRole('row', { name: /^top_k/ }).first()).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Open requests' }).getByRole('listitem');
  await expect(tabs).toHaveCount(2);
  await tabs.first().getByRole('button').first().click();
  await expect(page.getByRole('row', { name: /^stop/ }).first()).toBeVisible();
});

test('a request that is sent while the palette still loads goes after what is chosen from it', async ({
  strata: { page },
}) => {
  const dialog = await heldBack(page, '**/Commands-*.js');
  const list = await heldBack(page, '**/Offers-*.js');
  await loadAnew(page);
  await page.getByRole('button', { name: /Llama loses stop/ }).click();
  await expect(page.getByRole('button', { name: /^Send, not possible/ })).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('what goes wrong: throttled');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  dialog();
  await expect(page.getByPlaceholder('Type a command, a request, a model')).toHaveValue(/throttled$/);
  list();
  await expect(page.getByText('fault injected')).toBeVisible();
});

test('before it has time to load ahead the page has run less than 500 kB of scripts', async ({
  strata: { page },
}) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await loadAnew(page);
  await expect(page.getByRole('table', { name: 'Body as sent beside Filtered body' })).toBeVisible();
  await expect(page.getByText('Extra inputs are not permitted').first()).toBeVisible();
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap((entry) =>
        entry instanceof PerformanceResourceTiming && /\.js$/.test(entry.name) ? [entry] : [],
      )
      .map(({ name, decodedBodySize }) => ({ name, decodedBodySize })),
  );
  const bytes = scripts.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
  expect(bytes, JSON.stringify(scripts)).toBeLessThan(500_000);
  expect(bytes).toBeGreaterThan(250_000);
});
