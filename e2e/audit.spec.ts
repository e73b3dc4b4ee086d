import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';

test('from the leak matrix to the request behind a cell, and to what a later release changes', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  await page.getByRole('radio', { name: 'Audit' }).click();
  const grid = page.getByRole('grid', { name: 'Leak matrix' });
  await expect(grid).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/\d+ of \d+ cells leak/)).toBeVisible({ timeout: 60_000 });

  // axe looks at every cell, four times.
  test.slow();

  // The arrow keys walk the cells, far beyond the rows in sight, and the panel follows.
  await page.getByRole('gridcell', { name: /^stream_chunk_size in llama: leaked/ }).click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('gridcell', { name: /^stream_chunk_size in mistral/ })).toBeFocused();
  const panel = page.getByRole('region', { name: 'Cell' });
  await expect(panel.getByText('"stream_chunk_size": 2048')).toBeVisible();
  await expect(panel.getByText('since 1.90')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'audit');
  await page.keyboard.press('Control+End');
  await expect(page.locator('[role="gridcell"]:focus')).toBeInViewport();

  // Filters leave the rows that were asked for.
  await page.getByLabel('Filter keys').fill('stream_chunk');
  await expect(grid.getByRole('rowheader')).toHaveCount(1);

  // Both profiles of the cell, side by side.
  await page.getByRole('gridcell', { name: /^stream_chunk_size in mistral/ }).click();
  await panel.getByRole('button', { name: 'Compare both' }).click();
  const compared = page.getByRole('region', { name: 'Compare' });
  await expect(compared.getByRole('columnheader', { name: /LiteLLM 1\.109/ })).toBeVisible();
  await expect(compared.getByRole('row', { name: /stream_chunk_size/ })).toContainText('one side only');
  await expectAccessibleInBothThemes(page, 'compare-profiles');

  // The matrix is as it was left; Enter opens a cell's request under the audit's profile.
  await page.getByRole('radio', { name: 'Audit' }).click();
  await page.getByRole('gridcell', { name: /^stream_chunk_size in titan/ }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first()).toBeVisible();
});
