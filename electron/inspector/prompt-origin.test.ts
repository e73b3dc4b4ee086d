import { expect, it } from 'vitest';
import type { FormId } from '../../shared/input/forms.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import { bestMatch, bodyAs, type CapturedBody, possibleOrigins } from './release-match.ts';

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
