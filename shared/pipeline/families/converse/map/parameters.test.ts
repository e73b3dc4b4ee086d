import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../json/json.ts';
import { bodyOf, converse, fates, sent } from '../testing.ts';

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
const SONNET_4 = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const OPUS_4_6 = 'us.anthropic.claude-opus-4-6-v1';
const NOVA = 'us.amazon.nova-pro-v1:0';
const additional = '/additionalModelRequestFields';

describe('top_k on Converse', () => {
  it('goes among the additional fields for Claude', () => {
    expect(sent(converse(HAIKU, { top_k: 5 }), `${additional}/top_k`)).toBe(5);
  });

  it('goes into inferenceConfig among the additional fields for Nova', () => {
    expect(sent(converse(NOVA, { top_k: 5 }), additional)).toEqual({ inferenceConfig: { topK: 5 } });
  });

  it('vanishes for Command R without an error, and the ledger says so', () => {
    const result = converse('cohere.command-r-plus-v1:0', { top_k: 5 });
    expect(JSON.stringify(bodyOf(result))).not.toContain('5');
    expect(fates(result, '/top_k')).toEqual(['dropped']);
  });
});

describe('unknown parameters on Converse', () => {
  it('leak into the additional fields', () => {
    const result = converse(HAIKU, { custom_unknown: 'x' });
    expect(sent(result, `${additional}/custom_unknown`)).toBe('x');
    expect(fates(result, '/custom_unknown')).toEqual(['leaked']);
  });

  it('stay behind under the strict profile', () => {
    const result = converse(HAIKU, { custom_unknown: 'x', top_k: 5 }, 'strict');
    expect(sent(result, additional)).toEqual({ top_k: 5 });
  });
});

describe('members of the Converse request', () => {
  const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1' };

  it('are written into inferenceConfig a second time up to 1.90, which counts as leaked', () => {
    const result = converse(HAIKU, { performanceConfig: { latency: 'optimized' } }, 'litellm-1.90');
    expect(sent(result, '/inferenceConfig/performanceConfig')).toEqual({ latency: 'optimized' });
    expect(fates(result, '/performanceConfig')).toContain('leaked');
    const recent = converse(HAIKU, { performanceConfig: { latency: 'optimized' } });
    expect(sent(recent, '/inferenceConfig')).toEqual({});
  });

  it('a guardrail makes guarded text of the last user messages', () => {
    const messages: Json = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ];
    const body = bodyOf(converse(HAIKU, { messages, guardrailConfig }));
    expect(body.guardrailConfig).toEqual(guardrailConfig);
    expect(body.messages).toMatchObject([
      { content: [{ text: 'a' }] },
      {},
      { content: [{ guardContent: { text: { text: 'c' } } }] },
    ]);
  });

  it('requestMetadata is checked before anything is sent', () => {
    expect(converse(HAIKU, { requestMetadata: { 'a!': 'b' } })).toMatchObject({
      kind: 'refused',
      error: { type: 'BadRequestError' },
    });
    const dropped = converse(HAIKU, { requestMetadata: { 'a!': 'b', c: 'd' }, drop_params: true });
    expect(sent(dropped, '/requestMetadata')).toEqual({ c: 'd' });
  });
});

describe('thinking on Converse', () => {
  it('an effort becomes a budget, with room for the answer beside it', () => {
    const body = bodyOf(converse(SONNET_4, { reasoning_effort: 'medium' }));
    expect(body.additionalModelRequestFields).toEqual({ thinking: { type: 'enabled', budget_tokens: 2048 } });
    expect(body.inferenceConfig).toEqual({ maxTokens: 2048 + 4096 });
  });

  it('an effort becomes adaptive thinking where the model decides itself', () => {
    const fields = sent(converse(OPUS_4_6, { reasoning_effort: 'high' }), additional);
    expect(fields).toEqual({
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'high' },
    });
  });

  it('an effort becomes reasoningConfig for Nova 2', () => {
    const fields = sent(converse('us.amazon.nova-2-lite-v1:0', { reasoning_effort: 'low' }), additional);
    expect(fields).toEqual({ reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } });
  });

  it('a budget below 1024 tokens is raised', () => {
    const result = converse(SONNET_4, {
      thinking: { type: 'enabled', budget_tokens: 100 },
      max_tokens: 3000,
    });
    expect(sent(result, `${additional}/thinking/budget_tokens`)).toBe(1024);
  });

  it('the tokens spent on it are asked for since 1.109', () => {
    const request = { thinking: { type: 'enabled', budget_tokens: 2000 } };
    const paths = '/additionalModelResponseFieldPaths';
    expect(sent(converse(SONNET_4, request), paths)).toEqual(['/usage/output_tokens_details']);
    expect(sent(converse(SONNET_4, request, 'litellm-1.90'), paths)).toBeUndefined();
  });
});

describe('response_format on Converse', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
  const response_format = { type: 'json_schema', json_schema: { name: 'out', schema } };

  it('becomes a tool that must be used where the model follows no schemas itself', () => {
    const config = bodyOf(converse('mistral.mistral-large-2407-v1:0', { response_format })).toolConfig;
    expect(config).toMatchObject({
      tools: [{ toolSpec: { name: 'json_tool_call', inputSchema: { json: { required: ['a'] } } } }],
      toolChoice: { tool: { name: 'json_tool_call' } },
    });
  });

  it('then turns streaming off', () => {
    const result = converse(HAIKU, { response_format, stream: true });
    expect(result).toMatchObject({ outgoing: { path: expect.stringMatching(/\/converse$/), stream: false } });
  });

  it('and the ledger says whether the path streams or LiteLLM only pretends to', () => {
    expect(fates(converse(HAIKU, { stream: true }), '/stream')).toEqual(['moved']);
    expect(fates(converse(HAIKU, { stream: false }), '/stream')).toEqual(['consumed']);
    expect(fates(converse(HAIKU, { response_format, stream: true }), '/stream')).toEqual(['consumed']);
  });

  it('and naming stream among the dropped does so, too', () => {
    const result = converse(HAIKU, { stream: true, additional_drop_params: ['stream'] });
    expect(result).toMatchObject({ outgoing: { path: expect.stringMatching(/\/converse$/), stream: false } });
    expect(fates(result, '/stream')).toEqual(['dropped']);
  });

  it('goes into outputConfig as JSON in a string where the model does', () => {
    const config = sent(
      converse(OPUS_4_6, { response_format }),
      '/outputConfig/textFormat/structure/jsonSchema',
    );
    expect(config).toEqual({
      name: 'out',
      schema:
        '{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": false}',
    });
  });

  it('json_object without a schema is lost, and the ledger says so', () => {
    const result = converse(HAIKU, { response_format: { type: 'json_object' } });
    expect(bodyOf(result).toolConfig).toBeUndefined();
    expect(fates(result, '/response_format')).toEqual(['dropped']);
  });
});

describe('the anthropic-beta header on Converse', () => {
  const call = (model: string, beta: string) =>
    converse(model, { extra_headers: { 'anthropic-beta': beta } });

  it('goes into the body for Claude, and as a header only as far as Converse takes it', () => {
    const result = call(HAIKU, 'context-1m-2025-08-07,bogus');
    expect(result).toMatchObject({ outgoing: { headers: { 'anthropic-beta': 'context-1m-2025-08-07' } } });
    expect(sent(result, `${additional}/anthropic_beta`)).toEqual(['context-1m-2025-08-07', 'bogus']);
  });

  it('is taken out where nothing of it is left, and lost for other models', () => {
    const result = call(NOVA, 'interleaved-thinking-2025-05-14');
    expect(result).toMatchObject({ outgoing: { headers: {} } });
    expect(fates(result, '/extra_headers/anthropic-beta')).toEqual(['dropped']);
  });
});
