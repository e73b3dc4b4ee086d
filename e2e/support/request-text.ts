import type { Locator, Page } from '@playwright/test';

/** The text of the request, where the tab JSON is open. */
export const requestText = (page: Page): Locator => page.getByRole('textbox', { name: /request/i }).first();

/** Opens the tab JSON and puts `text` in the place of what stands there, as one paste. */
export async function writeRequest(page: Page, text: string): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click();
  await requestText(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}
