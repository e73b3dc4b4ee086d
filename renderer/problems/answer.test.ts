import { describe, expect, it } from 'vitest';
import type { SendFailure } from '../../shared/contract/sending.ts';
import type { Send } from '../store/sends.ts';
import { compareAnswer } from './answer.ts';

const MESSAGE = 'stream_chunk_size: Extra inputs are not permitted';
const REFUSAL: SendFailure = {
  origin: 'bedrock',
  status: 400,
  type: 'ValidationException',
  message: MESSAGE,
  hint: '',
  requestId: null,
};
const ACCEPTED = { status: 200, errorType: '', message: '' };
const REFUSED = { status: 400, errorType: 'ValidationException', message: MESSAGE };

const send = (change: Partial<Send>): Send => ({
  id: 1,
  title: '',
  model: '',
  startedAt: new Date(0),
  input: { text: '', profile: 'strict', route: 'auto', target: { kind: 'simulator' } },
  recorded: false,
  injected: false,
  route: 'invoke',
  api: 'chat',
  chunkSize: null,
  prediction: REFUSED,
  status: 'complete',
  request: null,
  response: null,
  failure: null,
  body: null,
  usage: null,
  stopReason: null,
  guardrail: null,
  endMs: null,
  earlier: null,
  answered: null,
  lagged: null,
  ...change,
});
const response = { type: 'response', status: 200, headers: {}, atMs: 1 } as const;

describe('answer beside prediction', () => {
  it('agrees where the refusal has the predicted words', () => {
    expect(compareAnswer(send({ failure: REFUSAL }))?.relation).toBe('as-predicted');
  });

  it('agrees where a proxy puts words and JSON of its own around them, and Bedrock itself may not', () => {
    const quoted = 'messages: "hi" is no list';
    const message = `litellm.BadRequestError: BedrockException - {"message":${JSON.stringify(quoted)}}`;
    const prediction = { ...REFUSED, message: quoted };
    const answered = { prediction, failure: { ...REFUSAL, message } };
    const { input } = send({});
    const target = { kind: 'proxy', url: 'http://127.0.0.1:4000' } as const;
    expect(compareAnswer(send({ ...answered, input: { ...input, target } }))?.relation).toBe('as-predicted');
    expect(compareAnswer(send(answered))?.relation).toBe('differs');
  });

  it('agrees where success was predicted and came', () => {
    expect(compareAnswer(send({ prediction: ACCEPTED, response }))?.relation).toBe('as-predicted');
  });

  it('differs on other words, and where one side accepts', () => {
    expect(compareAnswer(send({ failure: { ...REFUSAL, message: 'other' } }))?.relation).toBe('differs');
    expect(compareAnswer(send({ response }))?.relation).toBe('differs');
    expect(compareAnswer(send({ prediction: ACCEPTED, failure: REFUSAL }))?.relation).toBe('differs');
  });

  it('says nothing while there is no answer from Bedrock', () => {
    expect(compareAnswer(send({}))).toBeNull();
    expect(compareAnswer(send({ failure: { ...REFUSAL, origin: 'network' } }))).toBeNull();
  });

  it('knows an answer without a prediction', () => {
    expect(compareAnswer(send({ prediction: null, response }))?.relation).toBe('unpredicted');
  });

  it('is no false prediction where the simulator was told to fail', () => {
    const failed = {
      prediction: ACCEPTED,
      failure: { ...REFUSAL, status: 429, message: 'Too many requests' },
    };
    expect(compareAnswer(send({ ...failed, injected: true }))?.relation).toBe('injected');
    expect(compareAnswer(send(failed))?.relation).toBe('differs');
  });
});
