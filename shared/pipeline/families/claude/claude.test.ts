import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import type { ProfileId } from '../../releases/profile.ts';
import { transform } from '../../transform.ts';

const SONNET_4 = 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0';
const OPUS_4_7 = 'bedrock/invoke/anthropic.claude-opus-4-7';
const SONNET_4_5 = 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0';

const run = (more: JsonObject, profile: ProfileId, model = SONNET_4) =>
  transform({
    api: 'chat',
    request: { model, messages: [{ role: 'user', content: 'Hello.' }], max_tokens: 5000, ...more },
    profile,
  });

function body(more: JsonObject, profile: ProfileId = 'litellm-1.109', model = SONNET_4): JsonObject {
  const result = run(more, profile, model);
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  return result.outgoing.body;
}

const schema: JsonObject = {
  type: 'object',
  properties: { n: { type: 'integer', minimum: 1 } },
  required: ['n'],
  additionalProperties: false,
};
const jsonSchema: Json = { type: 'json_schema', json_schema: { name: 'n', schema } };

describe('thinking on Claude', () => {
  it('turns an effort into a budget', () => {
    expect(body({ reasoning_effort: 'high' }).thinking).toEqual({ type: 'enabled', budget_tokens: 4096 });
  });

  it('turns an effort into output_config on models that think adaptively', () => {
    const sent = body({ reasoning_effort: 'high' }, 'litellm-1.109', OPUS_4_7);
    expect(sent).toMatchObject({
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'high' },
    });
  });

  it('turns a budget into an effort where the model takes no budgets any more (1.109)', () => {
    const thinking = { type: 'enabled', budget_tokens: 9000 };
    expect(body({ thinking }, 'litellm-1.90', OPUS_4_7).thinking).toEqual(thinking);
    expect(body({ thinking }, 'litellm-1.109', OPUS_4_7)).toMatchObject({
      thinking: { type: 'adaptive' },
      output_config: { effort: 'xhigh' },
    });
  });

  it('makes room for the answer where no limit is given', () => {
    const sent = body({ thinking: { type: 'enabled', budget_tokens: 2048 }, max_tokens: null });
    expect(sent.max_tokens).toBe(6144);
  });
});

describe('a JSON schema for the answer', () => {
  it('is a forced tool up to 1.90', () => {
    expect(body({ response_format: jsonSchema }, 'litellm-1.90', SONNET_4_5)).toMatchObject({
      tools: [{ name: 'json_tool_call', input_schema: schema }],
      tool_choice: { type: 'tool', name: 'json_tool_call' },
    });
  });

  it('is Claude’s own structured output in 1.109, with limits as remarks', () => {
    const sent = body({ response_format: jsonSchema }, 'litellm-1.109', SONNET_4_5);
    expect(sent).not.toHaveProperty('tools');
    expect(sent.output_config).toEqual({
      format: {
        type: 'json_schema',
        schema: {
          ...schema,
          properties: { n: { type: 'integer', description: 'Note: minimum value: 1.' } },
        },
      },
    });
  });

  it('has its references rewritten, also where allowed_openai_params sends it as it is', () => {
    const format = { type: 'json_schema', json_schema: { name: 'n', schema: { $ref: '#/definitions/A' } } };
    const more = { response_format: format, allowed_openai_params: ['response_format'] };
    const sent = body(more, 'litellm-1.87');
    expect(sent.response_format).toMatchObject({ json_schema: { schema: { $ref: '/$defs/A' } } });
    expect(sent.tools).toMatchObject([{ input_schema: { $ref: '/$defs/A' } }]);
  });

  it('crashes before anything is refused where the schema is missing or a reference is no text', () => {
    const tools = [{ type: 'function', function: { name: 'f' } }];
    const odd = [
      { type: 'json_schema', schema },
      { type: 'json_schema', json_schema: { name: 'n', schema: { properties: { $ref: schema } } } },
    ];
    for (const response_format of odd) {
      const result = run({ response_format, tools, seed: 7 }, 'litellm-1.87');
      expect(result).toMatchObject({ kind: 'crashed', error: { type: 'APIConnectionError' } });
    }
    expect(run({ response_format: { schema } }, 'litellm-1.90').kind).toBe('crashed');
    expect(run({ response_format: { type: 'json_schema', schema } }, 'strict').kind).toBe('outgoing');
  });

  it('goes lost as output_format in 1.87, and into the prompt in 1.90', () => {
    const output_format: Json = { type: 'json_schema', schema };
    expect(body({ output_format }, 'litellm-1.87')).toEqual({
      ...body({}, 'litellm-1.87'),
      anthropic_beta: ['structured-outputs-2025-11-13'],
    });
    const [message] = body({ output_format }, 'litellm-1.90').messages as readonly JsonObject[];
    expect(message?.content).toEqual([
      { type: 'text', text: 'Hello.' },
      {
        type: 'text',
        text: '{"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}, "required": ["n"], "additionalProperties": false}',
      },
    ]);
  });
});

describe('values of the wrong type', () => {
  it('crash the call where LiteLLM reckons with them', () => {
    const odd: readonly JsonObject[] = [
      { max_tokens: '50' },
      { max_completion_tokens: [] },
      { stop: ['a', 5] },
    ];
    for (const more of odd) expect(run(more, 'litellm-1.109').kind).toBe('crashed');
    const id = { metadata: { user_id: 5 } };
    expect(['litellm-1.87', 'litellm-1.109'].map((profile) => run(id, profile as ProfileId).kind)).toEqual([
      'crashed',
      'outgoing',
    ]);
    const word = { thinking: 'enabled' };
    expect(run(word, 'litellm-1.90').kind).toBe('crashed');
    expect(run(word, 'litellm-1.109').kind).toBe('outgoing');
  });
});

describe('tool choice', () => {
  const tools: Json = [{ type: 'function', function: { name: 'look up', parameters: schema } }];

  it.each<[string, JsonObject, Json]>([
    ['required', { tool_choice: 'required' }, { type: 'any' }],
    [
      'a named tool, under its new name',
      { tool_choice: { type: 'function', function: { name: 'look up' } } },
      { type: 'tool', name: 'look_up' },
    ],
    ['no parallel calls', { parallel_tool_calls: false }, { type: 'auto', disable_parallel_tool_use: true }],
    ['none', { tool_choice: 'none', parallel_tool_calls: true }, { type: 'none' }],
  ])('%s', (_, more, expected) => {
    expect(body({ tools, ...more }).tool_choice).toEqual(expected);
  });
});

describe('betas', () => {
  it('repeats the header in the body and adds what features need, in order', () => {
    const more: JsonObject = {
      extra_headers: { 'anthropic-beta': 'x-1, context-1m-2025-08-07' },
      context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
    };
    const result = run(more, 'litellm-1.90');
    expect(result.kind === 'outgoing' && result.outgoing.headers).toEqual({
      'anthropic-beta': 'x-1, context-1m-2025-08-07, context-management-2025-06-27',
    });
    expect(body(more, 'litellm-1.90').anthropic_beta).toEqual([
      'context-1m-2025-08-07',
      'context-management-2025-06-27',
      'x-1',
    ]);
  });
});

describe('sampling on models that lost it', () => {
  it('is sent in 1.87, refused since 1.90, dropped with drop_params', () => {
    expect(body({ temperature: 0.5 }, 'litellm-1.87.0', OPUS_4_7).temperature).toBe(0.5);
    expect(run({ temperature: 0.5 }, 'litellm-1.90', OPUS_4_7)).toMatchObject({
      kind: 'refused',
      error: { type: 'UnsupportedParamsError' },
    });
    const dropped = body({ temperature: 0.5, drop_params: true }, 'litellm-1.90', OPUS_4_7);
    expect(dropped).not.toHaveProperty('temperature');
    expect(body({ temperature: 1 }, 'litellm-1.90', OPUS_4_7).temperature).toBe(1);
  });
});

describe('fast mode', () => {
  it.each([
    ['1.90.3', false, 'fast'],
    ['1.91.5', false, 'refused'],
    ['1.91.5', true, undefined],
    ['1.106.12', true, undefined],
  ] as const)('in %s, drop_params %s: %s', (release, drops, sent) => {
    const result = run({ speed: 'fast', drop_params: drops }, `litellm-${release}`);
    const { kind } = result;
    expect(result.kind === 'outgoing' ? result.outgoing.body.speed : kind).toBe(sent);
    if (sent === undefined && result.kind === 'outgoing')
      expect(result.outgoing.headers).not.toHaveProperty('anthropic-beta');
  });
});
