import { describe, expect, it } from 'vitest';
import { whyNoAnswer } from './recognise-answer.ts';

const converse = {
  output: { message: { role: 'assistant', content: [{ text: 'Hi' }] } },
  stopReason: 'end_turn',
};
const claude = { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hi' }] };
const openai = { choices: [{ message: { role: 'assistant', content: 'Hi' } }] };

describe('a JSON object', () => {
  it('is an answer where its family has such a member', () => {
    expect(whyNoAnswer(converse, 'converse')).toBeNull();
    expect(whyNoAnswer(claude, 'anthropic')).toBeNull();
    expect(whyNoAnswer({ generation: 'Hi' }, 'llama')).toBeNull();
    expect(whyNoAnswer(openai, 'openai')).toBeNull();
  });

  it('that asks is told to be a request', () => {
    const chat = { model: 'bedrock/us.amazon.nova-pro-v1:0', messages: [] };
    expect(whyNoAnswer(chat, 'converse')).toContain('This is a request');
    expect(whyNoAnswer({ prompt: 'Hi' }, 'llama')).toContain('This is a request');
  });

  it('that is an error is told with its words', () => {
    expect(whyNoAnswer({ message: 'Too many tokens' }, 'converse')).toContain('“Too many tokens”');
    expect(whyNoAnswer({ error: { message: 'x', type: 'y' } }, 'anthropic')).toContain('“x”');
  });

  it('that answers on another route is not read as an answer without words', () => {
    expect(whyNoAnswer(claude, 'converse')).toContain('none of output, stopReason');
    expect(whyNoAnswer(converse, 'anthropic')).toContain('none of content');
    expect(whyNoAnswer({ hello: 1 }, 'converse')).toContain('no answer to that request');
  });
});
