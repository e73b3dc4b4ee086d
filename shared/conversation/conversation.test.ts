import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import { agentRequest } from '../testing/agent-request.ts';
import { contextOf } from './context.ts';
import { inputCost } from './cost.ts';
import { readConversation } from './read.ts';

const SONNET_4 = 'anthropic.claude-sonnet-4-20250514-v1:0';

describe('a long request of an agent', () => {
  const { cards, turns, tools } = readConversation(agentRequest(), SONNET_4);

  it('has a card for each message, and all of them in turns', () => {
    expect(cards).toHaveLength(301);
    expect(turns.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))).toEqual([
      ...cards.keys(),
    ]);
    expect(turns.at(1)?.title).toMatch(/^Turn 1: /);
  });

  it('pairs calls with their answers', () => {
    const answers = cards.flatMap((card) => card.answers);
    expect(answers.length).toBeGreaterThan(80);
    for (const { id, paired } of answers) {
      const card = cards.find(({ pointer }) => pointer === paired);
      expect(card?.calls.map((one) => one.id)).toContain(id);
    }
  });

  it('knows pictures, documents, thinking, names and cache marks', () => {
    const media = cards.flatMap((card) => card.media);
    expect(media.find(({ kind }) => kind === 'image')).toMatchObject({
      type: 'image/png',
      width: 64,
      height: 48,
    });
    expect(media.find(({ kind }) => kind === 'document')).toMatchObject({
      name: 'runbook.pdf',
      type: 'application/pdf',
    });
    expect(cards.some(({ thinking }) => thinking)).toBe(true);
    expect(cards[0]).toMatchObject({ role: 'system', cache: '1h' });
    expect(cards[1]?.name).not.toBe('');
  });

  it('has tools with their servers', () => {
    expect(tools).toHaveLength(40);
    expect(new Set(tools.map(({ server }) => server)).size).toBe(4);
    expect(tools.every(({ tokens, line }) => tokens > 20 && line !== '')).toBe(true);
  });
});

describe('Anthropic’s form', () => {
  const { cards, turns } = readConversation(
    {
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Look' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm' },
            { type: 'tool_use', id: 't1', name: 'look', input: { at: 1 } },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'a wall' }] }],
        },
        { role: 'assistant', content: 'A wall.' },
      ],
    },
    SONNET_4,
  );

  it('is read the same way', () => {
    expect(cards.map(({ role, line }) => [role, line])).toEqual([
      ['system', 'Be brief.'],
      ['user', 'Look'],
      ['assistant', ''],
      ['user', 'a wall'],
      ['assistant', 'A wall.'],
    ]);
    expect(cards[3]?.answers).toEqual([{ id: 't1', name: 'look', brief: '', paired: '/messages/1' }]);
  });

  it('counts a tool’s answer to the turn that asked for it', () => {
    expect(turns.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 5],
    ]);
  });
});

it.each([
  {},
  { messages: 7, tools: {} },
  { messages: [null, 3, { role: 4, content: { type: 'image' } }, { content: [[], { type: 'file' }] }] },
  {
    messages: [{ role: 'user', content: [{ type: 'image_url' }, { type: 'tool_result', content: [{}] }] }],
    tools: [null, 'x'],
  },
] as readonly Json[])('odd requests are read without an error (%#)', (request) => {
  expect(() => readConversation(request as never, SONNET_4)).not.toThrow();
});

describe('what fills the context', () => {
  const long = 'The quick brown fox jumps over the lazy dog. '.repeat(150);
  const body = {
    system: [{ text: long }, { cachePoint: { type: 'default' } }],
    messages: [
      { role: 'user', content: [{ text: 'Hello there' }] },
      { role: 'assistant', content: [{ text: 'Hi' }] },
      { role: 'user', content: [{ text: 'Go on' }] },
    ],
    toolConfig: {
      tools: [{ toolSpec: { name: 'mcp__git__log', description: 'd', inputSchema: { json: {} } } }],
    },
  };
  const ask = (before: Json | null, changed: object = {}) =>
    contextOf({
      body: { ...body, ...changed } as never,
      isConverse: true,
      modelId: SONNET_4,
      release: '1.109.1',
      before: before as never,
    });

  it('stands in the order in which the model reads it, and adds up', () => {
    const { segments, total, servers } = ask(null);
    expect(segments.map(({ label }) => label)).toEqual(['Tools', 'System', 'Turn 1', 'Turn 2']);
    const sum = segments.reduce((all, { tokens }) => all + tokens, 0);
    expect(Math.abs(sum - total)).toBeLessThan(20);
    expect(servers).toMatchObject([{ name: 'git', tools: 1 }]);
  });

  it('has the thinking of earlier answers beside it, in either form', () => {
    const thought = 'First I look at the pool, then at the queue.';
    const answer = (block: object) => ({
      messages: [{ role: 'assistant', content: [block, { text: 'x' }] }],
    });
    expect(ask(null).thinking).toEqual({ blocks: 0, tokens: 0 });
    const { thinking } = ask(null, answer({ reasoningContent: { reasoningText: { text: thought } } }));
    expect(thinking).toEqual({ blocks: 1, tokens: expect.any(Number) });
    expect(thinking.tokens).toBeGreaterThan(8);
    expect(ask(null, answer({ type: 'thinking', thinking: thought })).thinking).toEqual(thinking);
    const hidden = ask(null, answer({ type: 'redacted_thinking', data: 'AAAA' }));
    expect(hidden.thinking).toEqual({ blocks: 1, tokens: 0 });
  });

  it('is cached up to the last cache point that is long enough', () => {
    const { segments, points } = ask(null);
    expect(points).toMatchObject([{ works: true, ttl: '5m', hits: null }]);
    expect(segments.map(({ cached, tokens }) => cached === tokens)).toEqual([true, true, false, false]);
    const short = ask(null, { system: [{ text: 'short' }, { cachePoint: { type: 'default' } }] });
    expect(short.points).toMatchObject([{ works: false }]);
    expect(short.segments.every(({ cached }) => cached === 0)).toBe(true);
  });

  it('costs less the second time', () => {
    const cost = inputCost(ask(null));
    expect(cost?.again).toBeLessThan(cost?.first ?? 0);
  });

  it('says which cache point an earlier request still serves, and where the two part', () => {
    expect(ask(body)).toMatchObject({ differs: null, points: [{ hits: true }] });
    expect(ask({ ...body, messages: body.messages.slice(0, 1) })).toMatchObject({
      differs: 'Turn 1',
      points: [{ hits: true }],
    });
    expect(ask({ ...body, system: [{ text: `${long}!` }, { cachePoint: {} }] })).toMatchObject({
      differs: 'System',
      points: [{ hits: false }],
    });
  });
});

it('arguments and results that a program wrote in escapes show their characters; other text stays as it is', () => {
  const { cards } = readConversation(
    {
      messages: [
        { role: 'user', content: String.raw`write \u00e9 in C` },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 't1',
              type: 'function',
              function: { name: 'at', arguments: String.raw`{"at": "\u6771\u202e"}` },
            },
          ],
        },
        { role: 'tool', tool_call_id: 't1', content: String.raw`{"sky": "\ud83c\udf24"}` },
      ],
    },
    SONNET_4,
  );
  expect(cards.map(({ line, calls }) => [line, ...calls.map(({ brief }) => brief)])).toEqual([
    [String.raw`write \u00e9 in C`],
    ['', String.raw`{"at": "東\u202e"}`],
    ['{"sky": "🌤"}'],
  ]);
});
