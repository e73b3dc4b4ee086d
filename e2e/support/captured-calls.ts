import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';

/** The model that captured calls ask. */
export const CAPTURED_MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

/** A proxy before Bedrock that tries again once, and passes the stamp on as LiteLLM does. */
export async function startRetryingProxy(bedrock: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const stamp = String(request.headers['x-strata-exchange'] ?? '');
    const call = (more: object): Promise<Response> =>
      fetch(`${bedrock}/model/${CAPTURED_MODEL}/invoke`, {
        method: 'POST',
        headers: { 'user-agent': 'litellm/1.109.1', 'x-strata-exchange': stamp },
        body: JSON.stringify({
          anthropic_version: 'bedrock-2023-05-31',
          max_tokens: 60,
          messages: [{ role: 'user', content: [{ type: 'text', text: 'Through a proxy' }] }],
          ...more,
        }),
      });
    await (await call({ stream_chunk_size: 8 })).arrayBuffer();
    await (await call({})).arrayBuffer();
    response.setHeader('content-type', 'application/json');
    response.end('{"choices":[{"message":{"role":"assistant","content":"Done."}}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** Starts capturing in Live; the panel that tells programs where to go stays open. `url`: Bedrock's address in it. */
export async function startCapturing(
  page: Page,
): Promise<{ readonly connect: Locator; readonly url: string }> {
  await page.getByRole('radio', { name: 'Live' }).click();
  await page.getByRole('button', { name: 'Start capturing' }).last().click();
  const connect = page.getByRole('dialog', { name: 'Connect a program' });
  const line = await connect.getByText('export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=').innerText();
  return { connect, url: line.split('=')[1] ?? '' };
}

/** A call as a program makes it to the address that Live gives it, with its answer read to the end. */
export async function callAsProgram(
  url: string,
  operation: string,
  body: string,
  signal: AbortSignal | null = null,
): Promise<number> {
  const answer = await fetch(`${url}/model/${CAPTURED_MODEL}/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Boto3/1.40.8 md/Botocore#1.40.8' },
    body,
    signal,
  });
  await answer.arrayBuffer();
  return answer.status;
}
