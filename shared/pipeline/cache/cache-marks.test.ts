import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { Api } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const MARK = { type: 'ephemeral' };
const TOOL = { name: 'look', input_schema: { type: 'object', properties: {} } };

function run(
  params: JsonObject,
  profile: ProfileId,
  api: Api,
  model = 'invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
) {
  const request = {
    model: `bedrock/${model}`,
    max_tokens: 8,
    messages: [
      { role: 'user', content: 'One.' },
      { role: 'assistant', content: 'Two.' },
      { role: 'user', content: 'Three.' },
    ],
    ...params,
  };
  const result = transform({ api, profile, request });
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  return { body: result.outgoing.body, ledger: result.ledger };
}

const LAST = { cache_control_injection_points: [{ location: 'message', index: -1 }] };

describe('cache_control_injection_points', () => {
  it.each(['litellm-1.87', 'litellm-1.90', 'litellm-1.109'] as const)(
    'mark a message of a chat completion and are not sent (%s)',
    (profile) => {
      const { body, ledger } = run(LAST, profile, 'chat');
      expect(body.messages).toMatchObject([{}, {}, { content: [{ text: 'Three.', cache_control: MARK }] }]);
      expect(JSON.stringify(body)).not.toContain('injection');
      const told = ledger.entries.filter(({ from }) => from.some((at) => at.startsWith('/cache_control_')));
      expect(told.map(({ rule }) => rule.id)).toContain('filter.injection-points');
    },
  );

  it('stand behind all other keys where some are handed on', () => {
    const points = { cache_control_injection_points: [{ location: 'tool_config' }] };
    const { body } = run({ ...points, cache_control: MARK, temperature: 0.5 }, 'litellm-1.87', 'chat');
    const keys = Object.keys(body).filter((key) => key.startsWith('cache_control'));
    expect(keys).toEqual(['cache_control', 'cache_control_injection_points']);
  });

  it('mean nothing to the messages API before 1.109, which then brings all content into blocks', () => {
    expect(run(LAST, 'litellm-1.90', 'messages').body.messages).toMatchObject([
      {},
      {},
      { content: 'Three.' },
    ]);
    expect(run(LAST, 'litellm-1.109', 'messages').body.messages).toMatchObject([
      { content: [{ type: 'text', text: 'One.' }] },
      {},
      { content: [{ type: 'text', text: 'Three.', cache_control: MARK }] },
    ]);
  });

  it('mark the system prompt by role', () => {
    const points = {
      cache_control_injection_points: [{ location: 'message', role: 'system' }],
      system: 'Be brief.',
    };
    const { body } = run(points, 'litellm-1.109', 'messages');
    expect(body.system).toEqual([{ type: 'text', text: 'Be brief.', cache_control: MARK }]);
  });

  it('mark the last tool in 1.109 unless one is marked already', () => {
    const points = { cache_control_injection_points: [{ location: 'tool_config' }] };
    const free = run({ ...points, tools: [TOOL, { ...TOOL, name: 'see' }] }, 'litellm-1.109', 'messages');
    expect(free.body.tools).toMatchObject([TOOL, { name: 'see', cache_control: MARK }]);
    const taken = run(
      { ...points, tools: [{ ...TOOL, cache_control: MARK }, TOOL] },
      'litellm-1.109',
      'messages',
    );
    expect(taken.body.tools).toEqual([{ ...TOOL, cache_control: MARK }, TOOL]);
  });

  it('leave room for the caller’s marks: four in all', () => {
    const marked = { type: 'text', text: 'x', cache_control: MARK };
    const messages = [
      { role: 'user', content: [marked, marked, marked, marked] },
      { role: 'assistant', content: 'Two.' },
      { role: 'user', content: 'Three.' },
    ];
    expect(JSON.stringify(run({ ...LAST, messages }, 'litellm-1.90', 'chat').body)).not.toMatch(
      /Three[^}]*cache/,
    );
    expect(JSON.stringify(run({ ...LAST, messages }, 'litellm-1.87.0', 'chat').body)).toMatch(
      /Three[^}]*cache/,
    );
  });
});

describe('enable_prompt_caching', () => {
  const on = { enable_prompt_caching: true };

  it('marks system prompt and last message of Claude in 1.109', () => {
    const { body } = run({ ...on, system: 'Be brief.' }, 'litellm-1.109', 'messages');
    expect(body).toMatchObject({ system: [{ cache_control: MARK }] });
    expect(body.messages).toMatchObject([{}, {}, { content: [{ cache_control: MARK }] }]);
  });

  it('stands back where the caller sets marks of its own', () => {
    const { body } = run({ ...on, tools: [{ ...TOOL, cache_control: MARK }] }, 'litellm-1.109', 'messages');
    expect(body.messages).toMatchObject([{ content: 'One.' }, {}, { content: 'Three.' }]);
  });

  it('is a parameter like any other up to 1.97', () => {
    const { body } = run(on, 'litellm-1.95', 'messages', 'us.amazon.nova-pro-v1:0');
    expect(body.additionalModelRequestFields).toMatchObject(on);
  });

  it('does nothing for other models', () => {
    const { body } = run(on, 'litellm-1.109', 'chat', 'converse/mistral.mistral-large-2402-v1:0');
    expect(JSON.stringify(body)).not.toContain('cachePoint');
  });
});
