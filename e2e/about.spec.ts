import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';

test('About names every package inside the app with its licence', async ({ strata: { page } }) => {
  await page.getByRole('button', { name: /^(desktop|browser) \d/ }).click();
  const about = page.getByRole('dialog', { name: /^Strata \d/ });
  await expect(about.getByText(/^\d+ packages are part of this app/)).toBeVisible();
  await about.getByText(/^react \d/).click();
  await expect(about.getByText(/Copyright \(c\) (Meta|Facebook)/).first()).toBeVisible();
  // What lies behind the dialog is dimmed on purpose.
  await expectAccessibleInBothThemes(page, 'about', '[role=dialog]');

  // Closed by the keyboard, the focus is back where it was; the palette opens it, too.
  await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
  await expect(page.getByRole('button', { name: /^(desktop|browser) \d/ })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('third-party');
  await page.keyboard.press('Enter');
  await expect(about).toBeVisible();
});
