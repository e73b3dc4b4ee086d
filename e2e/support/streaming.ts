import { expect, type Page } from '@playwright/test';

/** Repairs the request that the app opens on, where no earlier page has, and sends it; resolves while its answer streams in. */
export async function startStream(page: Page): Promise<void> {
  const repair = page.getByRole('button', { name: 'Switch to LiteLLM 1.90' });
  const repaired = page.getByRole('row', { name: /stream_chunk_size.*consumed/ }).first();
  await expect(async () => {
    if (!(await repaired.isVisible())) await repair.click({ timeout: 2_000 });
    await expect(repaired).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('button', { name: /Cancel/ })).toBeVisible();
}
