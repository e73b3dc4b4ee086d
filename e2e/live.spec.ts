import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { expect, test } from './support/app.ts';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { CAPTURED_MODEL, callAsProgram, startCapturing } from './support/captured-calls.ts';

/** Reads the address that it is given, as LiteLLM does. */
const PROGRAM = [
  "fetch(process.env.AWS_BEDROCK_RUNTIME_ENDPOINT + '/model/amazon.nova-lite-v1%3A0/converse',",
  "{ method: 'POST', body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] }) })",
  ".then((answer) => console.log('it was answered with ' + answer.status))",
].join(' ');

const body = (text: string, more: object = {}): string =>
  JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 200,
    messages: [{ role: 'user', content: [{ type: 'text', text }] }],
    ...more,
  });

test('a program is connected, its calls appear, are filtered and opened', async ({ strata: { page } }) => {
  test.slow();
  const { connect, url } = await startCapturing(page);
  await expect(connect.getByText('Waiting for the first call')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'live-connect', '[role="dialog"]');

  // When nothing arrives, the panel says why; what does not get through too.
  await connect.getByText('Why that usually is').click();
  await expect(connect.getByText('An API key over http')).toBeVisible();
  expect(await callAsProgram(new URL(url).origin, 'invoke', body('Hello'))).toBe(403);
  await expect(connect.getByText('The address lacks its secret segment')).toBeVisible();

  // Strata can make the first call itself.
  await connect.getByRole('button', { name: 'Send a test call' }).click();
  await expect(connect.getByText('One call so far.')).toBeVisible();

  // A program is started with everything set for it alone.
  await connect.getByRole('radio', { name: 'Start a program' }).click();
  await connect.getByLabel('Command').fill(`"${process.execPath}" -e "${PROGRAM}"`);
  await connect.getByRole('button', { name: 'Start it' }).click();
  await expect(connect.getByText('ended with 0')).toBeVisible();
  await expect(connect.getByText('it was answered with 200')).toBeVisible();
  await expectAccessibleInBothThemes(page, 'live-start', '[role="dialog"]');
  await connect.getByRole('radio', { name: 'See Bedrock calls' }).click();
  await page.keyboard.press('Escape');
  await expect(
    page.getByRole('treegrid', { name: 'Calls' }).getByRole('row', { name: /nova-lite/ }),
  ).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear the list' }).click();

  const answers = [
    await callAsProgram(url, 'invoke-with-response-stream', body('Where is my parcel?')),
    await callAsProgram(url, 'invoke', body('A quick one')),
    await callAsProgram(
      url,
      'invoke-with-response-stream',
      body('A knob leaks', { stream_chunk_size: 2048 }),
    ),
  ];
  expect(answers).toEqual([200, 200, 400]);
  const list = page.getByRole('treegrid', { name: 'Calls' });
  await expect(list.getByRole('row', { name: /stream_chunk_size/ })).toContainText('400');
  await expect(list.getByRole('row', { name: /boto3 1\.40\.8/ })).toHaveCount(3);

  // The leak is opened: what was sent beside what Bedrock accepts, the answer as predicted, and who made the body.
  await list.getByRole('row', { name: /stream_chunk_size/ }).click();
  const exchange = page.getByRole('region', { name: 'Exchange', exact: true });
  await expect(exchange.getByText('as predicted', { exact: true })).toBeVisible();
  await expect(exchange.getByText('Extra inputs are not permitted').first()).toBeVisible();
  await expect(exchange.getByRole('note')).toContainText(
    /This body is what LiteLLM 1\.83 .*1\.89 sends\. .*1\.90 to 1\.\d+ would differ in one place/,
  );
  await expectAccessibleInBothThemes(page, 'live-leak', '[aria-label="Exchange"]');

  // The keyboard walks the list; the stream shows its real deliveries.
  await list.focus();
  await page.keyboard.press('End');
  await expect(exchange.getByRole('img', { name: /^Timeline: \d+ frames/ })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'live');

  // A filter leaves what was asked for.
  await page.getByRole('button', { name: /^Leaked/ }).click();
  await expect(list.getByRole('row', { name: /boto3/ })).toHaveCount(1);
  await page.getByLabel('Filter calls').fill('');

  // What was captured opens in the request view, with its stream in the lab.
  await list.focus();
  await page.keyboard.press('End');
  await exchange.getByRole('button', { name: 'Open in Request' }).click();
  await expect(page.getByRole('region', { name: 'Outgoing body' })).toContainText('Where is my parcel?');
  await expect(page.getByRole('img', { name: /^Timeline: \d+ frames/ })).toBeVisible();
});

test('a call is held at a breakpoint, edited and sent on; a rule answers another with a fault', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  test.slow();
  const { url } = await startCapturing(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Breakpoints and rules/ }).click();
  const rules = page.getByRole('dialog', { name: 'Breakpoints and rules' });
  await rules.getByRole('button', { name: 'Hold every call' }).click();
  await expectAccessibleInBothThemes(page, 'live-rules', '[role="dialog"]');
  await page.keyboard.press('Escape');

  const answer = callAsProgram(url, 'invoke', body('Hold me', { stream_chunk_size: 2048 }));
  const list = page.getByRole('treegrid', { name: 'Calls' });
  await list.getByRole('row', { name: /held/ }).getByText('held').click();
  const held = page.getByRole('region', { name: 'Held call' });
  await expect(held.getByText(/goes on unchanged in \d+ s/)).toBeVisible();
  const text = held.getByLabel('Body of the held call');
  await expectAccessibleInBothThemes(page, 'live-held', '[aria-label="Held call"]');
  const { stream_chunk_size: _knob, ...rest } = JSON.parse(await text.inputValue());
  await text.fill(`${JSON.stringify(rest)},`);
  await expect(held.getByRole('alert')).toContainText('This is no JSON');
  await text.fill(JSON.stringify(rest));
  await expect(held.getByRole('alert')).toHaveCount(0);
  // An edit outlives a look at something else.
  await page.getByRole('button', { name: 'Close the exchange' }).click();
  await list.getByRole('row', { name: /held/ }).getByText('held').click();
  await expect(text).toHaveValue(JSON.stringify(rest));
  await held.getByRole('radio', { name: 'Headers' }).click();
  const headers = held.getByLabel('Headers of the held call');
  await headers.fill(`${await headers.inputValue()}\nno header`);
  await expect(held.getByRole('alert')).toContainText('is no header');
  await headers.fill((await headers.inputValue()).replace('\nno header', '\nx-edited: yes'));
  await expect(held.getByRole('button', { name: 'Send as edited' })).toBeVisible();
  // Its row sends what was typed, too.
  await page.getByRole('button', { name: 'Close the exchange' }).click();
  await list.getByRole('button', { name: 'Send edited' }).click();
  expect(await answer).toBe(200);
  await list.getByRole('row', { name: /altered/ }).click();
  await expect(list.getByRole('row', { name: /altered/ })).toContainText('200');
  // What is shown and predicted is what went on, beside what came.
  const exchange = page.getByRole('region', { name: 'Exchange', exact: true });
  await expect(exchange.getByText('edited before it went on: its body, its headers')).toBeVisible();
  await expect(exchange.getByText('as predicted', { exact: true })).toBeVisible();
  await exchange.getByRole('radio', { name: 'Captured' }).click();
  await expect(exchange.getByRole('row', { name: /stream_chunk_size/ })).toBeVisible();
  await expectAccessibleInBothThemes(page, 'live-altered', '[aria-label="Exchange"]');

  // All go on together, each as it was edited; where one cannot, none does, and it says why.
  const [first, other] = [
    callAsProgram(url, 'invoke', body('One')),
    callAsProgram(url, 'invoke', body('Two')),
  ];
  await page.getByRole('button', { name: '2 held' }).waitFor();
  await list
    .getByRole('row', { name: /Continue/ })
    .first()
    .getByText('held')
    .click();
  await expect(exchange.getByText('not sent yet')).toBeVisible();
  await held.getByLabel('Model').fill(' ');
  await page.getByRole('button', { name: 'Continue all' }).click();
  await expect(held.getByRole('alert')).toContainText('No model is named');
  await held.getByLabel('Model').fill('amazon.nova-lite-v1:0 ');
  // What can be done in its row is in sight in a small window, too, and with large type.
  const row = list.getByRole('row', { name: /Send edited/ });
  for (const width of [1280, 960]) {
    await page.setViewportSize({ width, height: 720 });
    await expect(row.getByRole('button', { name: 'Refuse' })).toBeInViewport({ ratio: 1 });
    const cell = row.getByRole('gridcell', { name: /Refuse/ });
    expect(await cell.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Continue all' }).click();
  expect([await first, await other].sort()).toEqual([200, 400]);
  await expect(
    exchange.getByText('edited before it went on: its model, now amazon.nova-lite-v1:0.'),
  ).toBeVisible();

  // F9 over and over sends one after the other, and a list that stands still tells what became of its calls.
  const many = [1, 2, 3].map((n) => callAsProgram(url, 'invoke', body(`Number ${n}`)));
  await page.getByRole('button', { name: '3 held' }).waitFor();
  await page.getByRole('button', { name: 'Let the list stand still' }).click();
  for (const _ of many) await page.keyboard.press('F9');
  await expect(list.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  expect(await Promise.all(many)).toEqual([200, 200, 200]);
  const late = callAsProgram(url, 'invoke', body('Late'));
  await page.getByRole('button', { name: '1 held' }).click();
  await expect(list.getByRole('button', { name: 'Continue' })).toHaveCount(1);
  await page.keyboard.press('F9');
  expect(await late).toBe(200);
  await page.getByRole('button', { name: 'Clear the filter' }).last().click();

  // One whose program leaves was not sent.
  const leaving = new AbortController();
  const left = callAsProgram(url, 'invoke', body('Leave'), leaving.signal).catch(() => 'left');
  await page.getByRole('button', { name: '1 held' }).waitFor();
  await list
    .getByRole('row', { name: /Continue/ })
    .getByText('held')
    .click();
  await held.waitFor();
  leaving.abort();
  expect(await left).toBe('left');
  await expect(exchange.getByRole('heading', { name: 'Came from the program' })).toBeVisible();
  await expect(exchange.getByRole('heading', { name: 'No answer' })).toBeVisible();

  // The next one is answered with a fault, by the keyboard: nothing is answered before it is chosen.
  const second = callAsProgram(url, 'invoke', body('Answer me with a fault'));
  await page.getByRole('button', { name: '1 held' }).waitFor();
  await list
    .getByRole('row', { name: /Continue/ })
    .getByText('held')
    .click();
  await held.getByRole('button', { name: 'Answer with a fault' }).press('Enter');
  await expect(page.getByRole('menuitem', { name: 'ThrottlingException' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'ServiceUnavailableException' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await second).toBe(503);
  await expect(exchange.getByRole('heading', { name: 'Answered in Bedrock’s place' })).toBeVisible();

  await page.getByRole('button', { name: /^Breakpoints and rules/ }).click();
  // A rule that holds nothing is there from the start, can be done earlier, and keeps what was typed last.
  await rules.getByRole('button', { name: 'Another rule' }).click();
  await page.getByRole('menuitem', { name: 'Delay' }).click();
  const filters = rules.getByLabel('Filter of the rule');
  await filters.nth(1).fill('status:>=400');
  await expect(rules.getByText('no request tells status')).toBeVisible();
  await rules.getByRole('button', { name: 'Do the rule earlier' }).last().click();
  await expect(filters.first()).toHaveValue('status:>=400');
  await filters.first().fill('model:nova');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Breakpoints and rules/ }).click();
  await expect(filters.first()).toHaveValue('model:nova');
  await rules.getByRole('button', { name: 'Remove the rule' }).first().click();
  await rules.getByLabel('What the rule does').selectOption('fault');
  await expect(rules.getByLabel('Exception')).toHaveValue('ThrottlingException');
  await page.keyboard.press('Escape');
  expect(await callAsProgram(url, 'invoke', body('Again'))).toBe(429);

  // An AWS SDK tries again: its attempts stand below the first one.
  const sdk = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'strata', secretAccessKey: 'strata' },
    maxAttempts: 2,
  });
  const ask = new InvokeModelCommand({ modelId: CAPTURED_MODEL, body: body('From an SDK') });
  await expect(sdk.send(ask)).rejects.toThrow('Too many');
  await expect(list.getByRole('row', { name: /aws-sdk|AWS SDK/ })).toContainText('retried 1');
  await expect(list.getByRole('row', { name: /retry 1/ })).toContainText('429');
});

test('what is seen of the live list stays where it is while calls come in above', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  const { url } = await startCapturing(page);
  await page.keyboard.press('Escape');
  const refused = (n: number): Promise<number> =>
    callAsProgram(url, 'invoke', body(`Number ${n}`, { stream_chunk_size: n }));
  for (let n = 0; n < 60; n++) expect(await refused(n)).toBe(400);
  const list = page.getByRole('treegrid', { name: 'Calls' });
  await expect(page.getByText('60 of 60')).toBeVisible();
  const place = (id: string): Promise<number> =>
    list.locator(`[id="${id}"]`).evaluate((row) => Math.round(row.getBoundingClientRect().top));
  await list.evaluate((table) => table.parentElement?.scrollTo(0, 600));
  const seen = list.getByRole('row').nth(30);
  await expect(seen).toBeInViewport();
  const id = (await seen.getAttribute('id')) ?? '';
  const before = await place(id);
  for (let n = 60; n < 65; n++) expect(await refused(n)).toBe(400);
  await expect(page.getByText('65 of 65')).toBeVisible();
  expect(await place(id)).toBe(before);
  // At its beginning the newest are seen.
  await list.evaluate((table) => table.parentElement?.scrollTo(0, 0));
  await refused(65);
  await expect(page.getByText('66 of 66')).toBeVisible();
  await expect(list.locator('[aria-rowindex="2"]')).toBeInViewport();
});
