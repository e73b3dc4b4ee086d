import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { launchDesktop } from './support/desktop.ts';

test('closing the window ends the app and leaves no process', async () => {
  const desktop = await launchDesktop();
  const child = desktop.app.process();
  const exited = once(child, 'exit');
  await (await desktop.app.firstWindow()).close();
  const [code] = await exited;
  expect(code).toBe(0);
  await desktop.close();
});

test('the window comes up at least as large as the layout needs', async () => {
  const desktop = await launchDesktop();
  await desktop.app.firstWindow();
  const [width, height] = await desktop.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize() ?? [],
  );
  expect([width, height]).toEqual([1100, 700]);
  await desktop.close();
});
