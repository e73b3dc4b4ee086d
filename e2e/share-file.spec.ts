import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app.ts';
import { ROOT } from './support/environment.ts';

const SAMPLE = readFileSync(path.join(ROOT, 'electron/share/testdata/version-1.strata'));

/** Drops a file into the window as a file manager does. */
const drop = (page: Page, name: string, content: Buffer): Promise<void> =>
  page.evaluate(
    ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
        );
    },
    { name, base64: content.toString('base64') },
  );

/** Opens a page in a browser without network, and tells what it asked of one. */
async function alone(
  page: Page,
  html: string,
): Promise<{ readonly text: string; readonly asked: readonly string[] }> {
  const context = await page.context().browser()?.newContext({ offline: true, javaScriptEnabled: false });
  if (!context) throw new Error('The desktop host has no browser.');
  const asked: string[] = [];
  const other = await context.newPage();
  other.on('request', (request) => asked.push(request.url()));
  await other.setContent(html);
  const text = await other.locator('body').innerText();
  await context.close();
  return { text, asked };
}

test('a share file that is dropped is listed and opens with its stream; it leaves again as a file and as a page', async ({
  strata: { page, saved },
  host,
}) => {
  await page.getByRole('button', { name: /^Send/ }).waitFor();
  await drop(page, 'from a colleague.strata', SAMPLE);
  await expect(page.getByText('1 call taken from from a colleague.strata')).toBeVisible();
  await page
    .getByRole('row', { name: /ConverseStream|claude-sonnet-4/ })
    .first()
    .click();
  await expect(page.getByText(/word 0/).first()).toBeVisible();

  const save = async (form: RegExp): Promise<string> => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: form }).click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    const text = await saved(() => dialog.getByRole('button', { name: 'Save as' }).click());
    await page.keyboard.press('Escape');
    return text;
  };
  const html = await save(/page/i);
  expect(html).toContain('word 0');
  // What leaves is shown before, with what goes; what is selected goes too.
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: /^HAR/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  const preview = dialog.getByRole('region', { name: 'What is shared' });
  await expect(preview.getByText('"version": "1.2"')).toBeVisible();
  const taken = dialog.getByRole('region', { name: 'What is taken out' });
  await expect(taken.getByRole('switch', { name: 'Take out: Message texts' })).not.toBeChecked();
  await taken.getByRole('switch', { name: 'Take out: Message texts' }).click();
  await expect(taken.getByText(/^[1-9]\d* things? taken out/)).toBeVisible();
  await page.keyboard.press('Escape');
  if (host === 'browser') {
    const { text, asked } = await alone(page, html);
    expect(text).toContain('word 0');
    expect(asked).toEqual([]);
  }

  // Damaged and foreign files are refused with the reason.
  await drop(page, 'cut.strata', SAMPLE.subarray(0, SAMPLE.length - 20));
  await expect(page.getByText(/cut short or damaged/)).toBeVisible();
});
