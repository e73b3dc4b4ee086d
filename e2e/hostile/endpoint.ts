import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page } from '@playwright/test';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';

export interface HostileEndpoint {
  readonly url: string;
  /** How the next requests are answered. */
  answer: RequestListener;
  close(): Promise<void>;
}

/** An endpoint on loopback that answers as a test says. */
export async function startEndpoint(): Promise<HostileEndpoint> {
  const endpoint = { answer: (() => undefined) as RequestListener };
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    request.resume();
    endpoint.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(endpoint, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** A frame of an invoke stream around a family's JSON. */
export const chunk = (content: object): Buffer => {
  const bytes = Buffer.from(JSON.stringify(content)).toString('base64');
  return Buffer.from(encodeFrame(eventHeaders('chunk'), Buffer.from(JSON.stringify({ bytes }))));
};

/** Sends to an endpoint from here on. */
export async function useEndpoint(page: Page, url: string, silenceS: number): Promise<void> {
  await page.getByRole('button', { name: /^Target:/ }).click();
  await page.getByLabel('Give up after a silence of').fill(String(silenceS));
  await page.getByLabel('Give up after a silence of').press('Enter');
  await page.getByRole('radio', { name: 'Endpoint' }).check();
  await page.getByLabel('URL of a Bedrock runtime endpoint').fill(url);
  await page.getByRole('button', { name: 'Use this endpoint' }).click();
  await expect(page.getByRole('button', { name: 'In use' })).toBeVisible();
  await page.keyboard.press('Escape');
}

/** Sends the request and waits until the send is over. */
export async function sendOnce(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Send/ }).click();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeEnabled();
}
