import { expect, type Page } from '@playwright/test';

/** Repairs the request that the app opens on and sends it; resolves while its answer streams in. */
export async function startStream(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Switch to LiteLLM 1.90' }).first().click();
  await expect(page.getByRole('row', { name: /stream_chunk_size.*consumed/ }).first()).toBeVisible();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('button', { name: /Cancel/ })).toBeVisible();
}
