import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { leafPointers } from '../json/pointer.ts';
import { readJson } from '../json/read-json.ts';
import type { Api } from '../pipeline/call/result.ts';
import { leafFates, leafOrigins } from '../pipeline/ledger/leaves.ts';
import { replay } from '../pipeline/ledger/replay.ts';
import { transform } from '../pipeline/transform.ts';
import { LazyText } from '../text/lazy-text.ts';
import { judge } from '../validation/target.ts';
import { transformAsProfile, transformJudged } from './transform-as-profile.ts';

const messages = [{ role: 'user', content: 'Hi' }];

function strictly(request: JsonObject, api: Api = 'chat') {
  const result = transformAsProfile({ api, request, profile: 'strict' });
  if (result.kind !== 'outgoing') throw new Error(result.kind);
  const { outgoing, ledger } = result;
  const verdict = judge(outgoing, new LazyText(JSON.stringify(outgoing.body)));
  return { body: outgoing.body, ledger, verdict };
}

const CASES: readonly (readonly [string, Api, JsonObject, string])[] = [
  [
    'the second of two samplers that exclude each other',
    'chat',
    {
      model: 'bedrock/invoke/us.anthropic.claude-haiku-4-5-20251001-v1:0',
      messages,
      temperature: 0.2,
      top_p: 0.5,
    },
    '/top_p',
  ],
  [
    'the same on Converse',
    'chat',
    {
      model: 'bedrock/converse/us.anthropic.claude-haiku-4-5-20251001-v1:0',
      messages,
      temperature: 0.2,
      top_p: 0.5,
    },
    '/top_p',
  ],
  [
    'stop sequences of a model that takes none',
    'chat',
    { model: 'bedrock/converse/openai.gpt-oss-20b-1:0', messages, stop: ['END'] },
    '/stop',
  ],
  [
    'thinking of a model that does not think',
    'messages',
    {
      model: 'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0',
      messages,
      max_tokens: 4000,
      thinking: { type: 'enabled', budget_tokens: 1024 },
    },
    '/thinking',
  ],
];

describe('the strict profile', () => {
  it.each(CASES)('leaves out %s', (_, api, request, lost) => {
    const { body, ledger, verdict } = strictly(request, api);
    expect(verdict.status).toBe(200);
    const dropped = [...leafFates(request, ledger)].filter(([, { rule }]) => rule.fate === 'dropped');
    expect(dropped.map(([leaf]) => leaf)).not.toEqual([]);
    expect(dropped.every(([leaf]) => leaf.startsWith(lost))).toBe(true);
    expect(leafFates(request, ledger).size).toBe(leafPointers(request).length);
    expect(leafOrigins(body, ledger).size).toBe(leafPointers(body).length);
    expect(replay(request, ledger)).toEqual(body);
  });

  it.each(CASES)('leaves out the same today as without a day: %s', (_, api, request) => {
    const input = { api, request, profile: 'strict' } as const;
    const { result, judged } = transformJudged(input, { asOf: '2026-11-27' });
    expect(result).toEqual(transformAsProfile(input));
    if (result.kind === 'outgoing')
      expect(JSON.parse(judged?.written.text ?? '')).toEqual(result.outgoing.body);
  });

  it('sends the longest answer that the model gives where a longer one is asked for', () => {
    const request = {
      model: 'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0',
      messages,
      max_tokens: 9000,
    };
    const { body, ledger, verdict } = strictly(request);
    expect(verdict.status).toBe(200);
    expect(body.max_tokens).toBe(4096);
    expect(replay(request, ledger)).toEqual(body);
  });

  it('leaves alone what no step can mend', () => {
    const { body, verdict } = strictly({
      model: 'bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0',
      messages: [{ role: 'assistant', content: 'Hi' }],
    });
    expect(verdict.status).toBe(400);
    expect(body.messages).toEqual([{ role: 'assistant', content: [{ text: 'Hi' }] }]);
  });
});

it('does what the pipeline does under every other profile', () => {
  const input = { api: 'chat', request: CASES[0]?.[2] ?? {}, profile: 'litellm-1.109' } as const;
  expect(transformAsProfile(input)).toEqual(transform(input));
});

it('takes out of a tool’s answer what is refused, not the answer', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'find', arguments: '{}' } };
  const result = transformAsProfile({
    api: 'chat',
    profile: 'strict',
    request: {
      model: 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      messages: [
        { role: 'user', content: 'Find it' },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'call_1', content: '' },
      ],
      tools: [{ type: 'function', function: { name: 'find', parameters: { type: 'object' } } }],
    },
  });
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  const { messages } = result.outgoing.body as {
    readonly messages: readonly { readonly content: unknown }[];
  };
  expect(messages[2]?.content).toEqual([{ toolResult: { content: [], toolUseId: 'call_1' } }]);
});

describe('what Bedrock said before', () => {
  const MODEL = 'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0';
  const again = (given: string, then: string) => {
    const [request, other] = [given, then].map((more) =>
      readJson(`{"model":"${MODEL}","messages":[{"role":"user","content":"Hi"}]${more}}`),
    );
    const first = transformJudged({ api: 'chat', request: request as JsonObject, profile: 'strict' });
    if (first.result.kind !== 'outgoing' || !first.judged) throw new Error(first.result.kind);
    const before = { outgoing: first.result.outgoing, verdict: first.judged.verdict };
    const input = { api: 'chat', request: other as JsonObject, profile: 'strict' } as const;
    const { judged } = transformJudged(input, { before });
    expect(judged?.verdict).toEqual(transformJudged(input).judged?.verdict);
    return judged?.verdict === before.verdict;
  };

  it('holds of an equal body', () => expect(again(',"max_tokens":5', ',"max_tokens":5')).toBe(true));
  it('not of another one', () => expect(again(',"max_tokens":5', ',"max_tokens":6')).toBe(false));
  it('nor of one whose numbers are written in another way', () =>
    expect(again(',"max_tokens":5', ',"max_tokens":5.0')).toBe(false));
});
