import type { Locator } from '@playwright/test';
import { expect, test } from './support/app.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/axe.ts';
import { requestText, writeRequest } from './support/request-text.ts';

test('broken JSON is named at its place while the last good result stays, and comes back with an undo', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  const problem = page.getByText('stream_chunk_size: Extra inputs are not permitted').first();
  // There is a last good result only once the first has come.
  await expect(problem).toBeVisible();
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = requestText(page);
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(',');
  await expect(page.getByRole('button', { name: /^Stale: Line \d+, column \d+/ })).toBeVisible();
  await expect(problem).toBeVisible();
  await expectAccessibleInBothThemes(page, 'broken-json');
  // Another tab says nothing about it: nothing of that one stands beside the broken text.
  await page.keyboard.press('Alt+n');
  await expect(page.getByRole('contentinfo')).toContainText(/body \d+ B/);
  await page.keyboard.press('Alt+PageUp');
  await expect(page.getByText('not asked: the request cannot be read')).toBeVisible();
  await expect(page.getByText('Nothing to send yet')).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  await expect(page.getByRole('button', { name: /^Stale/ })).toBeHidden();
  await expect(problem).toBeVisible();
});

test('a pasted curl command is read like any other request', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await writeRequest(
    page,
    `curl https://proxy.test/v1/chat/completions -H "Authorization: Bearer $KEY" -d '{"model": "bedrock/invoke/meta.llama3-8b-instruct-v1:0", "messages": [{"role": "user", "content": "hi"}], "max_gen_len": 5, "skip_mcp_handler": true}'`,
  );
  await expect(page.getByText('Read as a curl command.')).toBeVisible();
  await expect(page.getByText(/extraneous key \[skip_mcp_handler\] is not permitted/).first()).toBeVisible();
});

test('a paste while a choice has the focus is the request', { tag: '@page' }, async ({
  strata: { page },
}) => {
  const choice = page.getByRole('radio', { name: 'Auto' });
  await choice.focus();
  await choice.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '{"model": "bedrock/amazon.nova-lite-v1:0", "messages": []}');
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('button', { name: /^Model: .*nova-lite/ })).toBeVisible();
});

test('lines that are put in as one piece are taken as a paste is, and taken back by one undo', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = requestText(page);
  await editor.click();
  // Where the browser edits by itself, which takes seconds for a large text, it says so afterwards.
  const edits = await editor.evaluateHandle((element) => {
    const seen: string[] = [];
    element.addEventListener('input', (event) => seen.push((event as InputEvent).inputType));
    return seen;
  });
  const messages = Array.from({ length: 400 }, (_, i) => ({ role: 'user', content: `line ${i}` }));
  const request = { model: 'bedrock/converse/amazon.nova-lite-v1:0', max_tokens: 9, messages };
  await writeRequest(page, JSON.stringify(request, null, 2));
  await expect(page.getByText('Read as a LiteLLM call.')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('amazon.nova-lite');
  expect(await edits.jsonValue()).toEqual([]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('stream_chunk_size: Extra inputs are not permitted').first()).toBeVisible();
});

test('of many calls in one text one is chosen by its number, beside its params', { tag: '@page' }, async ({
  strata: { page },
}) => {
  const call = (n: number) => ({
    request: {
      method: 'POST',
      url: 'https://bedrock-runtime.us-east-1.amazonaws.com/model/meta.llama3-8b-instruct-v1%3A0/invoke',
      headers: [],
      postData: { mimeType: 'application/json', text: JSON.stringify({ prompt: `question ${n}` }) },
    },
  });
  await writeRequest(
    page,
    JSON.stringify({ log: { entries: Array.from({ length: 60 }, (_, i) => call(i + 1)) } }),
  );
  await page.getByRole('tab', { name: 'Params' }).click();
  await expect(page.getByRole('row', { name: /^prompt "question 1"/ })).toBeVisible();
  await page.getByRole('spinbutton', { name: /Call/ }).fill('59');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /^prompt "question 59"/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next call' }).press('Enter');
  await expect(page.getByRole('row', { name: /^prompt "question 60"/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next call' })).toBeDisabled();
  // Neither a release nor its history is named where the program calls Bedrock itself.
  await expect(page.getByText('Past LiteLLM, as sent')).toBeVisible();
  await expect(page.getByText('LiteLLM has no part in this call')).toBeVisible();
  await expectAccessible(page);
});

test('the same request on both routes, aligned by meaning', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await page.getByRole('radio', { name: 'Compare' }).click();
  const row = page.getByRole('row', { name: /max_tokens/ });
  await expect(row).toContainText('inferenceConfig.maxTokens');
  await expect(row).toContainText('same meaning');
  await expect(page.getByRole('row', { name: /stream_chunk_size/ })).toContainText('one side only');
  await expectAccessibleInBothThemes(page, 'compare');
  // What the status bar counts stands with the side that it speaks of.
  await page.getByRole('contentinfo').getByRole('button', { name: '1 problem' }).click();
  const answer = page.getByRole('region', { name: 'Bedrock’s answer' });
  await expect(answer.getByRole('button', { name: 'Drop it' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Invoke' })).toBeChecked();
});

test('the command palette reaches a fix by keyboard alone', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await expect(page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first()).toBeVisible();
  // A mouse that rests where the list comes up chooses nothing in it.
  await page.mouse.move(640, 300);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).waitFor();
  await page.mouse.move(641, 301);
  await page.keyboard.type('drop it');
  await expectAccessibleInBothThemes(page, 'palette', '[role="dialog"]');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Bedrock accepts this body.')).toBeVisible();
});

test('the palette has each button of the screen, and presses it', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await expect(page.getByRole('row', { name: /stream_chunk_size.*leaked/ }).first()).toBeVisible();
  const press = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(name);
    await page.getByRole('option', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeHidden();
  };
  const fold = page.getByRole('button', { name: 'Fold unchanged lines' });
  await expect(fold).toHaveAttribute('aria-pressed', 'true');
  await press('Fold unchanged lines');
  await expect(fold).toHaveAttribute('aria-pressed', 'false');
  // Menus and panels come out as well, and stay when the palette gives the focus back.
  await press('Copy as');
  await expect(page.getByRole('menuitem', { name: 'Python, boto3' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Live' }).click();
  await press('Breakpoints and rules: 0 on');
  await expect(page.getByRole('dialog', { name: 'Breakpoints and rules' })).toBeVisible();
  await page.keyboard.press('Escape');
  // A sidebar that is a rail is opened for what is asked of it.
  await page.getByRole('radio', { name: 'Request' }).click();
  await press('Fold the sidebar');
  await expect(page.getByRole('tab', { name: 'Saved' })).toBeHidden();
  await press('Show saved requests');
  await expect(page.getByRole('tab', { name: 'Saved' })).toHaveAttribute('aria-selected', 'true');
});

test('the density is that of every list', { tag: '@page' }, async ({ strata: { page } }) => {
  const choose = async (density: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`Density: ${density}`);
    await page.getByRole('option', { name: `Density: ${density}` }).click();
  };
  const parameters = page.getByRole('row', { name: /max_tokens/ }).first();
  const keys = page.getByRole('grid', { name: 'Leak matrix' }).getByRole('row', { name: /fake_stream/ });
  const height = async (row: Locator): Promise<number> => Math.round((await row.boundingBox())?.height ?? 0);
  for (const [density, given, audited] of [
    ['roomy', 34, 31],
    ['compact', 25, 22],
    ['normal', 29, 26],
  ] as const) {
    await choose(density);
    await expect.poll(() => height(parameters)).toBe(given);
    await page.getByRole('radio', { name: 'Audit' }).click();
    await expect.poll(() => height(keys)).toBe(audited);
    // Rows that are drawn in their places stand as close as they are high.
    const tops = await page
      .getByRole('grid', { name: 'Leak matrix' })
      .locator('tbody tr')
      .evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getBoundingClientRect().top));
    expect(Math.round((tops[1] ?? 0) - (tops[0] ?? 0))).toBe(audited);
    await page.getByRole('radio', { name: 'Request' }).click();
  }
});

test('the simulator breaks its answer on request, and Escape ends a stream', async ({ strata: { page } }) => {
  await page.getByRole('button', { name: 'Drop it' }).click();
  await page.getByRole('button', { name: /^Target/ }).click();
  await page.getByLabel('What goes wrong').selectOption('Exception inside the stream');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/modelStreamErrorException/).first()).toBeVisible();

  await page.getByRole('button', { name: /^Target/ }).click();
  await page.getByLabel('What goes wrong').selectOption('Nothing');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /Cancel/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/cancelled/i).first()).toBeVisible();
});

test('the form of a request that tells nothing is chosen by keyboard beside the model, and is kept', async ({
  strata: { page },
}) => {
  await writeRequest(
    page,
    '{"model": "bedrock/invoke/anthropic.claude-sonnet-4-5-20250929-v1:0", "max_tokens": 9, "messages": [{"role": "user", "content": "hi"}]}',
  );
  await expect(page.getByText('Chat completions form by default')).toBeVisible();
  const picker = page.getByRole('button', { name: 'Form of the request: Auto: Chat' });
  await picker.focus();
  await page.keyboard.press('Enter');
  await expectAccessibleInBothThemes(page, 'form-picker');
  const messages = page.getByRole('menuitemradio', { name: /^Messages/ });
  await expect(messages).toBeVisible();
  await page.keyboard.press('m');
  await expect(messages).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Messages form, as you chose above.')).toBeVisible();
  await expect(page.getByText(/^draft kept/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Form of the request: Messages' })).toBeVisible();
  await page.setViewportSize({ width: 1100, height: 700 });
  await expectAccessibleInBothThemes(page, 'form-narrow');
  const send = await page.getByRole('button', { name: /^Send/ }).boundingBox();
  expect((send?.x ?? 0) + (send?.width ?? 0)).toBeLessThanOrEqual(1100);
});

test('what a guardrail did to an answer stands on the tab Response', { tag: '@page' }, async ({
  strata: { page },
}) => {
  await writeRequest(
    page,
    '{"model": "bedrock/converse/us.amazon.nova-lite-v1:0", "max_tokens": 90, "stream": true, "guardrailConfig": {"guardrailIdentifier": "gr1strata001", "guardrailVersion": "DRAFT", "trace": "enabled"}, "messages": [{"role": "user", "content": "strata-block-input"}]}',
  );
  await page.getByRole('button', { name: /^Profile/ }).click();
  await page.getByRole('option', { name: /^LiteLLM 1\.109(?!\.)/ }).click();
  await expect(page.getByText('200 predicted')).toBeVisible();
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByText(/A guardrail intervened \(Guardrail blocked\.\)/)).toBeVisible();
  await page.getByRole('tab', { name: 'Response' }).click();
  await expect(page.getByRole('region', { name: 'Guardrail' })).toContainText('strata-topic');
  await expectAccessibleInBothThemes(page, 'guardrail', '[aria-label="Guardrail"]');
});

test('sending leaves the text where it was scrolled to', { tag: '@page' }, async ({ strata: { page } }) => {
  const editor = requestText(page);
  const stops = Array.from({ length: 120 }, (_, i) => `"s${i}"`).join(',\n');
  await writeRequest(
    page,
    `{"model": "bedrock/invoke/us.amazon.nova-lite-v1:0", "messages": [{"role": "user", "content": "hi"}], "stop": [\n${stops}\n]}`,
  );
  await page.keyboard.press('Control+End');
  await expect(editor.getByText('"s119"')).toBeInViewport();
  await page.keyboard.press('Control+Enter');
  // The first answer opens the pane of the stream beside it.
  await expect(page.getByRole('tab', { name: 'Frames' })).toBeVisible();
  await expect(editor.getByText('"s119"')).toBeInViewport();
  await page.getByRole('tab', { name: 'Params' }).click();
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(editor.getByText('"s119"')).toBeInViewport();
});
