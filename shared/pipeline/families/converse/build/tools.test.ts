import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../json/json.ts';
import { bodyOf, converse, fates, sent } from '../testing.ts';

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
const SONNET = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const NOVA = 'us.amazon.nova-pro-v1:0';
const tool = (definition: JsonObject): Json => ({
  type: 'function',
  function: { name: 'find', parameters: { type: 'object' }, ...definition },
});
const spec = '/toolConfig/tools/0/toolSpec';

describe('tools on Converse', () => {
  it('keep a hyphen in their name since 1.90', () => {
    const tools = [tool({ name: 'find-place' })];
    expect(sent(converse(HAIKU, { tools }, 'litellm-1.87'), `${spec}/name`)).toBe('find_place');
    expect(sent(converse(HAIKU, { tools }, 'litellm-1.90'), `${spec}/name`)).toBe('find-place');
  });

  it('get an a in front of a name that begins with no letter', () => {
    expect(sent(converse(HAIKU, { tools: [tool({ name: '2nd tool' })] }), `${spec}/name`)).toBe('a2nd_tool');
  });

  it('carry their name as description where they have none', () => {
    expect(sent(converse(HAIKU, { tools: [tool({ description: '' })] }), `${spec}/description`)).toBe('find');
  });

  it('have references in their schema replaced, circular ones but once', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } };
    const parameters = {
      type: 'object',
      properties: { root: { $ref: '#/$defs/Node' } },
      $defs: { Node: node },
    };
    expect(sent(converse(HAIKU, { tools: [tool({ parameters })] }), `${spec}/inputSchema/json`)).toEqual({
      type: 'object',
      properties: { root: node },
      required: [],
    });
  });

  it('fail on a reference that is no text and on a definition that is no schema', () => {
    const named = (properties: JsonObject): JsonObject => ({ type: 'object', properties });
    const kindOf = (parameters: JsonObject): string =>
      converse(HAIKU, { tools: [tool({ parameters })] }).kind;
    expect(kindOf(named({ $ref: { type: 'string' } }))).toBe('crashed');
    expect(kindOf({ ...named({ a: { $ref: '#/$defs/A' } }), $defs: { A: true } })).toBe('crashed');
    expect(kindOf(named({ a: { $ref: '#/$defs/missing' } }))).toBe('outgoing');
  });

  it('lose additionalProperties and strict for models that take no strict tools, and tell so', () => {
    const parameters = { type: 'object', properties: {}, additionalProperties: false };
    const tools = [tool({ strict: true, parameters })];
    const claude = converse(SONNET, { tools });
    expect(sent(claude, `${spec}/strict`)).toBe(true);
    expect(sent(claude, `${spec}/inputSchema/json/additionalProperties`)).toBe(false);
    const nova = converse(NOVA, { tools });
    expect(sent(nova, `${spec}/strict`)).toBeUndefined();
    expect(fates(nova, '/tools/0/function/strict')).toEqual(['dropped']);
  });

  it('of Anthropic’s form are taken as well', () => {
    const tools = [{ name: 'find', description: 'Finds', input_schema: { type: 'object', properties: {} } }];
    expect(sent(converse(HAIKU, { tools }), spec)).toMatchObject({ name: 'find', description: 'Finds' });
  });

  it('that are Claude’s own go among the additional fields, with the beta they need', () => {
    const result = converse(SONNET, { tools: [{ type: 'bash_20250124' }, tool({})] });
    expect(sent(result, '/additionalModelRequestFields')).toEqual({
      tools: [{ type: 'bash_20250124', name: 'bash' }],
      anthropic_beta: ['computer-use-2025-01-24'],
    });
    expect(sent(result, '/toolConfig/tools')).toHaveLength(1);
  });

  it('lose null anywhere in them, as LiteLLM cleans its parameters', () => {
    const parameters = { type: 'object', properties: { a: { enum: ['x', null], default: null } } };
    expect(
      sent(converse(HAIKU, { tools: [tool({ parameters })] }), `${spec}/inputSchema/json/properties`),
    ).toEqual({
      a: { enum: ['x'] },
    });
  });
});

describe('tool_choice on Converse', () => {
  const tools = [tool({})];
  const choice = (tool_choice: Json, more: JsonObject = {}): Json | undefined =>
    sent(converse(SONNET, { tools, tool_choice, ...more }), '/toolConfig/toolChoice');

  it('auto, required and a function become auto, any and tool', () => {
    expect(choice('auto')).toEqual({ auto: {} });
    expect(choice('required')).toEqual({ any: {} });
    expect(choice({ type: 'function', function: { name: 'find' } })).toEqual({ tool: { name: 'find' } });
  });

  it('none is refused, or lost with drop_params', () => {
    expect(converse(SONNET, { tools, tool_choice: 'none' }).kind).toBe('refused');
    const result = converse(SONNET, { tools, tool_choice: 'none', drop_params: true });
    expect(sent(result, '/toolConfig/toolChoice')).toBeUndefined();
    expect(fates(result, '/tool_choice')).toEqual(['dropped']);
  });

  it('falls back to auto while the model thinks', () => {
    expect(choice('required', { thinking: { type: 'enabled', budget_tokens: 2000 } })).toEqual({ auto: {} });
  });

  it('ends up in inferenceConfig where there are no tools, and counts as leaked', () => {
    const result = converse(SONNET, { tool_choice: 'auto' });
    expect(sent(result, '/inferenceConfig/tool_choice')).toEqual({ auto: {} });
    expect(fates(result, '/tool_choice')).toEqual(['leaked']);
    expect(bodyOf(result).toolConfig).toBeUndefined();
  });
});
