import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../../pipeline/releases/profile.ts';
import { bridgeAlone } from '../alone.ts';

/** The chat completion that LiteLLM 1.109.1 makes of a Responses call. */
function bridged(input: readonly Json[], more: JsonObject = {}): JsonObject {
  const request = { model: 'bedrock/anthropic.claude-3-haiku-20240307-v1:0', input, ...more };
  const result = bridgeAlone('responses', request, 'litellm-1.109.1');
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.request;
}

const HI = { role: 'user', content: 'hi' };

it('keeps the newest marks within the limit under drop_params', () => {
  const mark = { cache_control: { type: 'ephemeral' } };
  const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}', ...mark };
  const output = { type: 'function_call_output', call_id: 'c', output: 'x', ...mark };
  const input = [
    { role: 'user', content: 'a', ...mark },
    call,
    output,
    { role: 'user', content: 'b', ...mark },
  ];
  const tools = [{ type: 'function', name: 'f', parameters: {}, ...mark }];
  const request = {
    model: 'bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0',
    input,
    tools,
    drop_params: true,
  };
  const marked = (profile: 'litellm-1.108.14' | 'litellm-1.109.1') => {
    const result = bridgeAlone('responses', request, profile);
    if (!result.ok) throw new Error(JSON.stringify(result));
    return (result.request.messages as readonly Json[]).map((one) => JSON.stringify(one).includes('cache'));
  };
  expect(marked('litellm-1.108.14')).toEqual([false, true, true, true]);
  expect(marked('litellm-1.109.1')).toEqual([false, true, true, true]);
});

it('takes the switch for the chat way out, in every release that knows it', () => {
  const request = {
    model: 'bedrock/cohere.command-r-plus-v1:0',
    input: 'hi',
    use_chat_completions_api: true,
  };
  for (const profile of ['litellm-1.87.0', 'litellm-1.109.1'] as const) {
    const result = bridgeAlone('responses', request, profile);
    expect(result.ok && Object.keys(result.request)).not.toContain('use_chat_completions_api');
  }
});

/** What `LiteLLMCompletionResponsesConfig` of 1.109.1 gave for the same input. */
describe('the bridge of the responses API reads as Python does', () => {
  it.each<[string, string | null]>([
    [' a ', 'a'],
    ['\u{1c}a\u{1c}', 'a'],
    ['\u{feff}a\u{feff}', '\u{feff}a\u{feff}'],
    ['\u{feff}', '\u{feff}'],
    ['\u{1c}', null],
  ])('white space around reasoning: %j', (text, reasoning) => {
    const item = { type: 'reasoning', summary: [{ type: 'summary_text', text }] };
    const thought = { role: 'assistant', content: null, reasoning_content: reasoning };
    expect(bridged([item, HI]).messages).toEqual(reasoning === null ? [HI] : [thought, HI]);
  });

  it.each<[Json, string]>([
    [7, '7'],
    [1.5, '1.5'],
    [true, 'True'],
    ['c1', 'c1'],
  ])('the id of a call that is no text: %j', (id, text) => {
    const call = { type: 'function_call', call_id: id, name: 'f', arguments: '{}' };
    const output = { type: 'function_call_output', call_id: id, output: 'x' };
    expect(bridged([call, output]).messages).toMatchObject([
      { tool_calls: [{ id }] },
      { role: 'tool', tool_call_id: text },
    ]);
  });

  it('a sealed part that is no text', () => {
    const content = [{ type: 'encrypted_content', encrypted_content: true }];
    expect(bridged([{ role: 'user', content }]).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'True' }] },
    ]);
  });

  it('members of a tool that are empty as none', () => {
    const tool = { type: 'function', name: 'f', parameters: {} };
    const empty = { ...tool, cache_control: {}, input_examples: [] };
    const filled = { ...tool, cache_control: { type: 'ephemeral' }, input_examples: [{ a: 1 }] };
    const [without, within] = bridged([HI], { tools: [empty, filled] }).tools as readonly JsonObject[];
    expect(Object.keys(without ?? {})).toEqual(['type', 'function']);
    expect(within).toMatchObject({ cache_control: { type: 'ephemeral' }, input_examples: [{ a: 1 }] });
  });
});

it('marks on calls, their outputs and tools take the room of injected ones', () => {
  const mark = { cache_control: { type: 'ephemeral' } };
  const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
  const output = { type: 'function_call_output', call_id: 'c', output: 'done' };
  const marked = (item: JsonObject) => ({ ...item, ...mark });
  const first = (input: readonly Json[], tools: readonly Json[]): unknown => {
    const points = [{ location: 'message', index: 0 }];
    const { messages } = bridged([HI, ...input], { tools, cache_control_injection_points: points });
    return (messages as readonly JsonObject[])[0];
  };
  const tool = { type: 'function', name: 'f', parameters: {} };
  const go = { role: 'user', content: 'Go on.' };
  expect(first([marked(call), marked(output), marked(go)], [tool])).toMatchObject(mark);
  expect(first([marked(call), marked(output), marked(go)], [marked(tool)])).toEqual(HI);
});

describe('a Responses call to a model that Bedrock serves over that API', () => {
  it.each([
    ['bedrock/global.openai.gpt-6.1-sol', '1.110.2', true],
    ['bedrock/chat_completions/global.openai.gpt-6.1-sol', '1.110.2', true],
    ['bedrock/converse/global.openai.gpt-6.1-sol', '1.110.2', false],
    ['bedrock/global.openai.gpt-6.1-sol', '1.103.11', false],
    ['bedrock/openai.gpt-oss-120b-1:0', '1.110.2', false],
  ] as const)('%s in %s: handed on as it is: %s', (model, release, handedOn) => {
    const result = bridgeAlone('responses', { model, input: 'hi' }, `litellm-${release}`);
    expect(result.ok ? null : result.type).toBe(handedOn ? 'RouteNotModelled' : null);
  });
});

it.each<[ProfileId, boolean, boolean]>([
  ['litellm-1.106.8', true, true],
  ['litellm-1.106.9', false, true],
  ['litellm-1.108.14', true, true],
  ['litellm-1.109.0', false, true],
])('takes pairs for headers, and nothing for none, as %s does', (profile, pairs, nothing) => {
  const takes = (extra_headers: Json) =>
    bridgeAlone('responses', { model: 'bedrock/amazon.nova-lite-v1:0', input: 'a', extra_headers }, profile)
      .ok;
  expect([takes([['a', '1']]), takes([])]).toEqual([pairs, nothing]);
});

it('leaves a point for tools to the chat call up to 1.99, whether or not the caller marked tools', () => {
  const mark = { cache_control: { type: 'ephemeral' } };
  const request = {
    model: 'bedrock/us.amazon.nova-pro-v1:0',
    input: 'a',
    tools: [{ type: 'function', name: 'f', parameters: {}, ...mark }],
    cache_control_injection_points: [{ location: 'tool_config' }],
  };
  const result = bridgeAlone('responses', request, 'litellm-1.95.1');
  expect(result.ok && result.request.cache_control_injection_points).toEqual([
    { location: 'tool_config', _litellm_judged: true },
  ]);
});

it('reads a second bedrock/ off the model string', () => {
  expect(bridged([HI], { model: 'bedrock/bedrock/amazon.nova-lite-v1:0' }).model).toBe(
    'bedrock/amazon.nova-lite-v1:0',
  );
});

it('leaves the oldest marks of a message out for any model under drop_params, since 1.109', () => {
  const mark = { cache_control: { type: 'ephemeral' } };
  const part = (text: string) => ({ type: 'input_text', text, ...mark });
  const tool = (name: string) => ({ type: 'function', name, parameters: {}, ...mark });
  const marks = (tools: number, profile: ProfileId) => {
    const request = {
      model: 'bedrock/us.amazon.nova-pro-v1:0',
      input: [{ role: 'user', content: [part('a'), part('b')] }],
      tools: Array.from({ length: tools }, (_, i) => tool(`f${i}`)),
      drop_params: true,
    };
    const result = bridgeAlone('responses', request, profile);
    if (!result.ok) throw new Error(JSON.stringify(result));
    return JSON.stringify(result.request.messages).match(/"text":"[ab]"(?:,"cache_control")?/g);
  };
  const both = ['"text":"a","cache_control"', '"text":"b","cache_control"'];
  for (const profile of ['litellm-1.109.1', 'litellm-1.110.2'] as const) {
    expect(marks(2, profile)).toEqual(both);
    expect(marks(3, profile)).toEqual(['"text":"a"', '"text":"b","cache_control"']);
    expect(marks(4, profile)).toEqual(['"text":"a"', '"text":"b"']);
  }
  expect(marks(3, 'litellm-1.108.14')).toEqual(['"text":"a"', '"text":"b"']);
});
