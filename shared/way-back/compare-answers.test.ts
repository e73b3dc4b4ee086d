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

  it('says nothing of what is no stream', () => {
    expect(compareStream(ANSWER, call({ stream: false }))).toBeNull();
  });

  const native = call({ form: 'messages', family: 'anthropic-messages' });
  const EVENTS: readonly JsonObject[] = [
    { type: 'message_start', message: { usage: { input_tokens: 9, output_tokens: 1 } } },
    {
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { input_tokens: 9, output_tokens: 4 },
    },
    { type: 'message_stop', usage: { input_tokens: 9, output_tokens: 4 } },
  ];

  it('holds Bedrock’s own events, which are passed on, against what the release adds to them', () => {
    expect(compareStream(EVENTS, native)?.differences).toEqual([]);
    const cut = compareStream(EVENTS.slice(0, 2), native)?.differences;
    expect(cut).toEqual([{ event: 2, path: '', real: null, predicted: 'error' }]);
    const uncounted = EVENTS.map((event) =>
      event.type === 'message_delta' ? { ...event, usage: { output_tokens: 4 } } : event,
    );
    expect(compareStream(uncounted, native)?.differences).toEqual([
      { event: 1, path: 'usage.input_tokens', real: null, predicted: '9' },
    ]);
  });

  it('takes the error that ends a stream for the exception that LiteLLM raises, whatever it says before it', () => {
    const error = {
      message: 'litellm.APIError: Stream ended before a finish_reason was received',
      code: '500',
    };
    expect(compareStream([...ANSWER.slice(0, 2), { error }], call())?.differences).toEqual([]);
    const failed = { type: 'response.failed', response: { error: { message: 'Overloaded' } } };
    const begun = [{ type: 'response.created', response: { status: 'in_progress' } }];
    const progress = { type: 'response.in_progress', response: { status: 'in_progress' } };
    const early = call({ form: 'responses', profile: 'litellm-1.87.0' });
    const responses = compareStream([...begun, progress, failed], early);
    expect(responses?.differences).toEqual([]);
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
