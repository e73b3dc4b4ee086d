import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { explainBedrockBody } from './bedrock-body.ts';

const messages = [{ role: 'user', content: 'Hi' }];

describe('a body of Bedrock’s own pasted in place of a call', () => {
  it.each<[JsonObject, string]>([
    [{ messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }, 'Converse API'],
    [{ messages, inferenceConfig: { maxTokens: 5 } }, 'Converse API'],
    [{ messages, anthropic_version: 'bedrock-2023-05-31' }, 'Anthropic’s form'],
    [{ prompt: 'Hi', max_gen_len: 5 }, 'a body of InvokeModel,'],
    [{ inputText: 'Hi' }, 'a body of InvokeModel,'],
  ])('%j is named as one of %s', (body, what) => {
    expect(explainBedrockBody(body)?.message).toContain(what);
  });

  it.each<[JsonObject]>([
    [{ messages }],
    [{ messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }],
    [{ model: 'bedrock/m', inputText: 'Hi' }],
    [{}],
  ])('%j is none', (body) => {
    expect(explainBedrockBody(body)).toBeNull();
  });
});
