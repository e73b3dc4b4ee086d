import { expect, test } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { inBothThemes } from './support/screenshot.ts';

test('from the leaking request over Bedrock’s refusal to streaming tokens', async ({ strata: { page } }) => {
  // The app opens on the request that started it all, without a click.
  const leaked = page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first();
  await expect(leaked).toBeVisible();
  const prediction = page.getByText('stream_chunk_size: Extra inputs are not permitted').first();
  await expect(prediction).toBeVisible();
  await inBothThemes(page, 'predicted', () => expectAccessible(page));

  // Bedrock really refuses it.
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText(/400 ValidationException/).last()).toBeVisible();
  await inBothThemes(page, 'refused', () => expectAccessible(page));

  // One click on a fix, and tokens stream.
  await page.getByRole('button', { name: 'Switch to LiteLLM 1.90' }).click();
  await expect(page.getByRole('row', { name: /stream_chunk_size.*consumed/ }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('button', { name: /Cancel/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeVisible({ timeout: 30_000 });
  await inBothThemes(page, 'streamed', () => expectAccessible(page));
});
