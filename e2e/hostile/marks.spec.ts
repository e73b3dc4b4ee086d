import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { callAsProgram, startCapturing } from '../support/captured-calls.ts';
import { writeRequest } from '../support/request-text.ts';
import { chunk, startEndpoint, useEndpoint } from './endpoint.ts';

/** Turns what follows it around. */
const RLO = '\u202e';
/** A name as a foreign request, file or endpoint gives it. */
const odd = (name: string): string => `${name}${RLO}gnp`;

const REQUEST = {
  model: 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  max_tokens: 64,
  stream: true,
  messages: [
    { role: 'user', name: odd('name'), content: [{ type: 'text', text: odd('asked'), [odd('member')]: 1 }] },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: odd('call'),
          type: 'function',
          function: { name: odd('tool'), arguments: `{"a":"${odd('b')}"}` },
        },
      ],
    },
    { role: 'tool', tool_call_id: odd('call'), content: odd('result') },
  ],
  tools: [
    {
      type: 'function',
      function: {
        name: odd('tool'),
        description: odd('described'),
        parameters: { type: 'object', properties: { [odd('property')]: { type: 'string' } } },
      },
    },
  ],
  metadata: { user_id: odd('user') },
  [odd('key')]: odd('value'),
  stop: [odd('stop')],
};

const CONFIG = `model_list:
  - model_name: "${odd('alias')}"
    litellm_params:
      model: "bedrock/${odd('model')}"
      "${odd('param')}": "${odd('value')}"
`;

const HAR = {
  log: {
    entries: [
      {
        startedDateTime: '2026-01-01T00:00:00Z',
        request: {
          url: `https://bedrock-runtime.us-east-1.amazonaws.com/model/${encodeURIComponent(odd('m'))}/converse`,
          headers: [{ name: odd('x-name'), value: odd('value') }],
          postData: {
            text: JSON.stringify({ messages: [{ role: 'user', content: [{ text: odd('in') }] }] }),
          },
        },
        response: {
          status: 400,
          headers: [{ name: 'x-amzn-errortype', value: odd('Exception') }],
          content: { mimeType: 'application/json', text: JSON.stringify({ message: odd('message') }) },
        },
      },
    ],
  },
};

/** Texts and labels of the window that hold such a mark as it is; fields to write in keep it. */
const marked = (page: Page): Promise<readonly string[]> =>
  page.evaluate((mark) => {
    const found: string[] = [];
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = all.nextNode(); node; node = all.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element?.closest('textarea, input')) continue;
      const shows =
        node instanceof Element
          ? ['title', 'aria-label', 'alt', 'placeholder'].map((name) => node.getAttribute(name) ?? '')
          : [node.nodeValue ?? ''];
      for (const text of shows)
        if (text.includes(mark)) found.push(`${text} in ${element?.parentElement?.outerHTML.slice(0, 200)}`);
    }
    return found;
  }, RLO);

const drop = (page: Page, name: string, text: string): Promise<void> =>
  page.evaluate(
    ([name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true }),
        );
    },
    [name, text] as const,
  );

test('marks that turn the direction of writing are named wherever a foreign name is shown', {
  tag: '@page',
}, async ({ strata: { page } }) => {
  const clean = (): Promise<void> => expect.poll(() => marked(page)).toEqual([]);
  await writeRequest(page, JSON.stringify(REQUEST, null, 1));
  await expect(page.getByText(`key⟨RLO⟩gnp: Extra inputs are not permitted`).first()).toBeVisible();
  await clean();
  for (const tab of ['Params', 'Conversation', 'curl']) {
    await page.getByRole('tab', { name: tab }).first().click();
    await clean();
  }
  await page.getByRole('button', { name: /^Stage Filter/ }).click();
  await expect(
    page
      .getByRole('dialog', { name: 'Filter' })
      .getByText(/key⟨RLO⟩gnp/)
      .first(),
  ).toBeVisible();
  await clean();
  await page.keyboard.press('Escape');

  // An endpoint names its types, tools and reasons as it likes.
  const endpoint = await startEndpoint();
  endpoint.answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    const tool = { type: 'tool_use', id: odd('id'), name: odd('tool'), input: {} };
    for (const part of [
      { type: 'message_start', message: { id: odd('id'), model: odd('model'), role: 'assistant' } },
      { type: odd('type') },
      { type: 'content_block_start', index: 0, content_block: tool },
      { type: 'message_delta', delta: { stop_reason: odd('reason') }, usage: { output_tokens: 2 } },
    ])
      response.write(chunk(part));
    response.end();
  };
  await useEndpoint(page, endpoint.url, 5);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Tool call tool⟨RLO⟩gnp')).toBeVisible();
  for (const tab of ['Tokens', 'Frames', 'Response']) {
    await page.getByRole('tab', { name: tab }).click();
    await clean();
  }
  await endpoint.close();
  await page.getByRole('radio', { name: 'Compare' }).click();
  await expect(page.getByText(/key⟨RLO⟩gnp/).first()).toBeVisible();
  await clean();

  // Files: what is no such file, a configuration, a log.
  await drop(page, `${odd('junk')}.json`, 'nothing');
  await expect(page.getByText(/junk⟨RLO⟩gnp/).first()).toBeVisible();
  await clean();
  await drop(page, `${odd('config')}.yaml`, CONFIG);
  await page.getByRole('button', { name: /^Proxy: config⟨RLO⟩gnp/ }).click();
  await clean();
  await page.keyboard.press('Escape');
  await drop(page, `${odd('log')}.har`, JSON.stringify(HAR));
  await expect(page.getByRole('button', { name: /^Model: m⟨RLO⟩gnp/ })).toBeVisible();
  await clean();

  // Programs.
  const { url } = await startCapturing(page);
  await page.keyboard.press('Escape');
  const body = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 9, [odd('leak')]: 1 };
  const messages = [{ role: 'user', content: odd('live') }];
  await callAsProgram(url, 'invoke', JSON.stringify({ ...body, messages }));
  await page.getByRole('treegrid', { name: 'Calls' }).getByRole('row').last().click();
  await expect(page.getByRole('region', { name: 'Exchange', exact: true })).toContainText('leak⟨RLO⟩gnp');
  await clean();

  // What is kept of them.
  await page.getByRole('radio', { name: 'History' }).click();
  await page.getByRole('treegrid', { name: 'Kept calls' }).getByRole('row').last().click();
  await expect(page.getByRole('region', { name: 'Exchange', exact: true })).toContainText(
    'InvokeModelWithResponseStream',
  );
  await clean();
});
