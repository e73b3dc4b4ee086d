import { expect, test } from '../support/app.ts';
import { requestText } from '../support/request-text.ts';

test('what is typed and pasted neither stops the window nor leaves credentials behind', async ({
  strata: { page },
}) => {
  const give = (kind: 'paste' | 'drop', size: number): Promise<void> =>
    page.evaluate(
      ([what, length]) => {
        const data = new DataTransfer();
        const text = 'x'.repeat(length);
        if (what === 'paste') data.setData('text/plain', text);
        else data.items.add(new File([text], 'huge.json'));
        const event =
          what === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      },
      [kind, size] as const,
    );
  await expect(page.getByRole('row', { name: /stream_chunk_size/ }).first()).toBeVisible();
  const SAID = { paste: /What you pasted has 10\d/, drop: /huge\.json has 10\d/ } as const;
  for (const kind of ['paste', 'drop'] as const) {
    // Waited for from before: what is said stays for a few seconds only.
    const said = page.getByText(SAID[kind]).waitFor();
    await give(kind, 100 * 1024 * 1024);
    await said;
    await expect(page.getByRole('row', { name: /stream_chunk_size/ }).first()).toBeVisible();
  }

  await page.evaluate(() => {
    const data = new DataTransfer();
    const request = {
      model: 'bedrock/anthropic.claude-3-haiku-20240307-v1:0',
      api_key: ['hunter2-is-my-secret'],
      messages: [{ role: 'user', content: 'Hi' }],
      'user\u202egnp': 'turned\u202earound',
    };
    data.setData('text/plain', JSON.stringify(request));
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByRole('row', { name: /user⟨RLO⟩gnp/ }).first()).toContainText('turned⟨RLO⟩around');
  await expect(page.getByText(/^draft kept/)).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
    'hunter2',
  );
  await page.reload();
  await page.getByRole('tab', { name: 'JSON' }).click();
  const editor = requestText(page);
  await expect(editor).toContainText('claude-3-haiku');
  await expect(editor).not.toContainText('hunter2');
});
