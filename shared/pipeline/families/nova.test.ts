import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const HI: Json = [{ role: 'user', content: 'hi' }];

const run = (more: JsonObject = {}, profile: ProfileId = 'litellm-1.109') =>
  transform({
    api: 'chat',
    request: { model: 'bedrock/invoke/amazon.nova-lite-v1:0', messages: HI, ...more },
    profile,
  });

function sent(...call: Parameters<typeof run>): JsonObject {
  const result = run(...call);
  if (result.kind !== 'outgoing') throw new Error(`${result.kind}: ${result.error.message}`);
  return result.outgoing.body;
}

/** Rules of the entries that speak of exactly this incoming value. */
const rulesOf = (pointer: string, ...call: Parameters<typeof run>): readonly string[] =>
  run(...call).ledger.entries.flatMap(({ from, rule }) => (from.includes(pointer) ? [rule.id] : []));

const fatesOf = (pointer: string, ...call: Parameters<typeof run>): readonly string[] => [
  ...new Set(
    run(...call).ledger.entries.flatMap(({ from, rule }) => (from.includes(pointer) ? [rule.fate] : [])),
  ),
];

describe('Nova on invoke', () => {
  it('leaves the caller’s anthropic-beta header as it is, unlike Converse', () => {
    const extra = { extra_headers: { 'anthropic-beta': 'x-1' } };
    const result = run(extra);
    expect(result.kind === 'outgoing' && result.outgoing.headers).toEqual({ 'anthropic-beta': 'x-1' });
    expect(fatesOf('/extra_headers/anthropic-beta', extra)).toEqual(['moved']);
  });

  it('loses top_k without an error, and keeps it under the strict profile', () => {
    expect(sent({ top_k: 5 }).inferenceConfig).toEqual({});
    expect(fatesOf('/top_k', { top_k: 5 })).toEqual(['dropped']);
    expect(sent({ top_k: 5 }, 'strict').inferenceConfig).toEqual({ topK: 5 });
    expect(fatesOf('/top_k', { top_k: 5 }, 'strict')).toEqual(['renamed']);
  });

  it('keeps unknown keys from leaking, and tells switches of LiteLLM from the rest', () => {
    const more = { custom: { a: 1 }, skip_mcp_handler: true };
    expect(Object.keys(sent(more))).toEqual(['messages', 'inferenceConfig']);
    expect(fatesOf('/custom', more)).toEqual(['dropped']);
    expect(fatesOf('/skip_mcp_handler', more)).toEqual(['consumed']);
  });

  it('leaks configurations into inferenceConfig before 1.109', () => {
    const more = { performanceConfig: { latency: 'optimized' } };
    expect(sent(more, 'litellm-1.90').inferenceConfig).toEqual(more);
    expect(sent(more).inferenceConfig).toEqual({});
    expect(rulesOf('/performanceConfig', more)).toEqual(['build.nova.left-out']);
  });

  it('sends no empty system list', () => {
    expect(sent({}, 'litellm-1.87')).not.toHaveProperty('system');
  });

  it('hangs cache points on the text before them since 1.109', () => {
    const cached = { cache_control: { type: 'ephemeral' } };
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'a', ...cached }] }];
    const point = { cachePoint: { type: 'default' } };
    expect(sent({ messages }).messages).toEqual([{ role: 'user', content: [{ text: 'a', ...point }] }]);
    expect(sent({ messages }, 'litellm-1.90').messages).toEqual([
      { role: 'user', content: [{ text: 'a' }, point] },
    ]);
    expect(fatesOf('/messages/0/content/0/cache_control', { messages })).toEqual(
      fatesOf('/messages/0/content/0/cache_control', { messages }, 'litellm-1.90'),
    );
  });

  it('leaves request metadata out since 1.109, and before that whatever Nova does not take', () => {
    const more = { requestMetadata: { team: 'blue' } };
    expect(rulesOf('/requestMetadata', more)).toEqual(['build.nova.request-metadata']);
    expect(rulesOf('/requestMetadata', more, 'litellm-1.90')).toEqual(['build.nova.left-out']);
    expect(sent(more)).not.toHaveProperty('requestMetadata');
  });

  it('takes the wish for a cache point behind the tools out since 1.109, and no other', () => {
    const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
    const point = { cachePoint: { type: 'default' } };
    const behindTools = { location: 'tool_config' };
    const only = { tools, cache_control_injection_points: [behindTools] };
    expect(sent(only, 'litellm-1.90').toolConfig).toMatchObject({ tools: [{ toolSpec: {} }, point] });
    expect(sent(only).toolConfig).toMatchObject({ tools: [{ toolSpec: { name: 'f' } }] });
    expect(JSON.stringify(sent(only))).not.toContain('cachePoint');
    expect(rulesOf('/cache_control_injection_points/0', only)).toEqual(['build.nova.tool-cache']);
    expect(rulesOf('/cache_control_injection_points/0', only, 'litellm-1.90')).toEqual([]);

    const both = {
      tools,
      cache_control_injection_points: [{ location: 'message', role: 'user' }, behindTools],
    };
    expect(sent(both).messages).toEqual([{ role: 'user', content: [{ text: 'hi', ...point }] }]);
    expect(fatesOf('/cache_control_injection_points/0', both)).toEqual(['mapped']);
    expect(fatesOf('/cache_control_injection_points/1', both)).toEqual(['dropped']);
  });

  it('says of stream that it chose the path, where a stream was asked for', () => {
    expect(rulesOf('/stream', { stream: true })).toEqual(['build.nova.stream']);
    const dropped = { stream: true, additional_drop_params: ['stream'] };
    expect(rulesOf('/stream', dropped)).toEqual(['map.streams-anyway']);
    expect(rulesOf('/stream', { stream: null })).toEqual(['filter.null']);
    expect(rulesOf('/stream')).toEqual([]);
  });
});
