import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { CLAUDE, check, claudeBody, converseBody, NOVA } from './testdata/check.ts';

const SONNET_3 = 'anthropic.claude-3-sonnet-20240229-v1:0';

/** The head of a PNG of so many pixels, as base64. */
function png(width: number, height: number): string {
  const head = new Uint8Array(33);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(head.buffer).setUint32(16, width);
  new DataView(head.buffer).setUint32(20, height);
  return btoa(String.fromCharCode(...head));
}

const native = (data: string): Json => ({
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data },
});
const image = (bytes: string): Json => ({ image: { format: 'png', source: { bytes } } });
const pdf = (name: string, bytes = 'AAAA', format = 'pdf'): Json => ({
  document: { format, name, source: { bytes } },
});
const invoke = (content: readonly Json[]) =>
  check('InvokeModel', CLAUDE, claudeBody({ messages: [{ role: 'user', content }] }));
const converse = (content: readonly Json[], model = CLAUDE) =>
  check(
    'Converse',
    model,
    converseBody({ messages: [{ role: 'user', content: [{ text: 'a' }, ...content] }] }),
  );
const warnings = ({ problems }: ReturnType<typeof check>) => problems.map(({ message }) => message);

describe('an image that is too long for Claude', () => {
  const LONG = 'A'.repeat(5_579_040);

  test('is refused by the length of its base64, where the route has it', () => {
    expect(converse([image(LONG)]).message).toBe(
      'The model returned the following errors: messages.0.content.1.image.source.bytes: image exceeds 5 MB maximum: 5579040 bytes > 5242880 bytes',
    );
    expect(invoke([native(LONG)]).message).toBe(
      'messages.0.content.0.image.source.base64: image exceeds 5 MB maximum: 5579040 bytes > 5242880 bytes',
    );
  });

  test('is found in the result of a tool, and its block can be dropped', () => {
    const { problems } = check(
      'Converse',
      CLAUDE,
      converseBody({
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'assistant', content: [{ toolUse: { toolUseId: 't', name: 'n', input: {} } }] },
          { role: 'user', content: [{ toolResult: { toolUseId: 't', content: [image(LONG)] } }] },
        ],
        toolConfig: { tools: [{ toolSpec: { name: 'n', inputSchema: { json: { type: 'object' } } } }] },
      }),
    );
    expect(problems.map(({ pointer }) => pointer)).toEqual(['/messages/2/content/0/toolResult/content/0']);
  });

  test('passes at the limit, and for models of other houses', () => {
    expect(converse([image('A'.repeat(5_242_880))]).status).toBe(200);
    expect(converse([image(png(8, 8) + LONG)], NOVA).status).toBe(200);
  });
});

describe('sides of an image', () => {
  const MANY = 'image dimensions exceed max allowed size for many-image requests: 2000 pixels';

  test('8,000 pixels are the most', () => {
    expect(converse([image(png(8000, 8000))]).status).toBe(200);
    expect(converse([image(png(10, 8001))]).message).toContain(
      'messages.0.content.1.image.source.bytes: At least one of the image dimensions exceed max allowed size: 8000 pixels',
    );
    expect(invoke([native(png(8001, 10))]).message).toBe(
      'messages.0.content.0.image.source.base64.data: At least one of the image dimensions exceed max allowed size: 8000 pixels',
    );
  });

  test('2,000 where there are more than 20 images', () => {
    const images = (count: number, width: number) =>
      Array.from({ length: count }, () => image(png(width, 9)));
    expect(converse(images(20, 2150)).status).toBe(200);
    expect(converse(images(29, 2000)).status).toBe(200);
    expect(warnings(converse(images(29, 2000)))).toEqual([]);
    expect(converse(images(29, 2001)).message).toContain(MANY);
  });

  test('more than 100 images warn', () => {
    const verdict = converse(Array.from({ length: 101 }, () => image('AAAA')));
    expect([verdict.status, ...warnings(verdict)]).toEqual([
      200,
      'too many images and documents: 101 + 0 > 100',
    ]);
  });
});

describe('documents of a Converse request', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];

  test('more than five are refused, over all messages', () => {
    expect(converse(names.slice(1).map((name) => pdf(name))).status).toBe(200);
    expect(
      converse(
        names.map((name) => pdf(name)),
        NOVA,
      ).message,
    ).toBe("You can't include more than 5 documents in a request.");
  });

  test('two of one name are refused, and one gets another', () => {
    const { message, problems } = converse([pdf('a'), pdf('a')]);
    expect(message).toBe(
      "Messages can't contain duplicate document names. Rename the document and retry your request.",
    );
    expect(problems[0]?.fixes).toEqual([
      { kind: 'set', pointer: '/messages/0/content/2/document/name', value: 'a 2' },
    ]);
  });

  test('one of more than 4.5 MB warns, but for the formats that a model takes larger', () => {
    const large = 'A'.repeat(6_400_000);
    expect(warnings(converse([pdf('a', large)], SONNET_3))).toHaveLength(1);
    expect(warnings(converse([pdf('a', large, 'csv')]))).toHaveLength(1);
    expect(warnings(converse([pdf('a', large)]))).toEqual([]);
    expect(warnings(converse([pdf('a', large, 'docx')], NOVA))).toEqual([]);
  });
});
