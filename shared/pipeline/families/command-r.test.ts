import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { transform } from '../transform.ts';

const ASKED: Json = [
  { role: 'user', content: 'Weather in Rome?' },
  {
    role: 'assistant',
    content: 'I look.',
    tool_calls: [
      { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city": "Rome"}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'c1', content: '22 C' },
];

const run = (more: JsonObject, messages: Json = ASKED) =>
  transform({
    api: 'chat',
    request: { model: 'bedrock/cohere.command-r-v1:0', messages, ...more },
    profile: 'litellm-1.109',
  });

/** What the ledger says of a pointer of the body: the rule, and the incoming values. */
const originOf = (pointer: string) =>
  run({}).ledger.entries.flatMap((entry) =>
    entry.to?.part === 'body' && entry.to.pointer === pointer ? [[entry.rule.id, entry.from]] : [],
  );

const CALL = ['/messages/2/tool_call_id', '/messages/1/tool_calls/0/id', '/messages/1/tool_calls/0/function'];
const OUTPUT = ['/messages/2/role', '/messages/2/content'];

describe('Command R', () => {
  it('makes a tool’s answer an entry of the history, and each part of it tells what it is from', () => {
    expect(run({})).toMatchObject({
      outgoing: {
        body: {
          message: 'Weather in Rome?\n\nI look.',
          chat_history: [
            { call: { name: 'weather', parameters: { city: 'Rome' } }, outputs: [{ result: '22 C' }] },
          ],
        },
      },
    });
    expect(originOf('/chat_history')).toEqual([['build.command-r.history', []]]);
    expect(originOf('/chat_history/0')).toEqual([['build.command-r.tool-result', [...CALL, ...OUTPUT]]]);
    expect(originOf('/chat_history/0/call')).toEqual([['build.command-r.tool-result', CALL]]);
    expect(originOf('/chat_history/0/outputs')).toEqual([['build.command-r.tool-result', OUTPUT]]);
  });

  it('says of a tool call only what went neither into the message nor into the history', () => {
    const unsaid = run({}).ledger.entries.flatMap((entry) =>
      entry.rule.id === 'build.prompt-unsaid' ? entry.from : [],
    );
    expect(unsaid).toEqual(['/messages/0/role', '/messages/1/role', '/messages/1/tool_calls/0/type']);
  });

  it('writes a history of its own over that of the call, with tool results or without', () => {
    for (const messages of [ASKED, [{ role: 'user', content: 'hi' }]]) {
      const result = run({ chat_history: [{ role: 'USER', message: 'mine' }] }, messages);
      expect(JSON.stringify(result)).not.toContain('mine');
      const fates = result.ledger.entries.filter(({ from }) => from.includes('/chat_history'));
      expect(fates.map(({ rule, to }) => [rule.id, to])).toEqual([
        ['build.command-r.history-overridden', null],
      ]);
    }
  });

  it.each([
    'documents',
    'search_queries_only',
    'preamble',
    'p',
    'k',
    'prompt_truncation',
    'return_prompt',
    'tool_results',
    'stop_sequences',
    'raw_prompting',
  ])('takes its own parameter %s, which is no leak', (name) => {
    const entries = run({ [name]: 1, [`${name}_odd`]: 1 }).ledger.entries;
    const ruleOf = (key: string) => entries.find(({ from }) => from.includes(`/${key}`))?.rule.id;
    expect(ruleOf(name)).toBe('filter.forwarded');
    expect(ruleOf(`${name}_odd`)).toBe('filter.leaked-unknown');
  });
});
