import { once } from 'node:events';
import { launchDesktop } from './support/desktop.ts';
import { startStream } from './support/streaming.ts';
import { expect, test } from './support/worker.ts';

for (const streaming of [false, true]) {
  const when = streaming ? 'in the middle of a stream' : 'at rest';
  test(`closing the window ${when} ends the app and leaves no process`, async () => {
    const desktop = await launchDesktop();
    const page = await desktop.app.firstWindow();
    if (streaming) await startStream(page);
    const exited = once(desktop.app.process(), 'exit');
    await page.close();
    const [code] = await exited;
    expect(code).toBe(0);
    await desktop.close();
  });
}

test('the window cannot be made smaller than the layout needs', async () => {
  const desktop = await launchDesktop();
  await desktop.app.firstWindow();
  const smallest = await desktop.app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize() ?? [],
  );
  expect(smallest).toEqual([1100, 700]);
  await desktop.close();
});
