import { describe, expect, it } from 'vitest';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { encodeFrame } from '../eventstream/encoder.ts';
import type { FamilyId } from '../pipeline/call/model.ts';
import { type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { recordFrame } from '../recording/frames.ts';
import { type HandedForm, handBack } from './hand-back.ts';
import { answerLosses } from './losses.ts';
import { answerOf } from './read-frames.ts';

const utf8 = new TextEncoder();
const text = (value: string) => ({ type: 'string', value }) as const;

function framesOf(events: readonly (readonly [string, unknown])[]) {
  const decoder = new FrameDecoder();
  return events.flatMap(([name, payload]) => {
    const json = name === 'chunk' ? { bytes: btoa(JSON.stringify(payload)) } : payload;
    const bytes = encodeFrame(
      { ':event-type': text(name), ':message-type': text('event') },
      utf8.encode(JSON.stringify(json)),
    );
    return decoder.push(bytes).map((frame) => recordFrame(frame, bytes, 0));
  });
}

interface Asked {
  readonly profile?: ProfileId;
  readonly form?: HandedForm;
  readonly family?: FamilyId;
  readonly includeUsage?: boolean;
}

function losses(events: readonly (readonly [string, unknown])[], asked: Asked = {}): readonly string[] {
  const { profile = 'litellm-1.109', form = 'chat', family = 'converse', includeUsage = true } = asked;
  const frames = framesOf(events);
  const call = { form, profile, family, stream: true, includeUsage, body: {} };
  const handed = handBack(call, answerOf(frames));
  if (handed.kind !== 'stream') throw new Error('a stream was wanted');
  return answerLosses(frames, handed, profileOf(profile).release).map(({ text }) => text);
}

const says = (words: string) =>
  ['contentBlockDelta', { contentBlockIndex: 1, delta: { text: words } }] as const;
const thinks = (words: string) =>
  ['contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent: { text: words } } }] as const;
const stops = (stopReason: string) => ['messageStop', { stopReason }] as const;
const COUNTS = ['metadata', { usage: { inputTokens: 9, outputTokens: 4, totalTokens: 13 } }] as const;
const llama = (generation: string, stop_reason: string | null = null) =>
  ['chunk', { generation, stop_reason, prompt_token_count: 9, generation_token_count: 4 }] as const;

describe('what is lost on the way back', () => {
  it('is nothing where the caller gets it all', () => {
    expect(losses([says('Hi'), stops('end_turn'), COUNTS])).toEqual([]);
  });

  it('is the usage of a stream whose caller does not ask for it', () => {
    const [loss] = losses([says('Hi'), stops('end_turn'), COUNTS], { includeUsage: false });
    expect(loss).toContain('9 tokens in and 4 out');
    expect(loss).toContain('include_usage');
  });

  it('is the usage where LiteLLM counts anew', () => {
    expect(losses([llama('Hi'), llama('', 'stop')], { family: 'llama' })).toEqual([
      'Bedrock counts 9 tokens in and 4 out; the caller gets an estimate by LiteLLM’s own tokenizer.',
    ]);
  });

  it('is the stop reason that a family’s reader does not see', () => {
    expect(losses([llama('Hi'), llama('', 'length')], { family: 'llama' })).toContain(
      'Bedrock stopped with length, the caller reads stop.',
    );
  });

  it('is the first words behind a thought under 1.87’s messages API, and a thought twice under 1.90’s', () => {
    const events = [thinks('Hm'), says('Yes'), says(' sir'), stops('end_turn'), COUNTS];
    const under = (profile: ProfileId) => losses(events, { profile, form: 'messages' });
    expect(under('litellm-1.87')).toEqual([
      '3 characters of the answer are lost: the model wrote 7, the caller gets 4.',
    ]);
    expect(under('litellm-1.90')).toEqual(['2 characters of what the model thought reach the caller twice.']);
    expect(under('litellm-1.109')).toEqual([]);
  });

  it('is the break of an answer that has no end, before 1.109', () => {
    const events = [says('Hi')];
    expect(losses(events, { profile: 'litellm-1.87' })).toEqual([
      'The answer broke off, but the caller reads stop, as if it were whole.',
    ]);
    expect(losses(events)).toEqual([]);
  });
});
