import { readFile } from 'node:fs/promises';
import { expect, test } from './support/app.ts';

// The desktop host asks for the file's name in a window of the system, which no test can answer.
test('the leak matrix is offered as a file with all its rows', async ({ strata: { page } }) => {
  await page.getByRole('radio', { name: 'Audit' }).click();
  await expect(page.getByRole('grid', { name: 'Leak matrix' })).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Filter keys').fill('stream_chunk');
  await page.getByRole('button', { name: 'Export' }).click();
  const offered = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export CSV' }).click();
  const file = await offered;
  expect(file.suggestedFilename()).toBe('strata-audit-litellm-1.87-against-litellm-1.109.csv');
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toMatch(/^key,profile,anthropic,/);
  expect(lines.length).toBeGreaterThan(700);
  expect(lines.filter((line) => line.startsWith('stream_chunk_size,'))).toHaveLength(2);
});
