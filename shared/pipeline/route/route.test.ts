import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:';
const ENCODED = 'arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3A';

function send(model: string, more: JsonObject = {}, profile: ProfileId = 'litellm-1.109') {
  const request = { model, messages: [{ role: 'user', content: 'hi' }], max_tokens: 5, ...more };
  return transform({ api: 'chat', request, profile });
}

function pathOf(model: string, more: JsonObject = {}, profile: ProfileId = 'litellm-1.109'): string {
  const result = send(model, more, profile);
  return result.kind === 'outgoing' ? result.outgoing.path : `${result.kind} ${result.error.type}`;
}

describe('the path of a call', () => {
  it.each([
    [
      'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0',
      'anthropic.claude-3-haiku-20240307-v1:0/invoke',
    ],
    [
      'bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0',
      'anthropic.claude-3-haiku-20240307-v1%3A0/converse',
    ],
    [
      'bedrock/us-west-2/anthropic.claude-3-haiku-20240307-v1:0',
      'anthropic.claude-3-haiku-20240307-v1%3A0/converse',
    ],
    [
      'bedrock/invoke/us-west-2/anthropic.claude-3-haiku-20240307-v1:0',
      'us-west-2/anthropic.claude-3-haiku-20240307-v1:0/invoke',
    ],
    ['bedrock/mistral.mistral-7b-instruct-v0:2', 'mistral.mistral-7b-instruct-v0:2/invoke'],
    [`bedrock/llama/${ARN}imported-model/abc`, `${ENCODED}imported-model%2Fabc/invoke`],
    [`bedrock/converse/llama/${ARN}imported-model/abc`, `llama%2F${ENCODED}imported-model%2Fabc/converse`],
    [`bedrock/nova/${ARN}imported-model/abc`, `${ENCODED}imported-model%2Fabc/converse`],
    [`bedrock/openai/${ARN}imported-model/abc`, `${ARN}imported-model%2Fabc/invoke`],
    ['anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1%3A0/converse'],
  ])('%s', (model, path) => {
    expect(pathOf(model)).toBe(`/model/${path}`);
  });

  it('names the streaming operation of the route', () => {
    expect(pathOf('bedrock/invoke/meta.llama3-8b-instruct-v1:0', { stream: true })).toMatch(
      /invoke-with-response-stream$/,
    );
    expect(pathOf('bedrock/converse/meta.llama3-8b-instruct-v1:0', { stream: true })).toMatch(
      /converse-stream$/,
    );
  });

  it('asks AI21 for the whole answer even where the caller streams', () => {
    expect(pathOf('bedrock/invoke/ai21.j2-mid-v1', { stream: true })).toBe('/model/ai21.j2-mid-v1/invoke');
    expect(pathOf('bedrock/converse/ai21.jamba-1-5-mini-v1:0', { stream: true })).toMatch(/converse$/);
  });

  it('encodes the slash of a GovCloud ARN behind openai/ since 1.100', () => {
    const model = 'bedrock/openai/arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:imported-model/abc';
    expect(pathOf(model)).toMatch(/imported-model%2Fabc\/invoke$/);
    expect(pathOf(model, {}, 'litellm-1.100.0')).toMatch(/imported-model%2Fabc\/invoke$/);
    expect(pathOf(model, {}, 'litellm-1.99.4')).toMatch(/imported-model\/abc\/invoke$/);
  });

  it('takes model_id instead of the model', () => {
    const more = { model_id: `${ARN}provisioned-model/pm1` };
    expect(pathOf('bedrock/invoke/amazon.titan-text-lite-v1', more)).toBe(
      `/model/${ENCODED}provisioned-model%2Fpm1/invoke`,
    );
  });
});

describe('the route of a model string without one', () => {
  const model = `bedrock/${ARN}application-inference-profile/xyz`;

  it('is converse for an application inference profile in 1.109, a refusal before', () => {
    expect(pathOf(model)).toMatch(/converse$/);
    expect(pathOf(model, {}, 'litellm-1.87')).toBe('refused NotFoundError');
  });

  it('is converse for a model of an unknown provider in 1.109, a refusal before', () => {
    expect(pathOf('bedrock/xyz.model-1')).toBe('/model/xyz.model-1/converse');
    expect(pathOf('bedrock/xyz.model-1', {}, 'litellm-1.90')).toBe('refused NotFoundError');
  });

  it.each<[ProfileId, string, JsonObject, string]>([
    ['litellm-1.103.11', 'openai.gpt-6-astra', {}, '/model/openai.gpt-6-astra/invoke'],
    ['litellm-1.104.0', 'openai.gpt-6-astra', {}, '/model/openai.gpt-6-astra/converse'],
    ['litellm-1.105.0', 'us.openai.gpt-6-astra', {}, '/openai/v1/chat/completions'],
    ['litellm-1.105.0', 'us.openai.gpt-6-astra', { stop: ['x'] }, '/model/us.openai.gpt-6-astra/converse'],
    ['litellm-1.105.7', 'chat_completions/openai.gpt-oss-20b-1:0', {}, '/openai/v1/chat/completions'],
    [
      'litellm-1.105.7',
      'us.openai.gpt-5.5',
      { reasoning_effort: 'minimal' },
      '/model/us.openai.gpt-5.5/converse',
    ],
    [
      'litellm-1.106.5',
      'us.openai.gpt-5.5',
      { reasoning_effort: 'minimal' },
      'refused UnsupportedParamsError',
    ],
    [
      'litellm-1.104.3',
      'converse/openai.gpt-5.5-v1:0',
      { temperature: 0.3 },
      'refused UnsupportedParamsError',
    ],
    ['litellm-1.108.14', 'xyz.model-1', {}, 'refused NotFoundError'],
  ])('in %s, %s with %j: %s', (profile, id, more, path) => {
    expect(pathOf(`bedrock/${id}`, more, profile)).toBe(path);
  });

  it.each<[ProfileId, string]>([
    ['litellm-1.92.2', '/model/me-central-1/anthropic.claude-opus-4-7/invoke'],
    ['litellm-1.93.2', '/model/me-central-1/anthropic.claude-opus-4-7/invoke'],
    ['litellm-1.94.0', 'refused BadRequestError'],
  ])('in %s, Claude’s id behind a region is enough or not: %s', (profile, path) => {
    expect(pathOf('me-central-1/anthropic.claude-opus-4-7', {}, profile)).toBe(path);
  });

  it('knows nova/ as a way since 1.81.14', () => {
    const model = 'bedrock/nova/us.meta.llama3-2-1b-instruct-v1:0';
    expect(pathOf(model, {}, 'litellm-1.81.13')).toBe('/model/nova/us.meta.llama3-2-1b-instruct-v1:0/invoke');
    expect(pathOf(model, {}, 'litellm-1.81.14')).toBe('/model/us.meta.llama3-2-1b-instruct-v1%3A0/converse');
  });

  it('is refused where nothing says that the model is Bedrock’s', () => {
    expect(pathOf('xyz.model-1')).toBe('refused BadRequestError');
    expect(pathOf('claude-opus-4-7')).toBe('refused BadRequestError');
  });

  it('says so where it leads elsewhere', () => {
    expect(pathOf('bedrock/agent/ABC/DEF')).toBe('invalid RouteNotModelled');
  });
});

describe('the resolved model', () => {
  it('tells geography and base model', () => {
    expect(send('bedrock/apac.amazon.nova-lite-v1:0').model).toMatchObject({
      geography: 'apac',
      baseModel: 'amazon.nova-lite-v1:0',
      route: 'converse',
      auto: true,
    });
  });

  it.each([
    ['bedrock/invoke/cohere.command-r-v1:0', 'cohere-command'],
    ['bedrock/cohere.command-r-v1:0', 'command-r'],
    ['bedrock/invoke/us.amazon.nova-lite-v1:0', 'nova'],
    ['bedrock/invoke/anthropic.claude-v2:1:18k', 'claude-text'],
    ['bedrock/invoke/us.deepseek.r1-v1:0', 'unknown'],
  ])('%s has the body form %s', (model, family) => {
    expect(send(model).model?.family).toBe(family);
  });

  it('follows the route asked for instead of the one in the string', () => {
    const request = {
      model: 'bedrock/converse/amazon.titan-text-lite-v1',
      messages: [{ role: 'user', content: 'x' }],
    };
    const result = transform({ api: 'chat', request, profile: 'litellm-1.87', route: 'invoke' });
    expect(result.kind === 'outgoing' && result.outgoing.path).toBe(
      '/model/amazon.titan-text-lite-v1/invoke',
    );
  });

  it('goes by the model itself in the strict profile, LiteLLM’s prefixes aside', () => {
    expect(send('bedrock/invoke/cohere.command-r-v1:0', {}, 'strict').model?.family).toBe('command-r');
  });
});

describe('bedrock/ twice in a model string', () => {
  const kimi = 'moonshot.kimi-k2-thinking';
  const nova = 'amazon.nova-lite-v1:0';
  const native = (profile: ProfileId) => {
    const request = {
      model: `bedrock/bedrock/${nova}`,
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 5,
    };
    const result = transform({ api: 'messages', request, profile });
    return result.kind === 'outgoing' ? result.outgoing.path : result.kind;
  };

  it('stays in the path of a chat, and of a call by the messages API since 1.99', () => {
    const kept = '/model/bedrock%2Famazon.nova-lite-v1%3A0/converse';
    expect(pathOf(`bedrock/bedrock/${nova}`)).toBe(kept);
    for (const profile of ['litellm-1.99.0', 'litellm-1.110.2'] as const) expect(native(profile)).toBe(kept);
  });

  it('is read off twice by the messages API before', () => {
    for (const profile of ['litellm-1.87.0', 'litellm-1.98.0'] as const)
      expect(native(profile)).toBe('/model/amazon.nova-lite-v1%3A0/converse');
  });

  it('is not in the model that a body names', () => {
    const named = (model: string) => {
      const result = send(model, {}, 'litellm-1.110.2');
      return result.kind === 'outgoing' ? result.outgoing.body.model : result.kind;
    };
    expect(named(`bedrock/bedrock/invoke/${kimi}`)).toBe(kimi);
    expect(named(`bedrock/bedrock/bedrock/${kimi}`)).toBe(kimi);
    expect(named('bedrock/bedrock/invoke/openai.gpt-oss-20b-1:0')).toBe('invoke/openai.gpt-oss-20b-1:0');
  });

  it('is not in the path of an image', () => {
    const path = (model: string) => {
      const result = transform({
        api: 'chat',
        entry: 'images',
        request: { model, prompt: 'x' },
        profile: 'litellm-1.110.2',
      });
      return result.kind === 'outgoing' ? result.outgoing.path : result.kind;
    };
    expect(path('bedrock/bedrock/amazon.nova-canvas-v1:0')).toBe('/model/amazon.nova-canvas-v1:0/invoke');
    expect(path('bedrock/bedrock/bedrock/amazon.nova-canvas-v1:0')).toBe(
      '/model/bedrock/amazon.nova-canvas-v1:0/invoke',
    );
  });
});
