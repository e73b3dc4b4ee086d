import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import type { ProfileId } from '../../../releases/profile.ts';
import { transform } from '../../../transform.ts';

const mark = { cache_control: { type: 'ephemeral' } };
const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1' };
const function_ = {
  type: 'function',
  function: { name: 'f', parameters: { type: 'object', properties: {} } },
};

/** Which members the blocks of the last message have. */
function blocks(message: JsonObject, more: JsonObject = {}, profile: ProfileId = 'litellm-1.110.2'): Json {
  const request = {
    model: 'bedrock/us.amazon.nova-pro-v1:0',
    messages: [{ role: 'user', ...message }],
    guardrailConfig,
    ...more,
  };
  const result = transform({ api: 'chat', request, profile });
  if (result.kind !== 'outgoing') return result.kind;
  const { messages = null } = result.outgoing.body;
  const last = isArray(messages) ? (messages.at(-1) ?? null) : null;
  const content = isObject(last) ? (last.content ?? null) : null;
  return isArray(content) ? content.flatMap((block) => (isObject(block) ? Object.keys(block) : [])) : null;
}

describe('the cache mark of text that a guardrail looks at', () => {
  const marked = { content: [{ type: 'text', text: 'a', ...mark }] };
  const kept = ['guardContent', 'cachePoint'];

  it('stays since 1.110', () => {
    expect(blocks(marked)).toEqual(kept);
    expect(blocks(marked, {}, 'litellm-1.110.0')).toEqual(kept);
    expect(blocks(marked, {}, 'litellm-1.109.3')).toEqual(['guardContent']);
  });

  it('stays where it is one of the message', () => {
    expect(blocks({ content: 'a', ...mark })).toEqual(kept);
  });

  it('goes where all of the request are more than Bedrock takes', () => {
    const tools = (count: number) => ({
      tools: Array.from({ length: count }, () => ({ ...function_, ...mark })),
    });
    expect(blocks(marked, tools(3))).toEqual(kept);
    expect(blocks(marked, tools(4))).toEqual(['guardContent']);
  });

  it('goes with a model that is not known to take it', () => {
    expect(blocks(marked, { model: 'bedrock/converse/meta.llama3-8b-instruct-v1:0' })).toEqual([
      'guardContent',
    ]);
    expect(blocks(marked, { model: 'bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0' })).toEqual(
      kept,
    );
  });

  it('is told as the one of the caller', () => {
    const request = {
      model: 'bedrock/us.amazon.nova-pro-v1:0',
      messages: [{ role: 'user', content: 'a', ...mark }],
      guardrailConfig,
    };
    const { ledger } = transform({ api: 'chat', request, profile: 'litellm-1.110.2' });
    const told = ledger.entries.filter(({ from }) =>
      from.some((at) => at.startsWith('/messages/0/cache_control')),
    );
    expect(told.map(({ rule }) => rule.fate)).toEqual(['mapped']);
  });
});
