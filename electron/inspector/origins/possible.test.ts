import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FormId } from '../../../shared/input/forms.ts';
import type { JsonObject } from '../../../shared/json/json.ts';
import { bestMatch, bodyAs } from '../release-match.ts';
import type { CapturedBody } from './origin.ts';
import { possibleOrigins } from './possible.ts';
import { messagesBehind, PROMPT_FORMS } from './prompt-forms.ts';

const CHAT = {
  messages: [
    { role: 'system', content: 'You answer briefly.' },
    { role: 'user', content: 'Where is my parcel?' },
    { role: 'assistant', content: 'At customs.' },
    { role: 'user', content: 'Since when?' },
  ],
  max_tokens: 20,
  temperature: 0.1,
};

it.each<readonly [modelId: string, form: FormId, request: JsonObject]>([
  ['meta.llama3-1-70b-instruct-v1:0', 'chat', CHAT],
  ['mistral.mistral-7b-instruct-v0:2', 'chat', { ...CHAT, stop: ['END'] }],
  ['mistral.mixtral-8x7b-instruct-v0:1', 'chat', { messages: CHAT.messages.slice(1, 2) }],
  ['meta.llama2-13b-chat-v1', 'chat', CHAT],
  ['amazon.titan-text-express-v1', 'chat', { ...CHAT, stop: ['User:'] }],
  ['amazon.titan-text-lite-v1', 'chat', { messages: CHAT.messages.slice(1, 3) }],
  ['cohere.command-text-v14', 'chat', { ...CHAT, top_p: 0.5, stop: ['END'] }],
  ['ai21.j2-ultra-v1', 'chat', { ...CHAT, top_p: 0.5 }],
  ['amazon.nova-pro-v1:0', 'chat', CHAT],
  ['openai.gpt-oss-120b-1:0', 'chat', { messages: CHAT.messages, max_tokens: 20 }],
  ['qwen.qwen3-32b-v1:0', 'chat', { ...CHAT, top_k: 5 }],
  ['us.twelvelabs.pegasus-1-2-v1:0', 'chat', { messages: CHAT.messages.slice(1, 2), temperature: 0.1 }],
  ['amazon.titan-embed-text-v2:0', 'embeddings', { input: 'Where is my parcel?', dimensions: 256 }],
  ['amazon.titan-embed-text-v1', 'embeddings', { input: 'Where is my parcel?' }],
  ['cohere.embed-english-v3', 'embeddings', { input: ['One parcel', 'Two parcels'] }],
])('the releases that made a body for %s are found from the body alone', (modelId, form, request) => {
  for (const profile of ['litellm-1.87', 'litellm-1.109'] as const) {
    const call: CapturedBody = { modelId, route: 'invoke', stream: false, body: {} };
    const prefix = form === 'embeddings' ? 'bedrock' : 'bedrock/invoke';
    const origin = { form, request: { model: `${prefix}/${modelId}`, ...request } };
    const body = bodyAs(profile, origin, call);
    if (!body) throw new Error(`${modelId} is not sent`);
    const captured = { ...call, body };
    const equal = bestMatch(captured, possibleOrigins(captured))?.matches.filter(
      ({ outcome }) => outcome === 'equal',
    );
    expect(equal?.map(({ release }) => release.split('.').slice(0, 2).join('.'))).toContain(
      profile.replace('litellm-', ''),
    );
  }
});

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123def456';

it.each<readonly [model: string, id: JsonObject]>([
  [`llama/${ARN}`, {}],
  [`deepseek_r1/${ARN}`, {}],
  [`qwen3/${ARN}`, {}],
  [`qwen2/${ARN}`, {}],
  ['invoke/anthropic.claude-3-haiku-20240307-v1:0', { model_id: ARN }],
  [
    'converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    { model_id: ARN, thinking: { type: 'enabled', budget_tokens: 1024 } },
  ],
  ['invoke/amazon.titan-text-express-v1', { model_id: ARN }],
  ['invoke/mistral.mistral-7b-instruct-v0:2', { model_id: ARN }],
])('the release is found where an ARN alone names the model: bedrock/%s', (model, more) => {
  const [system, ...talk] = CHAT.messages;
  const route = model.startsWith('converse') ? 'converse' : 'invoke';
  const call: CapturedBody = { modelId: ARN, route, stream: false, body: {} };
  const messages = model.includes('deepseek') ? [system as JsonObject, ...talk] : talk;
  const request = { model: `bedrock/${model}`, messages, max_tokens: 2000, ...more };
  const body = bodyAs('litellm-1.109', { form: 'chat', request }, call);
  if (!body) throw new Error(`${model} is not sent`);
  const captured = { ...call, body };
  const matches = bestMatch(captured, possibleOrigins(captured))?.matches ?? [];
  expect(matches.filter(({ outcome }) => outcome === 'equal').map(({ release }) => release)).toContain(
    '1.109',
  );
});

it('of an agent’s body with a leak those releases are told that leak it', () => {
  const modelId = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
  const call: CapturedBody = { modelId, route: 'invoke', stream: true, body: {} };
  const parameters = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
  const called = { name: 'read_file', arguments: '{"path":"a.ts"}' };
  const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
  const request = {
    model: `bedrock/invoke/${modelId}`,
    messages: [
      {
        role: 'system',
        content: [{ type: 'text', text: 'Be short.', cache_control: { type: 'ephemeral' } }],
      },
      { role: 'user', content: [{ type: 'text', text: 'What is in it?' }, picture] },
      {
        role: 'assistant',
        content: 'I look.',
        thinking_blocks: [{ type: 'thinking', thinking: 'A file.', signature: 'c2ln' }],
        tool_calls: [{ id: 't1', type: 'function', function: called }],
      },
      { role: 'tool', tool_call_id: 't1', content: 'nothing' },
      { role: 'user', content: 'And now?' },
    ],
    tools: [{ type: 'function', function: { name: 'read_file', description: 'Reads it', parameters } }],
    tool_choice: 'required',
    parallel_tool_calls: false,
    max_tokens: 2000,
    stop: ['END'],
    stream: true,
    stream_chunk_size: 1024,
  };
  const body = bodyAs('litellm-1.87', { form: 'chat', request }, call);
  expect(body).toMatchObject({ stream_chunk_size: 1024 });
  const captured = { ...call, body: body ?? {} };
  const matches = bestMatch(captured, possibleOrigins(captured))?.matches ?? [];
  const equal = matches.filter(({ outcome }) => outcome === 'equal').map(({ release }) => release);
  expect(equal).toContain('1.87');
  expect(equal).not.toContain('1.109');
});

it('betas of a body are those that a client asked for in its header', () => {
  const modelId = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
  const call: CapturedBody = { modelId, route: 'invoke', stream: true, body: {} };
  const request = {
    model: `bedrock/invoke/${modelId}`,
    messages: [{ role: 'user', content: 'Where is my parcel?' }],
    max_tokens: 20,
    extra_headers: { 'anthropic-beta': 'context-1m-2025-08-07' },
  };
  const body = bodyAs('litellm-1.109', { form: 'messages', request }, call);
  expect(body).toMatchObject({ anthropic_beta: ['context-1m-2025-08-07'] });
  const captured = { ...call, body: body ?? {} };
  const matches = bestMatch(captured, possibleOrigins(captured))?.matches ?? [];
  expect(matches.filter(({ outcome }) => outcome === 'equal').map(({ release }) => release)).toContain(
    '1.109',
  );
});

it('any prompt at all is read without an error', () => {
  const piece = fc.constantFrom(
    '<s>',
    '[INST] ',
    ' [/INST]\n',
    '<<SYS>>\n',
    '</s> ',
    '<|im_start|>user\n',
    '<|im_end|>\n',
    '\n\nUser: ',
    '\n\nBot: ',
    '</admin>',
    '<｜User｜>',
    '<｜begin▁of▁sentence｜>',
    'words',
    ' ',
    '',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      for (const form of PROMPT_FORMS)
        for (const { content } of messagesBehind(pieces.join(''), form) ?? [])
          expect(typeof content).toBe('string');
    }),
  );
});

it('a prompt that no release writes is told no release', () => {
  const call = { modelId: 'meta.llama3-1-70b-instruct-v1:0', route: 'invoke', stream: false } as const;
  const own = { ...call, body: { prompt: 'Where is my parcel?' } };
  expect(bestMatch(own, possibleOrigins(own))).toBeNull();
  const odd = {
    ...call,
    body: { prompt: '<|begin_of_text|><|start_header_id|>user and more<|start_header_id|>' },
  };
  expect(bestMatch(odd, possibleOrigins(odd))).toBeNull();
});
