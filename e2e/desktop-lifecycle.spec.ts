import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { launchDesktop } from './support/desktop.ts';
import { type DebuggedPage, startDebugged } from './support/devtools.ts';
import { ROOT, setting } from './support/environment.ts';
import { isGroupAlive, signalGroup } from './support/process-group.ts';
import { expect, test } from './support/worker.ts';

const shows = (page: DebuggedPage, text: RegExp): Promise<void> =>
  expect.poll(() => page.evaluate('document.body.innerText')).toMatch(text);

/** Presses the button whose text begins with `name`, once it is there. */
const press = (page: DebuggedPage, name: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(`(() => {
        const button = [...document.querySelectorAll('button')].find((b) => b.innerText.startsWith('${name}'));
        button?.click();
        return button !== undefined;
      })()`),
    )
    .toBe(true);

// With Playwright in the app, a runtime as old as the one for tests can crash while it ends.
for (const streaming of [false, true]) {
  const when = streaming ? 'in the middle of a stream' : 'at rest';
  test(`closing the window ${when} ends the app and leaves no process`, async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'strata-user-'));
    const { page, exited, process: main } = await startDebugged(setting('STRATA_ELECTRON'), [ROOT], userData);
    try {
      await shows(page, /Send.*desktop \d/s);
      if (streaming) {
        await press(page, 'Switch to LiteLLM 1.90');
        await shows(page, /consumed/);
        await press(page, 'Send');
        await shows(page, /Cancel/);
      }
      await page.close();
      expect(await exited).toBe(0);
      await expect.poll(() => isGroupAlive(main)).toBe(false);
    } finally {
      signalGroup(main, 'SIGKILL');
      rmSync(userData, { recursive: true, force: true });
    }
  });
}

/** Items of the menu bar, and what is on the screen then. */
const ACTS: readonly (readonly [way: readonly string[], shows: (page: Page) => Locator])[] = [
  [['File', 'Save Request …'], (page) => page.getByRole('dialog', { name: 'Save the request' })],
  [['File', 'Share …'], (page) => page.getByRole('dialog', { name: 'Share' })],
  [['Request', 'Choose the Target …'], (page) => page.getByRole('radio', { name: 'Endpoint' })],
  [['Request', 'Route: Converse'], (page) => page.getByText('/converse', { exact: false }).first()],
  [['Request', 'Compare Invoke and Converse'], (page) => page.getByRole('region', { name: 'Compare' })],
  [['Request', 'Route: as the Model String Says'], (page) => page.getByRole('tab', { name: 'Diff' })],
  [['Request', 'Lay Out the JSON'], (page) => page.getByRole('tab', { name: 'JSON', selected: true })],
  [['View', 'Live'], (page) => page.getByRole('main', { name: 'Live' })],
  [['View', 'History'], (page) => page.getByLabel('Filter the history')],
  [['View', 'Request'], (page) => page.getByRole('tab', { name: 'JSON', selected: true })],
  [['View', 'Parameters'], (page) => page.getByRole('tab', { name: 'Params', selected: true })],
  [['View', 'Conversation'], (page) => page.getByRole('tab', { name: 'Conversation', selected: true })],
  [
    ['View', 'Body beside the Filtered One'],
    (page) => page.getByRole('tab', { name: 'Diff', selected: true }),
  ],
  [['View', 'Stream Lab'], (page) => page.getByRole('slider').first()],
  [['View', 'All Commands …'], (page) => page.getByPlaceholder('Type a command, a request, a model')],
  [['View', 'Settings …'], (page) => page.getByRole('dialog', { name: 'Settings and help' })],
  [['Help', 'Words and Fates Explained'], (page) => page.getByRole('heading', { name: 'Words and fates' })],
  [['Help', 'Keyboard Shortcuts'], (page) => page.getByRole('heading', { name: 'Keyboard' })],
  [['Help', 'Show the First Steps'], (page) => page.getByRole('complementary', { name: 'First steps' })],
  [['Help', 'About Strata'], (page) => page.getByRole('dialog', { name: /^Strata/ })],
];

test('the menu bar acts in the window, files open in it, and a newer version is asked for when wanted', async () => {
  const feed = createServer((_, response) =>
    response.end(JSON.stringify({ version: '99.0.0', url: 'https://strata.test/99' })),
  );
  await new Promise<void>((resolve) => feed.listen(0, '127.0.0.1', resolve));
  process.env.STRATA_UPDATES = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/`;
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-files-'));
  const file = path.join(folder, 'mine.json');
  writeFileSync(file, '{"model": "bedrock/meta.llama3-8b-instruct-v1:0", "messages": [], "mine": 1}');
  const desktop = await launchDesktop(file);
  const { app } = desktop;
  const choose = (...labels: readonly string[]): Promise<void> =>
    app.evaluate(({ Menu }, way) => {
      let items = Menu.getApplicationMenu()?.items ?? [];
      for (const label of way) {
        const item = items.find((one) => one.label === label);
        if (!item) throw new Error(`There is no menu item ${label}`);
        if (item.submenu) items = item.submenu.items;
        else item.click();
      }
    }, labels);
  try {
    const page = await app.firstWindow();
    const title = (): Promise<string> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '');
    await expect.poll(title).toBe('mine.json · Strata');
    await expect(page.getByRole('row', { name: /^mine / })).toBeVisible();

    await choose('File', 'New Request');
    await expect(page.getByRole('navigation', { name: 'Open requests' }).getByRole('listitem')).toHaveCount(
      3,
    );
    await expect.poll(title).not.toContain('mine.json');
    await choose('File', 'Open Recent', 'mine.json');
    await expect.poll(title).toBe('mine.json · Strata');
    await choose('View', 'Audit');
    await expect(page.getByRole('main', { name: 'Audit' })).toBeVisible();
    await expect(page.getByPlaceholder('Filter keys')).toBeVisible();
    await choose('Edit', 'Find');
    await expect(page.getByPlaceholder('Filter keys')).toBeFocused();

    // The system's own keys, which Playwright's do not reach.
    const press = (keyCode: string, ...modifiers: ('control' | 'shift')[]): Promise<void> =>
      app.evaluate(
        ({ BrowserWindow }, key) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.sendInputEvent({ type: 'keyDown', ...key });
          contents?.sendInputEvent({ type: 'keyUp', ...key });
        },
        { keyCode, modifiers },
      );
    const tabs = page.getByRole('navigation', { name: 'Open requests' }).getByRole('listitem');
    await press('n', 'control');
    await expect(tabs).toHaveCount(5);
    await press('w', 'control');
    await expect(tabs).toHaveCount(4);
    await press('t', 'control', 'shift');
    await expect(tabs).toHaveCount(5);

    await choose('Request', 'Edit as Text');
    const editor = page.getByRole('textbox', { name: 'Request' });
    await expect(editor).toBeFocused();
    await page.keyboard.type('typed ');
    await choose('Edit', 'Undo');
    await expect(editor).not.toContainText('typed');
    await choose('Edit', 'Redo');
    await expect(editor).toContainText('typed');
    await choose('Edit', 'Undo');
    await expect(editor).not.toContainText('typed');
    for (const [way, shows] of ACTS) {
      await choose(...way);
      await expect(shows(page), way.join(' › ')).toBeVisible();
      await page.keyboard.press('Escape');
    }

    await choose('Help', 'Look for a Newer Version');
    await expect(page.getByText('Version 99.0.0 is there')).toBeVisible();

    const smallest = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize() ?? [],
    );
    expect(smallest).toEqual([1100, 700]);

    // A double click while the app is open: a second start hands its arguments over and ends; macOS sends an event.
    await page.keyboard.press('Escape');
    const again = path.join(folder, 'again.strata');
    copyFileSync(path.join(ROOT, 'electron/share/testdata/version-1.strata'), again);
    await app.evaluate(({ app: main }, at) => main.emit('second-instance', {}, ['strata', at], '/'), again);
    await expect(page.getByText('1 call taken from again.strata')).toBeVisible();
    await app.evaluate(
      ({ app: main }, at) => main.emit('open-file', { preventDefault: () => undefined }, at),
      again,
    );
    await expect(page.getByText('0 calls taken from again.strata, 1 were there already')).toBeVisible();
  } finally {
    await desktop.close();
    feed.close();
    delete process.env.STRATA_UPDATES;
    rmSync(folder, { recursive: true, force: true });
  }
});
