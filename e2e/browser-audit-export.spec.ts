import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app.ts';

async function exported(page: Page): Promise<readonly string[]> {
  await page.getByRole('button', { name: 'Export' }).click();
  const offered = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export CSV' }).click();
  const file = await offered;
  expect(file.suggestedFilename()).toBe('strata-audit-litellm-1.87-against-litellm-1.109.csv');
  return (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
}

// The desktop host asks for the file's name in a window of the system, which no test can answer.
test('the leak matrix is offered as a file: all its rows, or those that a filter leaves', async ({
  strata: { page },
}) => {
  await page.getByRole('radio', { name: 'Audit' }).click();
  await expect(page.getByRole('grid', { name: 'Leak matrix' })).toBeVisible({ timeout: 60_000 });
  const [head, ...rows] = await exported(page);
  expect(head).toMatch(/^key,profile,anthropic,/);
  expect(rows.length).toBeGreaterThan(700);
  expect(rows.filter((line) => line.startsWith('stream_chunk_size,'))).toHaveLength(2);
  await page.getByLabel('Filter keys').fill('stream_chunk_size');
  const [, ...left] = await exported(page);
  expect(left).toHaveLength(2);
  expect(left.every((line) => line.startsWith('stream_chunk_size,'))).toBe(true);
});
