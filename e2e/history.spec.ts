import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { callAsProgram, startCapturing, startRetryingProxy } from './support/captured-calls.ts';

type Message = { readonly role: string; readonly content: string };
const body = (messages: readonly Message[], more: object = {}): string =>
  JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 60, messages, ...more });
const said = (role: string, content: string): Message => ({ role, content });

test('what was sent and captured is kept, found, sorted, opened and compared', async ({
  strata: { page },
}) => {
  test.slow();
  // One request from the Request view, three of a program.
  await page.getByRole('radio', { name: 'Request' }).click();
  // Nothing is sent while the requests of last time are still being opened.
  await expect(page.getByRole('button', { name: /^Send/ })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  const { connect, url } = await startCapturing(page);
  const first = [said('user', 'Where is my parcel?')];
  const second = [...first, said('assistant', 'At customs.'), said('user', 'And when does it come?')];
  expect([
    await callAsProgram(url, 'invoke', body(first)),
    await callAsProgram(url, 'invoke', body(second)),
    await callAsProgram(url, 'invoke', body([said('user', 'A knob leaks')], { stream_chunk_size: 2048 })),
  ]).toEqual([200, 200, 400]);
  await page.keyboard.press('Escape');

  await page.getByRole('radio', { name: 'History' }).click();
  const list = page.getByRole('treegrid', { name: 'Kept calls' });
  // Both calls of a conversation are one line; its newest call stands for it, by keyboard it opens.
  const talk = list.getByRole('row', { name: /2 turns/ });
  await expect(talk).toContainText('And when does it come?');
  await expect(list.getByRole('row', { name: /parcel/ })).toBeHidden();
  await talk.click();
  await list.press('ArrowRight');
  await expect(talk).toHaveAttribute('aria-expanded', 'true');
  await expect(list.getByRole('row', { name: /turn 1.*parcel/ })).toHaveAttribute('aria-level', '2');
  await list.press('Escape');
  await page.getByRole('button', { name: 'Conversations', pressed: true }).click();
  await expect(talk).toBeHidden();
  await expect(list.getByRole('row', { name: /boto3/ })).toHaveCount(3);
  await expect(list.getByRole('row', { name: /Strata/ })).toHaveCount(1);

  // The field completes what the store has, and says what it is asked.
  const field = page.getByRole('combobox', { name: 'Filter the history' });
  await field.fill('leak');
  await page.getByRole('option', { name: /^leaked:/ }).click();
  await page.getByRole('option', { name: /stream_chunk_size/ }).click();
  await expect(field).toHaveValue('leaked:stream_chunk_size ');
  await expect(page.getByText('marked leaked of “stream_chunk_size”').first()).toBeVisible();
  await field.press('Escape');
  await field.fill('leaked:stream_chunk_size program:boto3');
  await field.press('Enter');
  await expect(list.getByRole('row', { name: /400/ })).toHaveCount(1);
  await field.fill('status:4x');
  await expect(page.getByText('“4x” is not a number').first()).toBeVisible();
  await field.fill('asked:parcel');
  // Escape closes the sentence that hangs over the list before it takes the filter away.
  await field.press('Escape');
  await expect(field).toHaveValue('asked:parcel');
  await field.press('Enter');
  await expect(list.getByRole('row', { name: /parcel|when does/ })).toHaveCount(1);

  // Values and numbers narrow it too.
  await field.fill('');
  await page.getByRole('button', { name: 'Numbers' }).click();
  await expect(page.getByRole('img', { name: /^Calls from .*refused\.$/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Refused as' }).click();
  const refusals = page.getByRole('region', { name: 'Sums by Refused as' });
  await refusals.getByRole('button', { name: 'ValidationException' }).click();
  await expect(field).toHaveValue('error:=ValidationException');
  await refusals.getByRole('button', { name: 'ValidationException' }).click();
  await expect(field).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Numbers' }).getByRole('button').first()).toBeVisible();
  const numbers = page.getByRole('region', { name: 'Numbers' });
  const height = async (): Promise<number> => (await numbers.boundingBox())?.height ?? 0;
  const before = await height();
  await field.fill('zzzz');
  await expect(page.getByText('No kept exchange fits this filter.')).toBeVisible();
  expect(Math.abs((await height()) - before)).toBeLessThan(30);
  await field.fill('');
  await expect(page.getByRole('contentinfo')).toContainText('This session:');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(list.getByRole('columnheader', { name: /Duration/ })).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page
    .getByRole('region', { name: 'Values' })
    .getByRole('button', { name: /^boto3/ })
    .click();
  await expect(list.getByRole('row', { name: /Strata/ })).toHaveCount(0);
  await expect(list.getByRole('row', { name: /boto3/ })).toHaveCount(3);
  await expectAccessibleInBothThemes(page, 'history');

  // Sorted by a column, opened, and compared with the one before it in its conversation.
  await page.getByRole('button', { name: 'Sort by Asked' }).click();
  await expect(list.getByRole('row').nth(1)).toContainText('Where is my parcel?');
  await page.getByRole('button', { name: 'Sort by Status' }).click();
  await expect(list.getByRole('row').nth(1)).toContainText('400');
  await list.getByRole('row', { name: /when does it come/ }).click();
  const exchange = page.getByRole('region', { name: 'Exchange', exact: true });
  await expect(exchange).toContainText('And when does it come?');
  await page.getByRole('button', { name: 'What changed since the one before' }).click();
  const compared = page.getByRole('region', { name: 'What changed in this conversation' });
  await expect(compared).toContainText('At customs.');
  // Which call stands on which side is said.
  await expect(compared.getByText(/^− \d\d:\d\d:\d\d · .*claude.* · \d+$/)).toBeVisible();
  await expect(compared.getByText(/^\+ \d\d:\d\d:\d\d · .*claude.* · \d+$/)).toBeVisible();
  await expectAccessibleInBothThemes(
    page,
    'history-compare',
    '[aria-label="What changed in this conversation"]',
  );
  await page.getByRole('button', { name: 'Close the comparison' }).click();

  // A client's call is one row that opens to the Bedrock calls that it caused.
  await page.getByRole('radio', { name: 'This session' }).click();
  await page.getByRole('button', { name: 'Connect a program' }).first().click();
  await connect.getByRole('radio', { name: 'See client calls too' }).click();
  const proxy = await startRetryingProxy(url);
  await connect.getByLabel('Your LiteLLM proxy').fill(proxy.url);
  await connect.getByRole('button', { name: 'Listen in front of it' }).click();
  const front = (await connect.getByText('export OPENAI_BASE_URL=').innerText()).split('=')[1] ?? '';
  await page.keyboard.press('Escape');
  const asked = await fetch(`${front}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model: 'claude', max_tokens: 60, messages: [said('user', 'Through a proxy')] }),
  });
  expect(asked.status).toBe(200);
  proxy.close();
  // It opens with what became of its parameters, what LiteLLM sent with each attempt, and every answer.
  const calls = page.getByRole('treegrid', { name: 'Calls' });
  await calls.getByRole('row', { name: /2 calls/ }).click();
  await expect(exchange).toContainText('LiteLLM made 2 Bedrock calls, the client got 200');
  await expect(exchange.getByRole('region', { name: 'What the client asked' })).toContainText(
    'max_tokens60kept',
  );
  await expect(exchange.getByRole('region', { name: 'Answer' })).toContainText('400');
  await exchange.getByRole('radio', { name: '1 400' }).click();
  await expect(exchange.getByText('Extra inputs are not permitted').first()).toBeVisible();
  await expectAccessibleInBothThemes(page, 'live-family', '[aria-label="Exchange"]');
  await exchange.getByRole('radio', { name: 'Got' }).click();
  await expect(exchange.getByRole('region', { name: 'What the client asked' })).toContainText('Done.');
  await page.getByRole('radio', { name: 'History' }).click();
  await field.fill('asked:proxy');
  const family = list.getByRole('row', { name: /2 calls/ });
  await expect(family).toContainText('retried 1');
  await expect(list.getByRole('row', { name: /attempt 1|retry 1/ })).toHaveCount(0);
  await family.locator('[data-twist]').click();
  await expect(list.getByRole('row', { name: /attempt 1|retry 1/ })).toHaveCount(2);
  await expectAccessibleInBothThemes(page, 'history-family', '[aria-label="Kept calls"]');

  // A filter is saved under a name and taken again.
  await field.fill('status:>=400');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByLabel('Name of the filter').fill('Refused ones');
  await page.getByRole('button', { name: 'Save this filter' }).click();
  await expect(page.getByRole('button', { name: 'Refused ones', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await field.fill('');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('button', { name: 'Refused ones', exact: true }).click();
  await expect(field).toHaveValue('status:>=400');
  await expect(list.getByRole('row', { name: /boto3/ })).toHaveCount(1);

  // After the page is loaded anew everything is there, and the history is what one sees again.
  await page.reload();
  await expect(list.getByRole('row', { name: /boto3/ })).toHaveCount(3);
});
