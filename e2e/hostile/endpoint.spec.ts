import { expect, test } from '../support/app.ts';
import { chunk, sendOnce, startEndpoint, useEndpoint } from './endpoint.ts';

test('nothing that an endpoint answers stops the window or the next send', async ({ strata: { page } }) => {
  const endpoint = await startEndpoint();
  await page.getByRole('button', { name: 'Switch to LiteLLM 1.90' }).click();
  await useEndpoint(page, endpoint.url, 2);
  const stream = page.getByRole('region', { name: 'Answer', exact: true });

  // Names that every object has, an event of such a name, and usage that is nested without end.
  endpoint.answer = (_, response) => {
    for (const type of ['__proto__', 'constructor', 'valueOf', 'hasOwnProperty'])
      response.write(chunk({ type }));
    response.write(
      chunk({ type: 'message_delta', usage: JSON.parse(`${'[{"usage":'.repeat(400)}1${'}]'.repeat(400)}`) }),
    );
    response.end(
      chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Still here.' } }),
    );
  };
  await sendOnce(page);
  await expect(stream).toContainText('Still here.');

  // Marks that turn the direction of writing stay inside of what they came in, or are named.
  endpoint.answer = (_, response) => {
    response.writeHead(400, {
      'content-type': 'application/json',
      'x-amzn-errortype': 'ValidationException',
    });
    response.end(JSON.stringify({ message: 'a\u202egnp.b is not valid' }));
  };
  await sendOnce(page);
  await expect(page.getByText('a⟨RLO⟩gnp.b is not valid').first()).toBeVisible();

  // Silence is counted, and given up after the limit.
  endpoint.answer = () => undefined;
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('timer')).toContainText(/\d s, gives up after 2 s/);
  await expect(stream).toContainText('sent nothing for 2 s');

  // Text without an end, where frames should be.
  endpoint.answer = (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('endless words '.repeat(5_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  await sendOnce(page);
  await expect(stream).toContainText('ForeignAnswer');

  endpoint.answer = (_, response) => {
    response.end(
      Buffer.concat([
        chunk({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'All is well.' } }),
        chunk({ type: 'message_delta', delta: { stop_reason: 'end_turn' } }),
      ]),
    );
  };
  await sendOnce(page);
  await expect(stream).toContainText('All is well.');
  await expect(page.getByRole('alert')).not.toContainText('failed');
  await endpoint.close();
});
