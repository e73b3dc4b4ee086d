import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './support/axe.ts';
import { CHROMIUM_FLAGS, setting } from './support/environment.ts';
import { serve } from './support/served.ts';
import { expect, test } from './support/worker.ts';

const config = (chunkSize: number) => `include: [more.yaml]
model_list:
  - model_name: claude-invoke
    litellm_params:
      model: bedrock/invoke/anthropic.claude-sonnet-4-5-20250929-v1:0
      aws_access_key_id: os.environ/AWS_KEY
      temperature: 0.3
      stream_chunk_size: ${chunkSize}
litellm_settings:
  drop_params: true
  context_window_fallbacks: [{ claude-invoke: [spare] }]
`;

const MORE = `model_list:
  - model_name: claude-invoke
    litellm_params:
      model: bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0
  - model_name: spare
    litellm_params:
      model: bedrock/us.amazon.nova-pro-v1:0
`;

const call = `curl https://proxy.test/v1/chat/completions -H "Authorization: Bearer sk-1" -H 'anthropic-beta: context-1m-2025-08-07' -d '{"model": "claude-invoke", "messages": [{"role": "user", "content": "hi"}], "temperature": 0.7, "max_tokens": 50, "stream": true}'`;

/** Drops files onto the window, all at once. */
const drop = (page: Page, files: Readonly<Record<string, string>>) =>
  page.evaluate((texts) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(texts)) dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);

test('a client’s call is shown through a proxy’s configuration, which is followed on disk', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'strata-e2e-')), 'config.yaml');
  writeFileSync(file, config(512));
  writeFileSync(path.join(path.dirname(file), 'more.yaml'), MORE);
  const served = await serve('--config', file);
  const browser = await chromium.launch({
    executablePath: setting('STRATA_CHROMIUM'),
    args: [...CHROMIUM_FLAGS],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(served.link);
    await expect(page.getByRole('button', { name: 'Proxy: config.yaml' })).toBeVisible();
    await page.getByRole('tab', { name: 'curl' }).click();
    const place = page.getByLabel(/Paste a curl command/);
    await place.focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, call);
    await page.getByRole('tab', { name: 'Params' }).click();
    const chunk = page.getByRole('row', { name: /stream_chunk_size/ }).first();
    await expect(chunk).toContainText('L8');
    await expect(chunk).toContainText('512');
    await expect(chunk).toContainText('leaked');
    await page
      .getByRole('row', { name: /^temperature/ })
      .first()
      .click();
    await expect(page.getByText('the client (over line 7)')).toBeVisible();
    await expectAccessibleInBothThemes(page, 'proxy');

    writeFileSync(file, config(2048));
    await expect(chunk).toContainText('2048');

    await page.getByRole('button', { name: /^Stage Proxy/ }).click();
    const stage = page.getByRole('dialog', { name: 'Proxy' });
    await expect(stage).toContainText('drop_params: true');
    await expect(stage).toContainText('2 deployments have this name');
    await expect(stage).toContainText('context_window_fallbacks → spare, line 11');
    await stage.getByRole('button', { name: 'Show what this fallback sends' }).click();
    await expect(stage).toContainText('model_name “spare”, line 5 of more.yaml; only when the others fail');
    await expectAccessibleInBothThemes(page, 'proxy-fallback');
    await stage.getByRole('button', { name: 'Back to the deployment that is asked first' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Proxy: config.yaml' }).click();
    const popup = page.getByRole('dialog', { name: 'Proxy configuration' });
    await expect(popup).toContainText('os.environ/AWS_KEY');
    await expectAccessibleInBothThemes(page, 'proxy-configuration');
    await expect(popup).toContainText('Includes more.yaml');
    await popup.getByRole('radio', { name: /converse/ }).click();
    await page.keyboard.press('Escape');
    await expect(chunk).toBeHidden();

    await drop(page, { 'models.yaml': MORE, 'team.yaml': 'include: [models.yaml, sub/extra.yaml]\n' });
    await page.getByRole('button', { name: 'Proxy: team.yaml' }).click();
    await expect(popup).toContainText('sub/extra.yaml is named here and is not at hand');
    await expect(popup.getByRole('button', { name: 'Add sub/extra.yaml …' })).toBeVisible();
    await drop(page, { 'extra.yaml': 'litellm_settings: { drop_params: true }\n' });
    await expect(popup).toContainText('Includes models.yaml, sub/extra.yaml');
    await expect(popup.getByRole('button', { name: 'Open another …' })).toBeVisible();
  } finally {
    await browser.close();
    expect(await served.stop()).toBe(0);
  }
});
