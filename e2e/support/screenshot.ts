import path from 'node:path';
import { type Page, test } from '@playwright/test';
import type { HostOptions } from './app.ts';
import { ROOT } from './environment.ts';

/** The two themes, by the system's preference. */
export const THEMES = ['dark', 'light'] as const;

/**
 * Both hosts draw the same page: pictures, and axe, which takes seconds for each look, look at it in one of them; a
 * desktop of tests may be of years ago.
 */
export const isLookedAt = (): boolean => (test.info().project.use as Partial<HostOptions>).host !== 'desktop';

/** Waits until what was just changed is on the screen, transitions at their end. */
async function repainted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}

/**
 * Runs `look` in both themes, and keeps a picture of each under docs/screenshots where
 * STRATA_SCREENSHOTS is set; otherwise a test run changes no file of the project.
 */
export async function inBothThemes(
  page: Page,
  name: string,
  look: (theme: (typeof THEMES)[number]) => Promise<void>,
): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await repainted(page);
    if (process.env.STRATA_SCREENSHOTS && isLookedAt()) {
      await page.screenshot({ path: path.join(ROOT, 'docs/screenshots', `${name}-${colorScheme}.png`) });
    }
    await look(colorScheme);
  }
}
