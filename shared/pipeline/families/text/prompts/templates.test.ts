import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../json/json.ts';
import { Stop } from '../../../call/failures.ts';
import { readMessages } from '../../../messages/message.ts';
import { chatMl } from './chatml.ts';
import { chooseTemplate } from './choose.ts';
import { deepseekR1 } from './deepseek-r1.ts';
import { claude21Turns, claudeTurns, titanTurns } from './labelled-turns.ts';
import { llama3Instruct } from './llama3.ts';
import { joinedByBlanks, runTogether } from './plain.ts';
import type { PromptForm } from './prompt.ts';
import { llama2Chat, mistralInstruct } from './role-marked.ts';
import { transcript } from './transcript.ts';

const render = (form: PromptForm, ...messages: JsonObject[]) => form.render(readMessages(messages));
const text = (form: PromptForm, ...messages: JsonObject[]) => render(form, ...messages).text;
const user = (content: JsonObject['content']): JsonObject => ({ role: 'user', content: content ?? '' });
const assistant = (content: string): JsonObject => ({ role: 'assistant', content });
const system = (content: string): JsonObject => ({ role: 'system', content });

describe('the template that a model name asks for', () => {
  it.each([
    ['amazon.titan-text-lite-v1', titanTurns],
    ['invoke/us.anthropic.claude-instant-v1', claudeTurns],
    ['anthropic.claude-v2:1', claude21Turns],
    ['mistral.mistral-7b-instruct-v0:2', mistralInstruct],
    ['meta.llama2-13b-chat-v1', llama2Chat],
    ['us.meta.llama3-3-70b-instruct-v1:0', llama3Instruct],
    ['us.meta.llama4-scout-17b-instruct-v1:0', llama3Instruct],
    ['meta-llama/Meta-Llama-3-8B-Instruct', llama3Instruct],
    ['meta.llama2-13b-v1', joinedByBlanks],
    ['llama/arn:aws:bedrock:us-east-1:1:imported-model/abc', joinedByBlanks],
    ['amazon.titan-tg1-large', joinedByBlanks],
  ])('%s', (model, form) => {
    expect(chooseTemplate(model)).toBe(form);
  });
});

describe('what a template writes', () => {
  it('Llama 3 trims texts and shows content parts as Python source', () => {
    expect(text(llama3Instruct, user('  hi \n'), user([{ type: 'text', text: 'x' }]))).toBe(
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nhi<|eot_id|>' +
        "<|start_header_id|>user<|end_header_id|>\n\n[{'type': 'text', 'text': 'x'}]<|eot_id|>" +
        '<|start_header_id|>assistant<|end_header_id|>\n\n',
    );
  });

  it('Llama 2 opens the prompt anew at a system message behind an answer', () => {
    expect(text(llama2Chat, user('a'), assistant('b'), system('c'))).toBe(
      '<s>[INST] a [/INST]\nb\n</s><s>[INST] <<SYS>>\nc\n<</SYS>>\n [/INST]\n',
    );
  });

  it('DeepSeek R1 keeps the last system prompt and cuts thoughts off', () => {
    expect(
      text(deepseekR1, system('one'), system('two'), user('a'), assistant('t</think>b'), user('c')),
    ).toBe(
      '<｜begin▁of▁sentence｜>two<｜User｜>a<｜Assistant｜>b<｜end▁of▁sentence｜><｜User｜>c<｜Assistant｜><think>\n',
    );
  });

  it('DeepSeek R1 closes tool outputs instead of opening a thought', () => {
    const tool = (content: string): JsonObject => ({ role: 'tool', tool_call_id: 'x', content });
    expect(text(deepseekR1, user('a'), tool('1'), tool('2'))).toBe(
      '<｜begin▁of▁sentence｜><｜User｜>a<｜tool▁outputs▁begin｜><｜tool▁output▁begin｜>1<｜tool▁output▁end｜>' +
        '\n<｜tool▁output▁begin｜>2<｜tool▁output▁end｜><｜tool▁outputs▁end｜>',
    );
  });

  it('Claude 2.1 puts an empty human turn between system prompt and answer', () => {
    expect(text(claude21Turns, system('s'), assistant('a'))).toBe('s\n\nHuman: \n\nAssistant: a');
    expect(text(claudeTurns, system('s'), user('u'))).toBe(
      '\n\nHuman: <admin>s</admin>\n\nHuman: u\n\nAssistant: ',
    );
  });

  it('Qwen gets tool calls instead of what the assistant said', () => {
    const call = { id: 'c', type: 'function', function: { name: 'f', arguments: '{"a": 1}' } };
    const prompt = render(chatMl, { role: 'assistant', content: 'Checking.', tool_calls: [call] });
    expect(prompt.text).toBe(
      '<|im_start|>assistant\n<tool_call>\n{"name": "f", "arguments": "{"a": 1}"}\n</tool_call><|im_end|>\n' +
        '<|im_start|>assistant\n',
    );
    expect(prompt.from).not.toContain('/messages/0/content');
    expect(prompt.from).toContain('/messages/0/tool_calls/0/function/arguments');
  });

  it('Pegasus gets placeholders for media', () => {
    const parts = [
      { type: 'text', text: 'See' },
      { type: 'video_url', video_url: { url: 'x' } },
      { type: 'file', file: {} },
    ];
    expect(text(transcript, system('s'), user(parts))).toBe('system: s\nuser: See <video>');
  });

  it('AI21 gets texts without anything in between', () => {
    expect(text(runTogether, system('a'), user('b'))).toBe('ab');
  });
});

describe('what makes a template fail', () => {
  it.each([
    ['a message without content', titanTurns, { role: 'assistant', tool_calls: [] }],
    ['content parts where texts are joined', joinedByBlanks, user([{ type: 'text', text: 'x' }])],
    ['content parts for DeepSeek', deepseekR1, user([{ type: 'text', text: 'x' }])],
  ])('%s', (_, form, message) => {
    expect(() => render(form, message)).toThrow(Stop);
  });
});
