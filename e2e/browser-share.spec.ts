import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { inBothThemes } from './support/screenshot.ts';

const KEY = 'sk-abcdefghijklmnopqrstuvwxyz0123';

const request = JSON.stringify({
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  messages: [
    { role: 'system', content: 'You answer for jane.doe@acme.io.' },
    { role: 'user', content: 'List three rivers in Europe.' },
  ],
  metadata: { callback: 'http://llm.corp.internal:4000/hook' },
  stop: ['END'],
  stream: true,
  stream_chunk_size: 2048,
  api_key: KEY,
});

test('a finding leaves Strata: what is wrong, the shortest case, what is taken out, code to run it again', async ({
  strata: { page, saved },
}) => {
  await page.getByRole('button', { name: 'Share' }).waitFor();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, request);
  // The sample that stands there before is refused with the same words.
  await expect(page.getByRole('row', { name: /^metadata/ })).toBeVisible();
  await expect(page.getByText('stream_chunk_size: Extra inputs are not permitted').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+S');

  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByRole('heading', { name: /^Bedrock refuses this request/ })).toBeVisible();
  await expect(dialog.getByText(/shortest request that still shows this/)).toBeVisible();
  await inBothThemes(page, 'share', () => expectAccessible(page, '[role="dialog"]'));

  // What is taken out: the key always from the start, each kind with its values and switches.
  await dialog.getByRole('switch', { name: 'Full body' }).click();
  const taken = dialog.getByRole('region', { name: 'What is taken out' });
  await taken.getByRole('button', { name: /^E-mail addresses/ }).click();
  await expect(taken.getByText('jane.doe@acme.io')).toBeVisible();
  const preview = dialog.getByRole('region', { name: 'What is shared' });
  await expect(preview.getByText('person-1@example.com').first()).toBeVisible();
  await taken.getByRole('switch', { name: 'Take out: E-mail addresses' }).click();
  await expect(preview.getByText('jane.doe@acme.io').first()).toBeVisible();
  await expect(preview.getByText(KEY)).toHaveCount(0);

  // The page as a file, and code.
  await dialog.getByRole('radio', { name: /^HTML page/ }).click();
  const html = await saved(() => dialog.getByRole('button', { name: 'Save as' }).click());
  expect(html).toContain("default-src 'none'");
  expect(html).toContain('<svg');
  expect(html).not.toContain(KEY);
  await dialog.getByRole('radio', { name: /^Picture/ }).click();
  await expect(dialog.getByRole('img', { name: /^Bedrock refuses/ })).toBeVisible();
  await dialog.getByRole('radio', { name: /^Python, LiteLLM/ }).click();
  await expect(preview).toContainText('litellm.completion(');
  await expect(preview).not.toContainText(KEY);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('calls leave as OpenTelemetry spans: nothing before it is said, to an address that is allowed, and how it stands', async ({
  strata: { page },
}) => {
  const posted: { path: string; type: string; body: string }[] = [];
  const receiver = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const type = request.headers['content-type'] ?? '';
    posted.push({ path: request.url ?? '', type, body: Buffer.concat(pieces).toString('latin1') });
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  await page.getByRole('button', { name: 'Share' }).waitFor();
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings and help' });
  await dialog.getByRole('button', { name: 'OpenTelemetry' }).click();
  await expect(dialog.getByText('Nothing is sent')).toBeVisible();
  const endpoint = dialog.getByRole('textbox', { name: 'Endpoint' });
  await endpoint.fill('http://collector.example:4318');
  await expect(dialog.getByText(/is not allowed as an endpoint/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Send spans' })).toBeDisabled();
  await endpoint.fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}`);
  await dialog.getByRole('button', { name: 'Send spans' }).click();
  await expect(dialog.getByText('0 sent · 0 waiting')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: /^Send/ }).first().click();
  await expect.poll(() => posted.length, { timeout: 60_000 }).toBe(1);
  expect(posted[0]).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf' });
  expect(posted[0]?.body).toContain('gen_ai.request.model');
  expect(posted[0]?.body).not.toContain('gen_ai.input.messages');
  await page.keyboard.press('Control+,');
  await dialog.getByRole('button', { name: 'OpenTelemetry' }).click();
  await expect(dialog.getByText('1 sent · 0 waiting')).toBeVisible();
  // What leaves can be seen: without what was said, and with it.
  await dialog.getByText('What a span holds').click();
  const span = dialog.getByRole('region', { name: 'Attributes of the span' });
  await expect(span.getByText('gen_ai.request.model')).toBeVisible();
  await expect(span.getByText('gen_ai.input.messages')).toHaveCount(0);
  await dialog.getByRole('checkbox', { name: 'With what was said' }).click();
  await expect(span.getByText('gen_ai.input.messages')).toHaveCount(1);
  await inBothThemes(page, 'settings-telemetry', () => expectAccessible(page, '[role="dialog"]'));
  receiver.close();
});
