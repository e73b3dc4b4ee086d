import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { estimateTokens } from './estimate.ts';
import { pagesOf } from './media.ts';
import type { Prompt } from './prompt.ts';
import { readChatPrompt, readConversePrompt, readMessagesPrompt } from './read.ts';

/** Parts as short words: the kind, and what it holds. */
const parts = ({ parts: all }: Prompt): readonly string[] =>
  all.map((part) => {
    const { kind, ...rest } = part;
    return [kind, ...Object.values(rest)].join(' ').trimEnd();
  });

const PDF = btoa('%PDF-1.4 /Type /Page /Type/Page /Type /Pages');
const ZIP = btoa('PK\x03\x04 and so on');

it('an earlier answer is marked as thought up to its last </think>, in both forms; a question is not', () => {
  const told = (role: string) => ({
    messages: [{ role, content: [{ text: 'a' }, { text: '<think>b</think>c' }] }],
  });
  const marked = ['message', 'text a true', 'text <think>b</think> true', 'text c'];
  expect(parts(readConversePrompt(told('assistant')))).toEqual(marked);
  expect(parts(readChatPrompt(told('assistant')))).toEqual(marked);
  const plain = ['message', 'text a', 'text <think>b</think>c'];
  expect(parts(readConversePrompt(told('user')))).toEqual(plain);
  expect(parts(readChatPrompt(told('user')))).toEqual(plain);
});

describe('Converse', () => {
  const block = (one: JsonObject): readonly string[] =>
    parts(readConversePrompt({ messages: [{ content: [one] }] })).slice(1);

  it.each<[string, JsonObject, readonly string[]]>([
    ['text', { text: 'a' }, ['text a']],
    ['an empty text', { text: '' }, []],
    ['a cache point', { cachePoint: { type: 'default' } }, ['cache-point 5m']],
    ['a long cache point', { cachePoint: { ttl: '1h' } }, ['cache-point 1h']],
    ['a picture', { image: { source: { bytes: '' } } }, ['image']],
    ['a film', { video: { source: { bytes: 'AAAA' } } }, ['video 3']],
    [
      'a PDF',
      { document: { source: { bytes: PDF } } },
      [`document pdf 2 ${Math.floor((PDF.length * 3) / 4)}`],
    ],
    [
      'a zipped document',
      { document: { source: { bytes: ZIP } } },
      [`document zip 0 ${Math.floor((ZIP.length * 3) / 4)}`],
    ],
    ['a document of text', { document: { source: { text: 'a' } } }, ['text a']],
    ['guarded text', { guardContent: { text: { text: 'a' } } }, ['text a']],
    ['a tool call', { toolUse: { name: 'f', input: { a: 1 } } }, ['call f {"a":1}']],
    [
      'a result of texts and JSON',
      { toolResult: { content: [{ text: 'a' }, { json: [1] }] } },
      ['result [1] a'],
    ],
    ['a result with a picture', { toolResult: { content: [{ image: {} }] } }, ['result', 'image']],
    ['a result that is no list', { toolResult: { content: { json: 'x' } } }, ['result x']],
    ['anything else', { reasoningContent: {} }, []],
  ])('%s', (_, one, expected) => {
    expect(block(one)).toEqual(expected);
  });

  it('tools and system with cache points between, a schema, citations', () => {
    const prompt = readConversePrompt({
      toolConfig: {
        tools: [{ toolSpec: { name: 'f', inputSchema: { json: {} } } }, { cachePoint: { ttl: '1h' } }],
        toolChoice: { tool: { name: 'f' } },
      },
      system: [{ text: 's' }, { cachePoint: {} }],
      messages: [{ content: [{ document: { citations: { enabled: true }, source: { text: 'x' } } }] }],
      outputConfig: { textFormat: { structure: { jsonSchema: { schema: '{}' } } } },
    });
    expect(parts(prompt)).toEqual([
      'tool f  {}',
      'cache-point 1h',
      'system s',
      'cache-point 5m',
      'message',
      'text x',
    ]);
    expect(prompt).toMatchObject({ forced: true, citations: true, schema: '{}' });
  });

  it.each<[JsonObject, boolean]>([
    [{ thinking: { type: 'enabled' } }, true],
    [{ thinking: { type: 'disabled' } }, false],
    [{ thinking: { type: 'adaptive' } }, false],
    [{ reasoning_config: { type: 'enabled' } }, true],
    [{ reasoningConfig: { type: 'enabled' } }, true],
    [{}, false],
  ])('fields %j: thinking is %s', (additionalModelRequestFields, thinking) => {
    expect(readConversePrompt({ additionalModelRequestFields }).thinking).toBe(thinking);
  });
});

describe('Anthropic’s Messages', () => {
  const cached = { cache_control: { type: 'ephemeral' } };
  const block = (one: JsonObject): readonly string[] =>
    parts(readMessagesPrompt({ messages: [{ content: [one] }] })).slice(1);

  it.each<[string, JsonObject, readonly string[]]>([
    ['a cached text', { type: 'text', text: 'a', ...cached }, ['text a', 'cache-point 5m']],
    ['a cached picture', { type: 'image', source: { data: '' }, ...cached }, ['image', 'cache-point 5m']],
    ['a document of text', { type: 'document', source: { type: 'text', data: 'a' } }, ['text a']],
    [
      'a PDF',
      { type: 'document', source: { type: 'base64', data: PDF } },
      [`document pdf 2 ${Math.floor((PDF.length * 3) / 4)}`],
    ],
    [
      'a tool call',
      { type: 'tool_use', name: 'f', input: { a: 1 }, ...cached },
      ['call f {"a":1}', 'cache-point 5m'],
    ],
    ['a result in words', { type: 'tool_result', content: 'a' }, ['result  a']],
    [
      'a result in blocks',
      { type: 'tool_result', content: [{ type: 'text', text: 'a' }, { type: 'image' }] },
      ['result  a', 'image'],
    ],
  ])('%s', (_, one, expected) => {
    expect(block(one)).toEqual(expected);
  });

  it('tools, system and a schema in either place', () => {
    const body = {
      tools: [{ name: 'f', description: 'd', input_schema: {}, ...cached }, { name: 'g' }],
      system: [{ type: 'text', text: 's', ...cached }],
      messages: [{ content: 'hi' }],
      tool_choice: { type: 'tool' },
      thinking: { type: 'enabled' },
    };
    const prompt = readMessagesPrompt({ ...body, output_format: { schema: { a: 1 } } });
    expect(parts(prompt)).toEqual([
      'tool f d {}',
      'cache-point 5m',
      'tool g',
      'system s',
      'cache-point 5m',
      'message',
      'text hi',
    ]);
    expect(prompt).toMatchObject({ forced: true, thinking: true, schema: '{"a":1}' });
    expect(readMessagesPrompt({ output_config: { format: { schema: {} } } }).schema).toBe('{}');
    expect(readMessagesPrompt({ system: 's' }).schema).toBeNull();
  });
});

describe('chat completions', () => {
  it('pictures, texts, calls', () => {
    const prompt = readChatPrompt({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a' },
            { image_url: { url: 'data:image/png;base64,AAAA' } },
            { image_url: 'data:,BBBB' },
          ],
        },
        { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{}' } }] },
      ],
      tool_choice: 'required',
    });
    expect(parts(prompt)).toEqual(['message', 'text a', 'image', 'image', 'message', 'call f {}']);
    expect(prompt.forced).toBe(true);
    expect(readChatPrompt({ tool_choice: 'auto' }).forced).toBe(false);
  });
});

describe('sizes of pictures', () => {
  const size = (bytes: readonly number[]): readonly string[] =>
    parts(
      readConversePrompt({
        messages: { content: { image: { source: { bytes: btoa(String.fromCharCode(...bytes)) } } } },
      }),
    ).slice(1);
  const ascii = (text: string): number[] => [...text].map((c) => c.charCodeAt(0));
  const filled = (bytes: number[], to = 40): number[] => [
    ...bytes,
    ...new Array<number>(Math.max(0, to - bytes.length)).fill(0),
  ];
  const webp = (chunk: string, rest: number[]): number[] =>
    filled([...ascii('RIFF'), 0, 0, 0, 0, ...ascii(`WEBP${chunk}`), ...rest]);

  it.each<[string, number[], string]>([
    ['GIF', filled([...ascii('GIF89a'), 0x40, 1, 0xf0, 0]), 'image 320 240'],
    [
      'JPEG behind another segment',
      filled([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 240, 1, 64]),
      'image 320 240',
    ],
    ['JPEG without a frame', filled([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), 'image'],
    ['JPEG that is damaged', filled([0xff, 0xd8, 1]), 'image'],
    ['WebP, lossy', webp('VP8 ', [...new Array<number>(10).fill(0), 64, 1, 240, 0]), 'image 320 240'],
    ['WebP, extended', webp('VP8X', [...new Array<number>(8).fill(0), 63, 1, 0, 239, 0, 0]), 'image 320 240'],
    ['WebP, lossless', webp('VP8L', [0, 0, 0, 0, 0, 0x3f, 0xc1, 0x3b, 0]), 'image 320 240'],
    ['WebP of another kind', webp('ANIM', []), 'image'],
    ['something else', filled(ascii('BM')), 'image'],
    ['too little', [1, 2], 'image'],
  ])('%s', (_, bytes, expected) => {
    expect(size(bytes)).toEqual([expected]);
  });

  it('counts the pages of a PDF, one where it cannot be read', () => {
    expect(pagesOf(PDF)).toBe(2);
    expect(pagesOf('JVBERi%%%')).toBe(1);
    expect(pagesOf(ZIP)).toBe(0);
  });
});

describe('the estimate of', () => {
  const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
  const total = (body: JsonObject, model = MODEL): number =>
    estimateTokens(readConversePrompt(body), model).total;
  const says = (...content: JsonObject[]): JsonObject => ({ messages: [{ content }] });

  it('thinking, citations and a schema is larger', () => {
    const plain = says({ text: 'hi' });
    for (const more of [
      { additionalModelRequestFields: { thinking: { type: 'enabled' } } },
      { outputConfig: { textFormat: { structure: { jsonSchema: { schema: '{"type":"object"}' } } } } },
    ]) {
      expect(total({ ...plain, ...more })).toBeGreaterThan(total(plain));
    }
    const cites = (enabled: boolean): JsonObject =>
      says({ document: { citations: { enabled }, source: { text: 'x' } } });
    expect(total(cites(true))).toBeGreaterThan(total(cites(false)));
  });

  it('documents and films grows with them, of cache points not', () => {
    const document = (bytes: string): JsonObject => says({ text: 'hi' }, { document: { source: { bytes } } });
    expect(total(document(PDF))).toBeGreaterThan(total(document('')));
    expect(total(document(btoa('x'.repeat(9000))))).toBeGreaterThan(2000);
    const video = (bytes: string): number =>
      total(says({ video: { source: { bytes } } }), 'us.amazon.nova-pro-v1:0');
    expect(video('A'.repeat(4_000_000))).toBeGreaterThan(video('A'.repeat(400_000)));
    expect(total(says({ text: 'hi' }, { cachePoint: {} }))).toBe(total(says({ text: 'hi' })));
  });
});
