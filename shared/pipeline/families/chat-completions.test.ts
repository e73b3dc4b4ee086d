import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { transform } from '../transform.ts';

const send = (model: string, params: JsonObject = {}) =>
  transform({
    api: 'chat',
    profile: 'litellm-1.109',
    request: { model: `bedrock/${model}`, messages: [{ role: 'user', content: 'Hello.' }], ...params },
  });

function sent(model: string, params?: JsonObject) {
  const result = send(model, params);
  if (result.kind !== 'outgoing') throw new Error(`${result.error.type}: ${result.error.message}`);
  return result.outgoing;
}

describe('Chat Completions endpoint', () => {
  it('names model and streaming in the body, not in the path', () => {
    const { path, body } = sent('us-west-2/us.openai.gpt-6-sol', { stream: true, max_tokens: 9 });
    expect(path).toBe('/openai/v1/chat/completions');
    expect(body).toEqual({
      model: 'us.openai.gpt-6-sol',
      messages: [{ role: 'user', content: 'Hello.' }],
      stream: true,
      max_completion_tokens: 9,
    });
  });

  it('lets max_completion_tokens win over max_tokens', () => {
    const { body } = sent('us.xai.grok-4.7', { max_tokens: 9, max_completion_tokens: 5 });
    expect(body.max_completion_tokens).toBe(5);
    expect(body).not.toHaveProperty('max_tokens');
  });

  it('serves older models where the model string says so', () => {
    expect(sent('chat_completions/openai.gpt-oss-20b-1:0').body.model).toBe('openai.gpt-oss-20b-1:0');
    expect(sent('openai.gpt-oss-20b-1:0').path).toBe('/model/openai.gpt-oss-20b-1%3A0/converse');
  });

  it('gives way to Converse for what only Converse has', () => {
    const { path } = sent('us.openai.gpt-6-sol', { requestMetadata: { team: 'blue' } });
    expect(path).toBe('/model/us.openai.gpt-6-sol/converse');
  });

  it('refuses sampling parameters while GPT reasons, or drops them', () => {
    const refused = send('us.openai.gpt-6-sol', { temperature: 0.5 });
    expect(refused).toMatchObject({ kind: 'refused', error: { type: 'UnsupportedParamsError' } });
    expect(sent('us.openai.gpt-6-sol', { temperature: 0.5, drop_params: true }).body).not.toHaveProperty(
      'temperature',
    );
    const none = { temperature: 0.5, reasoning_effort: 'none' };
    expect(sent('us.openai.gpt-6-sol', none).body).toMatchObject(none);
  });

  it('takes stop sequences out in silence for models that refuse them, and says so', () => {
    const result = send('us.openai.gpt-6-sol', { stop: ['x'] });
    expect(result).toMatchObject({ kind: 'outgoing' });
    expect(result.ledger.entries.find(({ from }) => from.includes('/stop'))?.rule.fate).toBe('dropped');
  });

  it('ends where an image is to be downloaded', () => {
    const image = (url: string) => ({
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
    });
    expect(send('us.openai.gpt-6-sol', image('https://example.com/a.png')).kind).toBe('crashed');
    expect(send('us.openai.gpt-6-sol', image('data:image/png;base64,iVBORw0KGgo=')).kind).toBe('outgoing');
  });

  it('refuses the penalties for Grok only', () => {
    expect(send('us.xai.grok-4.7', { presence_penalty: 1 })).toMatchObject({
      kind: 'refused',
      error: { params: ['presence_penalty'] },
    });
  });
});
