import { describe, expect, it } from 'vitest';
import { readDeltas } from './deltas.ts';

const chunk = (content: unknown): unknown => readDeltas('chunk', 'event', JSON.stringify(content));

describe('readDeltas', () => {
  it.each([
    ['Anthropic', { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Rhine' } }, 1],
    ['Titan', { outputText: 'Rhine', index: 0, completionReason: null }, 0],
    ['Llama', { generation: 'Rhine', stop_reason: null }, 0],
    ['Mistral prompt form', { outputs: [{ text: 'Rhine', stop_reason: null }] }, 0],
    ['Mistral chat form', { choices: [{ index: 0, message: { role: 'assistant', content: 'Rhine' } }] }, 0],
    ['OpenAI-shaped', { choices: [{ index: 0, delta: { content: 'Rhine' }, finish_reason: null }] }, 0],
    ['Cohere Command', { text: 'Rhine', is_finished: false }, 0],
    ['Command R', { event_type: 'text-generation', text: 'Rhine', is_finished: false }, 0],
    ['Claude 2', { completion: 'Rhine', stop_reason: null, stop: null }, 0],
    ['Nova', { contentBlockDelta: { delta: { text: 'Rhine' }, contentBlockIndex: 0 } }, 0],
  ])('reads text out of a %s chunk', (_, content, block) => {
    expect(chunk(content)).toEqual([{ kind: 'text', block, text: 'Rhine' }]);
  });

  it('keeps tool arguments apart from text', () => {
    const start = { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't1', name: 'get_weather' } } };
    expect(readDeltas('contentBlockStart', 'event', JSON.stringify(start))).toEqual([
      { kind: 'tool-start', block: 1, id: 't1', name: 'get_weather' },
    ]);
    const call = { choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: '{"ci' } }] } }] };
    expect(chunk(call)).toEqual([{ kind: 'tool-input', block: 1, text: '{"ci' }]);
  });

  it('keeps reasoning apart from text', () => {
    const delta = {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'thinking_delta', thinking: 'Let me' },
    };
    expect(chunk(delta)).toEqual([{ kind: 'reasoning', block: 0, text: 'Let me' }]);
  });

  it('says of an exception whether a retry helps', () => {
    expect(readDeltas('throttlingException', 'exception', '{"message":"Too many requests"}')).toEqual([
      { kind: 'exception', type: 'throttlingException', message: 'Too many requests', retry: true },
    ]);
    expect(readDeltas('validationException', 'exception', '{"message":"no"}')).toMatchObject([
      { retry: false },
    ]);
  });

  it('labels what it does not know instead of failing', () => {
    expect(readDeltas('chunk', 'event', 'not json')).toEqual([{ kind: 'other', label: 'chunk' }]);
    expect(chunk({ novelty: 1 })).toEqual([{ kind: 'other', label: 'novelty' }]);
  });
});
