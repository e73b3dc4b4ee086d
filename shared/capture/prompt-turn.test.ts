import { describe, expect, it } from 'vitest';
import { transform } from '../pipeline/transform.ts';
import { userTurnOf } from './prompt-turn.ts';
import { readAsked, titleOf } from './said.ts';

const MESSAGES = [
  { role: 'system', content: 'You answer briefly.' },
  { role: 'user', content: 'Where is my parcel?' },
  { role: 'assistant', content: 'At customs.' },
  { role: 'user', content: 'Since when?' },
];

describe('an exchange with a raw prompt is titled with what the user said last', () => {
  it.each([
    'meta.llama3-1-70b-instruct-v1:0',
    'meta.llama4-maverick-17b-instruct-v1:0',
    'mistral.mistral-7b-instruct-v0:2',
    'mistral.mixtral-8x7b-instruct-v0:1',
    'qwen.qwen3-32b-v1:0',
    'amazon.titan-text-express-v1',
  ])('%s', (model) => {
    for (const profile of ['litellm-1.87', 'litellm-1.109'] as const) {
      const request = { model: `bedrock/invoke/${model}`, messages: MESSAGES };
      const result = transform({ api: 'chat', request, profile });
      if (result.kind !== 'outgoing') throw new Error(`${model} is not sent`);
      expect(titleOf(readAsked(result.outgoing.body))).toBe('Since when?');
    }
  });
});

describe('the user’s turn of a raw prompt', () => {
  it.each([
    ['Plain words.', 'Plain words.'],
    ['[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHello [/INST]', 'Hello'],
    ['<s>[INST] Hello', 'Hello'],
    ['<｜begin▁of▁sentence｜>Be brief.<｜User｜>Hello<｜Assistant｜><think>', 'Hello'],
    ['\n\nHuman: Hello\n\nAssistant:', 'Hello'],
    ['Name the User: and the rest', 'Name the User: and the rest'],
    ['[INST]  [/INST]', '[INST]  [/INST]'],
  ])('%j', (prompt, said) => {
    expect(userTurnOf(prompt)).toBe(said);
  });
});
