import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import type { ProfileId } from '../../releases/profile.ts';
import { transform } from '../../transform.ts';

const LONG = 'The weather is fine, and it will stay fine for the whole of the week, says the station.';

const round = (id: string): readonly JsonObject[] => [
  { role: 'assistant', content: [{ type: 'tool_use', id, name: 'get_weather', input: { city: 'Rome' } }] },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: LONG }] },
];

const messages = [{ role: 'user', content: 'hi' }, ...round('t1'), ...round('t2'), ...round('t3')];
const tools = [{ name: 'get_weather', input_schema: { type: 'object', properties: {} } }];

function send(edit: JsonObject, more: JsonObject = {}, profile: ProfileId = 'litellm-1.109') {
  const request = {
    model: 'bedrock/converse/anthropic.claude-sonnet-4-5-20250929-v1:0',
    max_tokens: 50,
    messages,
    tools,
    context_management: { edits: [edit] },
    ...more,
  };
  return transform({ api: 'messages', request, profile });
}

function cleared(result: ReturnType<typeof send>): number {
  const body = result.kind === 'outgoing' ? JSON.stringify(result.outgoing.body) : '';
  return body.split('[Cleared by context management]').length - 1;
}

const clear = {
  type: 'clear_tool_uses_20250919',
  trigger: { type: 'tool_uses', value: 1 },
  keep: { type: 'tool_uses', value: 1 },
};

describe('context_management where LiteLLM adapts the call', () => {
  it('clears the results of old tool calls', () => {
    expect(cleared(send(clear))).toBe(2);
    expect(cleared(send(clear, {}, 'litellm-1.90'))).toBe(2);
  });

  it('leaves them until the trigger is met', () => {
    expect(cleared(send({ ...clear, trigger: { type: 'tool_uses', value: 3 } }))).toBe(0);
    expect(cleared(send({ type: 'clear_tool_uses_20250919' }))).toBe(0);
  });

  it('does nothing in 1.90 with drop_params', () => {
    expect(cleared(send(clear, { drop_params: true }, 'litellm-1.90'))).toBe(0);
  });

  it('checks the members of an edit in 1.109', () => {
    expect(send({ ...clear, keep: 'all' }).kind).toBe('crashed');
    expect(send({ ...clear, keep: 'all' }, { drop_params: true }).kind).toBe('outgoing');
    expect(send({ ...clear, keep: 'all' }, {}, 'litellm-1.90').kind).toBe('outgoing');
  });

  it('fails in 1.90 on counting blocks it does not know', () => {
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } };
    const more = { messages: [{ role: 'user', content: [image] }] };
    expect(send({ type: 'clear_tool_uses_20250919' }, more, 'litellm-1.90').kind).toBe('crashed');
    expect(send({ type: 'clear_tool_uses_20250919' }, more).kind).toBe('outgoing');
  });

  it('takes no early trigger for a compaction', () => {
    const early = { type: 'compact_20260112', trigger: { type: 'input_tokens', value: 1000 } };
    expect(send(early).kind).toBe('crashed');
    expect(send(early, { drop_params: true }).kind).toBe('outgoing');
  });
});

describe('a summary that the caller’s own compaction left', () => {
  const history = [
    { role: 'user', content: 'long ago' },
    { role: 'assistant', content: [{ type: 'compaction', content: 'They said hello.' }] },
    { role: 'user', content: 'and now?' },
  ];

  it('goes in front of the system prompt, since 1.90', () => {
    const more = { messages: history, system: 'Be brief.' };
    const sent = (profile: ProfileId) => {
      const result = send({ type: 'compact_20260112' }, more, profile);
      return result.kind === 'outgoing' ? result.outgoing.body : result.error;
    };
    expect(sent('litellm-1.109')).toMatchObject({
      system: [{ text: 'Previous conversation summary: They said hello.\n\nBe brief.' }],
      messages: [{ role: 'user', content: [{ text: 'and now?' }] }],
    });
  });
});
