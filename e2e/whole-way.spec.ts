import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';

test('from the leaking request over Bedrock’s refusal to streaming tokens', async ({ strata: { page } }) => {
  // The app opens on the request that started it all, without a click.
  const leaked = page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first();
  await expect(leaked).toBeVisible();
  const prediction = page.getByText('stream_chunk_size: Extra inputs are not permitted').first();
  await expect(prediction).toBeVisible();
  await expect(page.getByText('so from')).toBeVisible({ timeout: 60_000 });
  await expectAccessibleInBothThemes(page, 'predicted');

  // Bedrock really refuses it.
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText(/400 ValidationException/).last()).toBeVisible();
  await expectAccessibleInBothThemes(page, 'refused', '[aria-label="Bedrock’s answer"]');

  // One click on a fix, and tokens stream.
  await page.getByRole('button', { name: 'Switch to LiteLLM 1.90' }).click();
  await expect(page.getByRole('row', { name: /stream_chunk_size.*consumed/ }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('button', { name: /Cancel/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeVisible({ timeout: 60_000 });
  await expectAccessibleInBothThemes(page, 'streamed');
});
