import { describe, expect, it } from 'vitest';
import { estimateTokens } from './estimate.ts';
import { EMPTY_PROMPT } from './prompt.ts';
import { readChatPrompt, readConversePrompt, readMessagesPrompt, readTextPrompt } from './read.ts';
import { textTokens } from './text.ts';

const SONNET_4 = 'anthropic.claude-sonnet-4-20250514-v1:0';
const converse = (text: string) => ({ messages: [{ role: 'user', content: [{ text }] }] });
const weather = {
  toolSpec: {
    name: 'get_weather',
    description: 'Get the weather for a location',
    inputSchema: { json: { type: 'object', properties: { location: { type: 'string' } } } },
  },
};
const within = (estimate: number, recorded: number): void => {
  expect(Math.abs(estimate - recorded) / recorded, `${estimate} for ${recorded}`).toBeLessThanOrEqual(0.15);
};

describe('what CountTokens answered on record is met within 15 %', () => {
  it.each([
    [11, 'Hello, world!'],
    [19, 'The quick brown fox jumps over the lazydog.'],
  ])('%i tokens for “%s”', (recorded, text) => {
    within(estimateTokens(readConversePrompt(converse(text)), SONNET_4).total, recorded);
  });

  it('a system prompt on the invoke form', () => {
    const body = {
      system: 'You are helpful.',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'How many tokens is this sentence?' }] }],
    };
    within(estimateTokens(readMessagesPrompt(body), SONNET_4).total, 18);
  });

  it('a tool, with the instruction that comes with it', () => {
    const body = {
      ...converse('What is the weather in Paris?'),
      toolConfig: { tools: [weather], toolChoice: { auto: {} } },
    };
    within(estimateTokens(readConversePrompt(body), SONNET_4).total, 375);
  });
});

describe('input tokens in recorded answers are met within 15 %', () => {
  it.each([
    ['anthropic.claude-3-sonnet-20240229-v1:0', 12, 'Say this is a test'],
    ['us.anthropic.claude-sonnet-4-6', 14, 'What is 2+2?'],
    ['amazon.nova-micro-v1:0', 5, 'Say this is a test'],
    ['us.amazon.nova-2-lite-v1:0', 53, 'Hello there, how are you'],
    ['meta.llama3-8b-instruct-v1:0', 21, 'What is the capital of France?'],
    ['openai.gpt-oss-120b-1:0', 74, 'What is the capital of France?'],
    ['ai21.jamba-1-5-mini-v1:0', 17, 'What is the capital of France?'],
  ])('%s: %i', (model, recorded, text) => {
    within(estimateTokens(readConversePrompt(converse(text)), model).total, recorded);
  });

  it('counts a tool that the service runs without the instruction for tools of the caller', () => {
    const body = {
      ...converse('Search the web: what is the latest stable Ruby version? Cite your source.'),
      toolConfig: { tools: [{ systemTool: { name: 'nova_grounding' } }] },
    };
    within(estimateTokens(readConversePrompt(body), 'us.amazon.nova-2-lite-v1:0').total, 141);
  });

  it.each([
    [
      'us.deepseek.r1-v1:0',
      33,
      'How do I cross the street?',
      'Considering the way to cross the street, analogously, how do I cross the river?',
    ],
    [
      'qwen.qwen3-32b-v1:0',
      39,
      'Reply with the single word: ok',
      'Validation feedback:\nPlease return text.\n\nFix the errors and try again.',
    ],
  ])('%s leaves out what an earlier answer thought in plain words: %i', (model, recorded, asked, then) => {
    const thought = 'I have to think of crosswalks, of lights and of those who drive. '.repeat(20);
    const turn = (role: string) => ({
      messages: [
        { role: 'user', content: [{ text: asked }] },
        { role, content: [{ text: 'I look.' }, { text: `<think>${thought}</think>` }] },
        { role: 'user', content: [{ text: then }] },
      ],
    });
    within(estimateTokens(readConversePrompt(turn('assistant')), model).total, recorded);
    expect(estimateTokens(readConversePrompt(turn('user')), model).total).toBeGreaterThan(250);
    expect(estimateTokens(readConversePrompt(turn('assistant')), SONNET_4).total).toBeGreaterThan(250);
  });

  it('words in capitals fall into pieces', () => {
    const line = 'YOU MUST USE TOOLS WHEN REQUIRED AND THEN ANSWER WITH ONLY THE TOOL RESULT.\n';
    within(estimateTokens(readTextPrompt(line.repeat(100)), 'us.amazon.nova-lite-v1:0', true).total, 2098);
  });

  it('a raw prompt has no template around it', () => {
    const prompt = readTextPrompt('Say this is a test');
    expect(estimateTokens(prompt, 'meta.llama3-8b-instruct-v1:0', true).total).toBe(5);
    within(
      estimateTokens(readTextPrompt('\n\nHuman: Hi\n\nAssistant:'), 'anthropic.claude-v2', true).total,
      14,
    );
  });
});

describe('media', () => {
  const png = (width: number, height: number): string => {
    const bytes = new Uint8Array(40);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
    new DataView(bytes.buffer).setUint32(16, width);
    new DataView(bytes.buffer).setUint32(20, height);
    return btoa(String.fromCharCode(...bytes));
  };
  const image = (data: string) => ({
    messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'base64', data } }] }],
  });

  it('costs Claude a token for 750 pixels, up to a limit', () => {
    const cost = (data: string): number => estimateTokens(readMessagesPrompt(image(data)), SONNET_4).total;
    within(cost(png(640, 480)), 423);
    expect(cost(png(8000, 8000))).toBe(cost(png(4000, 4000)));
  });

  it('of unreadable bytes costs as much as a large one', () => {
    for (const data of ['%%%', `${'='.repeat(200_000)}x`])
      expect(estimateTokens(readMessagesPrompt(image(data)), SONNET_4).total).toBeGreaterThan(1500);
  });

  it('costs Nova the same whatever its size', () => {
    const body = (bytes: string) => ({
      messages: [{ role: 'user', content: [{ image: { source: { bytes } } }] }],
    });
    const cost = (data: string): number =>
      estimateTokens(readConversePrompt(body(data)), 'us.amazon.nova-pro-v1:0').total;
    expect(cost(png(540, 360))).toBe(cost(png(3008, 2000)));
    within(cost(png(540, 360)), 1825);
  });
});

describe('the estimate', () => {
  it('grows with tools, calls, results and forced choices', () => {
    const sonnet = (body: object): number =>
      estimateTokens(readConversePrompt(body as never), 'anthropic.claude-sonnet-4-5-20250929-v1:0').total;
    const plain = converse('What is the weather in Paris?');
    const tools = { tools: [weather] };
    expect(sonnet({ ...plain, toolConfig: { ...tools, toolChoice: { any: {} } } })).toBeGreaterThan(
      sonnet({ ...plain, toolConfig: tools }),
    );
    const call = {
      role: 'assistant',
      content: [{ toolUse: { name: 'get_weather', input: { location: 'Paris' } } }],
    };
    const result = { role: 'user', content: [{ toolResult: { content: [{ text: 'Sunny' }] } }] };
    expect(sonnet({ messages: [...plain.messages, call, result], toolConfig: tools })).toBeGreaterThan(
      50 + sonnet({ ...plain, toolConfig: tools }),
    );
  });

  it('reads chat completions with their tools', () => {
    const { parts } = readChatPrompt({
      tools: [{ function: { name: 'f' } }],
      messages: [
        { role: 'tool', content: 'x' },
        { role: 'user', content: 'hi' },
      ],
    });
    expect(parts.map(({ kind }) => kind)).toEqual(['tool', 'message', 'result', 'message', 'text']);
  });

  it('is never below one and passes over what it cannot read', () => {
    expect(estimateTokens(EMPTY_PROMPT, 'amazon.nova-micro-v1:0').total).toBe(1);
    expect(readConversePrompt({ messages: 7, system: null, toolConfig: [1] }).parts).toEqual([]);
  });

  it('is in proportion to the text', () => {
    expect(textTokens('One two three, four! '.repeat(1000))).toBe(1000 * textTokens('One two three, four! '));
  });
});
