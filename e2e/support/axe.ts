import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { inBothThemes, isLookedAt, THEMES } from './screenshot.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** What another theme changes: colours alone. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function expectNothingFound(axe: AxeBuilder): Promise<void> {
  const { violations, passes, incomplete } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map((node) => node.html.slice(0, 200)),
  }));
  expect.soft(found).toEqual([]);
  // What is hidden or empty has no faults either; a part that is not there at all makes axe throw.
  expect
    .soft(violations.length + passes.length + incomplete.length, 'checks that axe made')
    .toBeGreaterThan(0);
}

// The default mode opens one page more, for frames of other origins: there are none. Of what passed, one element a
// rule says enough: all of them are thousands, each with a selector that takes time to find.
const axeOn = (page: Page, part: string): AxeBuilder =>
  new AxeBuilder({ page })
    .setLegacyMode(true)
    .include(part)
    .options({ resultTypes: ['violations'] });

/** Expects that axe finds nothing at WCAG 2.2 AA on the page as it stands, or on the part that a selector names. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  if (isLookedAt()) await expectNothingFound(axeOn(page, part).withTags(TAGS));
}

/** The same in both themes, with a picture of each as {@link inBothThemes} keeps it under `name`. */
export async function expectAccessibleInBothThemes(page: Page, name: string, part = 'html'): Promise<void> {
  await inBothThemes(page, name, async (theme) => {
    if (theme === THEMES[0]) await expectAccessible(page, part);
    else if (isLookedAt()) await expectNothingFound(axeOn(page, part).withRules(COLOURS));
  });
}
