import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** Expects that axe finds nothing at WCAG 2.2 AA on the page as it stands, or on the part that a selector names. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  // Electron cannot open the extra page that axe's default mode wants.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include(part).withTags(TAGS);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map((node) => node.html.slice(0, 200)),
  }));
  expect.soft(found).toEqual([]);
}
