import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { validate } from '../../validation/validate.ts';
import { transform } from '../transform.ts';

const TALK: Json = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: [{ type: 'text', text: 'Weather in Rome?' }] },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city": "Rome"}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'c1', content: '22 C' },
];
const TOOLS: Json = [
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'Weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

function strict(model: string, more: JsonObject = {}) {
  const request = { model: `bedrock/invoke/${model}`, messages: TALK, drop_params: true, ...more };
  const result = transform({ api: 'chat', request, profile: 'strict' });
  if (result.kind !== 'outgoing') throw new Error(`${result.kind}: ${result.error.message}`);
  return result.outgoing;
}

const EVERYTHING: JsonObject = {
  tools: TOOLS,
  max_tokens: 20,
  temperature: 0.5,
  top_p: 0.9,
  stop: '|',
  stream_chunk_size: 512,
  skip_mcp_handler: true,
  custom_unknown: 1,
};

describe('the strict profile sends what Bedrock accepts, where LiteLLM does not', () => {
  it.each([
    'ai21.jamba-1-5-mini-v1:0',
    'ai21.j2-mid-v1',
    'amazon.titan-text-express-v1',
    'anthropic.claude-v2:1',
    'cohere.command-text-v14',
    'cohere.command-r-v1:0',
    'us.deepseek.r1-v1:0',
    'meta.llama3-8b-instruct-v1:0',
    'mistral.mistral-7b-instruct-v0:2',
    'mistral.mistral-large-2407-v1:0',
    'openai.gpt-oss-20b-1:0',
    'qwen.qwen3-32b-v1:0',
    'amazon.nova-lite-v1:0',
    'writer.palmyra-x4-v1:0',
  ])('%s', (model) => {
    const { path, body } = strict(model, EVERYTHING);
    const modelId = decodeURIComponent(path.split('/')[2] ?? '');
    const verdict = validate({ operation: 'InvokeModel', modelId, body: JSON.stringify(body) });
    expect(verdict.message).toBe('');
    expect(JSON.stringify(body)).not.toMatch(/stream_chunk_size|skip_mcp_handler|custom_unknown/);
  });

  it('writes Command R’s parts apart: preamble, history, message, tool results', () => {
    const { body } = strict('cohere.command-r-v1:0', { tools: TOOLS });
    expect(body).toEqual({
      preamble: 'Be brief.',
      message: '',
      chat_history: [
        { role: 'USER', message: 'Weather in Rome?' },
        { role: 'CHATBOT', message: '' },
      ],
      tools: [
        {
          name: 'weather',
          description: 'Weather of a city',
          parameter_definitions: { city: { type: 'str', required: true } },
        },
      ],
      tool_results: [
        { call: { name: 'weather', parameters: { city: 'Rome' } }, outputs: [{ result: '22 C' }] },
      ],
    });
  });

  it('asks Mistral for any tool where one is required', () => {
    const { body } = strict('mistral.mistral-large-2407-v1:0', { tools: TOOLS, tool_choice: 'required' });
    expect(body.tool_choice).toBe('any');
  });

  it('gives text models text: parts joined, others left out', () => {
    const content = [
      { type: 'text', text: 'a' },
      { type: 'image_url', image_url: { url: 'data:,x' } },
      { type: 'text', text: 'b' },
    ];
    const { body } = strict('meta.llama3-8b-instruct-v1:0', { messages: [{ role: 'user', content }] });
    expect(body.prompt).toContain('a\nb<|eot_id|>');
  });
});
