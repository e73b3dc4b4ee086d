import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { writeRequest } from './support/request-text.ts';

test('a verdict says what it stands on and when, with links to the evidence', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await writeRequest(
    page,
    JSON.stringify({
      model: 'bedrock/invoke/us.anthropic.claude-opus-5',
      messages: [{ role: 'user', content: 'Hi' }],
      max_tokens: 100,
      temperature: 0.2,
    }),
  );
  const answer = page.getByRole('region', { name: 'Bedrock’s answer' });
  const predicted = answer.getByText('400 ValidationException predicted');
  await expect(predicted).toBeVisible();
  await predicted.hover();
  await expect(page.getByRole('tooltip')).toContainText('before anything is sent');
  await expect(answer.getByText('`temperature` is deprecated for this model.').first()).toBeVisible();
  await expect(
    answer.getByText(/This verdict stands on a recorded answer of the service, 2026-09/),
  ).toBeVisible();
  // The head of the panel repeats it where it has the room.
  await expect(
    answer.getByText('recorded 2026-09', { exact: true }).filter({ visible: true }).first(),
  ).toBeVisible();
  const links = answer.getByRole('list', { name: 'Evidence' }).first().getByRole('link');
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) {
    expect(await link.getAttribute('href')).toMatch(/^https:\/\//);
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toContain('noopener');
  }
  await expectAccessibleInBothThemes(page, 'verdict', '[aria-label="Bedrock’s answer"]');
});
