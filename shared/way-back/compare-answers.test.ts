import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { compareStream, eventsIn } from './compare-answers.ts';
import type { AnsweredCall } from './hand-back.ts';

const call = (more: Partial<AnsweredCall> = {}): AnsweredCall => ({
  form: 'chat',
  profile: 'litellm-1.109.1',
  family: 'converse',
  stream: true,
  includeUsage: false,
  body: {},
  ...more,
});

const chunk = (choice: JsonObject): JsonObject => ({
  id: 'c',
  model: 'm',
  created: 1,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, ...choice }],
});

const ANSWER = [
  chunk({ delta: { content: 'Good ', role: 'assistant' }, finish_reason: null }),
  chunk({ delta: { content: 'morning.' } }),
  chunk({ delta: {}, finish_reason: 'stop' }),
];

describe('a proxy’s stream beside the predicted one', () => {
  it('is as predicted, whatever its ids, times and names', () => {
    const compared = compareStream(ANSWER, call());
    expect(compared?.differences).toEqual([]);
    expect(compared?.predicted).toHaveLength(3);
  });

  it('differs where it ends without a finish reason, or says it with the last words', () => {
    expect(compareStream(ANSWER.slice(0, 2), call())?.differences).not.toEqual([]);
    const joined = [...ANSWER.slice(0, 1), chunk({ delta: { content: 'morning.' }, finish_reason: 'stop' })];
    expect(compareStream(joined, call())?.differences).toMatchObject([
      { event: 1, path: 'choices[0].finish_reason', real: '"stop"', predicted: null },
      { event: 2, path: '', real: null },
    ]);
  });

  it('differs where usage is asked for and does not come', () => {
    const missing = compareStream(ANSWER, call({ includeUsage: true }))?.differences;
    expect(missing).toMatchObject([{ event: 3, real: null }]);
  });

  it('says nothing of what is no stream, or Bedrock’s own events passed on', () => {
    expect(compareStream(ANSWER, call({ stream: false }))).toBeNull();
    expect(compareStream(ANSWER, call({ form: 'messages', family: 'anthropic-messages' }))).toBeNull();
  });

  it('reads events of a body, and the one value that a body is', () => {
    expect(eventsIn('data: {"a": 1}\n\nevent: x\ndata: {"b": 2}\n\ndata: [DONE]\n')).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
    expect(eventsIn('{"a": 1}')).toEqual([{ a: 1 }]);
    expect(eventsIn('no')).toEqual([]);
  });
});
